"""The application of reminders in the desk."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Reminders in the desk."""

    name = "linli.base.notices"
    label = "notices"
