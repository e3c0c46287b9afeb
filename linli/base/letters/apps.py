"""The application of letters."""

from django.apps import AppConfig

from linli.core.text import Text


class LettersConfig(AppConfig):
    """Letters that an office signs, and their templates."""

    name = "linli.base.letters"
    label = "letters"
    # Its pages lie under two addresses: letters/ and administration/letters/.
    url_prefix = ""

    def ready(self) -> None:
        """Have half-issued letters finished, and put the templates into the menu."""
        from linli.base.jobs.schedule import schedule
        from linli.base.letters import checks  # noqa: F401
        from linli.base.letters.issuing import finish_left
        from linli.base.ui.menu import Entry, register

        schedule("letters.finish", 1, finish_left)
        register(
            Entry(
                "letters",
                Text("文书模板", "Letter templates"),
                "letters:templates",
                "administration",
                45,
                icon="note",
                may=lambda post: post is not None and post.has_power("letters"),
            )
        )
