"""The pages of councils: those of staff, and those that residents read."""
