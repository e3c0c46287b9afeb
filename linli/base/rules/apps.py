"""The application of local rules."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    """Dated local limits, thresholds and periods."""

    name = "linli.base.rules"
    label = "rules"

    def ready(self) -> None:
        """Name the area of the periods of keeping."""
        from linli.base.rules import retention

        retention.register()
