"""The application that keeps an instance running."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Health, figures, the log of requests, backups."""

    name = "linli.base.operations"
    label = "operations"
    url_prefix = ""

    def ready(self) -> None:
        """Let the worker measure each minute, and register the checks."""
        from linli.base.jobs.schedule import schedule
        from linli.base.operations import checks  # noqa: F401
        from linli.base.operations.measuring import measure

        schedule("operations.measure", 1, measure)
