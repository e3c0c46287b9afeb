"""The application of the dashboards: figures over places and units."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Rates with their denominators, and what is left out of them."""

    name = "linli.dashboards"
    label = "dashboards"
    url_prefix = "dashboards/"

    def ready(self) -> None:
        """Put the pages into the menu."""
        from linli.dashboards import entries  # noqa: F401
