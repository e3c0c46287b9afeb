"""The application of the look: layouts, components, languages and error pages."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Layouts, components, languages and error pages."""

    name = "linli.base.ui"
    label = "ui"
    url_prefix = ""

    def ready(self) -> None:
        """Register the check that every menu entry leads somewhere."""
        from linli.base.ui import checks  # noqa: F401
