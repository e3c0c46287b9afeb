"""The application of stored files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Photos, recordings and documents that people send."""

    name = "linli.base.files"
    label = "files"

    def ready(self) -> None:
        """Have unneeded files cleared once a day."""
        from linli.base.files.actions import clear
        from linli.base.jobs.schedule import schedule

        schedule("files.clear", 24 * 60, clear)
