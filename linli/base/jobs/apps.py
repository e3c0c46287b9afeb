"""The application of background work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Tasks, recurring jobs, and the worker that runs both."""

    name = "linli.base.jobs"
    label = "jobs"
