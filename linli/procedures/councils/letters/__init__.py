"""The letters of councils: what each holds, how the case fills it, when it is offered."""
