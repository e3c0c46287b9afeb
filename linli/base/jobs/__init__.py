"""Background work: tasks, recurring jobs, and the worker that runs both."""
