"""The application of conferences."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Conferences, their reports and what was demanded there."""

    name = "linli.registers.conferences"
    label = "conferences"
    url_prefix = "conferences/"
