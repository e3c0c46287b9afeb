"""The application of local rules."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Dated local limits."""

    name = "linli.base.rules"
    label = "rules"
