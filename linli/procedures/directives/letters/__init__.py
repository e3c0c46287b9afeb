"""The letters of directives: task list, supervision letter, final report."""
