"""The application of the duty lists (履职事项清单)."""

from django.apps import AppConfig

from linli.core.text import Text

LOGGED = {
    "duty.add": Text("新增职责事项", "Add a duty item"),
    "duty_added": Text("新增职责事项", "Duty item added"),
    "duty.change": Text("变更职责事项", "Change a duty item"),
    "duty_changed": Text("变更职责事项", "Duty item changed"),
    "duty.end": Text("停用职责事项", "End a duty item"),
    "duty_ended": Text("停用职责事项", "Duty item ended"),
    "duty.import": Text("导入职责清单", "Import a duty list"),
    "duties_imported": Text("导入职责清单", "Duty list imported"),
}


class DutiesConfig(AppConfig):
    """The duty lists of units."""

    name = "linli.registers.duties"
    label = "duties"
    url_prefix = "duties/"

    def ready(self) -> None:
        """Put the list into the menu of every post, and name its acts in the log."""
        from linli.base.administration.wordings import KINDS
        from linli.base.ui.menu import Entry, register
        from linli.registers.duties import table  # noqa: F401

        name = Text("职责清单", "Duty lists")
        register(Entry("duties", name, "duties:list", "registers", 10, icon="note"))
        for kind, text in LOGGED.items():
            KINDS.register(kind, text)
