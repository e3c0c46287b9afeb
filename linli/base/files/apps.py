"""The application of stored files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Photos, recordings and documents that people send."""

    name = "linli.base.files"
    label = "files"
