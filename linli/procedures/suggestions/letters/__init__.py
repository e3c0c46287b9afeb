"""The letters of suggestions: what each holds, how the case fills it, when it is offered."""
