"""The application of intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Messages from files."""

    name = "linli.intake"
    label = "intake"
