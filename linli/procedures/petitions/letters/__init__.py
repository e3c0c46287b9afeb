"""The letters of petitions: what each holds, how the case fills it, when it is offered."""
