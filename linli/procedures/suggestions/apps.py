"""The application of people's suggestions (人民建议征集)."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """People's suggestions."""

    name = "linli.procedures.suggestions"
    label = "suggestions"
    url_prefix = "suggestions/"

    def ready(self) -> None:
        """Register the procedure with the engine and its pages with the menu."""
        from linli.procedures.suggestions import entries, own_words, room  # noqa: F401
