"""The application of the duty lists (履职事项清单)."""

from django.apps import AppConfig

from linli.core.text import Text


class DutiesConfig(AppConfig):
    """The duty lists of units."""

    name = "linli.registers.duties"
    label = "duties"
    url_prefix = "duties/"

    def ready(self) -> None:
        """Put the list into the menu of every post."""
        from linli.base.ui.menu import Entry, register

        name = Text("职责清单", "Duty lists")
        register(Entry("duties", name, "duties:list", "registers", 10, icon="note"))
