"""The letters of disputes: what each holds, how the case fills it, when it is offered."""
