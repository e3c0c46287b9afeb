"""The application of intake."""

from django.apps import AppConfig

from linli.core.text import Text


class IntakeConfig(AppConfig):
    """Messages from files."""

    name = "linli.intake"
    label = "intake"

    def ready(self) -> None:
        """Let clerks bring messages in from Excel."""
        from linli.base.administration.wordings import KINDS
        from linli.intake import messages  # noqa: F401

        KINDS.register("intake.open", Text("导入来件", "Import a message"))
