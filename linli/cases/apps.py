"""The application of the engine: messages, cases, clocks."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Messages, cases and what happens to them."""

    name = "linli.cases"
    label = "cases"
    url_prefix = "cases/"

    def ready(self) -> None:
        """Register the engine's wordings, jobs and checks, and answer for the letters of cases."""
        from linli.base.letters.access import access
        from linli.cases import checks, schedule  # noqa: F401
        from linli.cases.bulk import inside  # noqa: F401
        from linli.cases.letters import CaseLetters

        access.register("case", CaseLetters())
