"""The application of the dashboards: figures over places and units."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """Rates with their denominators, and what is left out of them."""

    name = "linli.dashboards"
    label = "dashboards"
    url_prefix = "dashboards/"

    def ready(self) -> None:
        """Put the pages into the menu, and let rooms below read figures."""
        from linli.cases.figures_reader import RATES, READERS
        from linli.cases.page import WAYS_ON
        from linli.dashboards import entries, selectors  # noqa: F401
        from linli.dashboards.views.exclusions import way_to_ask

        READERS.register(RATES, selectors.rates)
        WAYS_ON.register("dashboards.ask", way_to_ask)
