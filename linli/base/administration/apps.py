"""The application of the administration pages."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Units, people and posts, calendar, local limits, reading the log."""

    name = "linli.base.administration"
    label = "administration"
    url_prefix = "administration/"

    def ready(self) -> None:
        """Put the pages into the menu."""
        from linli.base.administration.sections import register_menu
        from linli.base.administration.tables import posts, units  # noqa: F401

        register_menu()
