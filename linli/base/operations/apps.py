"""The application that keeps an instance running."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Health, figures, the log of requests, backups."""

    name = "linli.base.operations"
    label = "operations"
