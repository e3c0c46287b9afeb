"""The application of the staff's desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What is mine now: lists of cases, reminders, and the search."""

    name = "linli.faces.desk"
    label = "desk"
    url_prefix = "desk/"

    def ready(self) -> None:
        """Put the desk into the menu of those who work on cases."""
        from linli.base.ui import menu
        from linli.core.text import Text
        from linli.faces.desk import exporting  # noqa: F401
        from linli.faces.desk.scopes import works_on_cases

        menu.register(
            menu.Entry(
                "desk.home",
                Text("我的工作台", "My desk"),
                "desk:home",
                "desk",
                order=10,
                icon="inbox",
                may=works_on_cases,
            )
        )
