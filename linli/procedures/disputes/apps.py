"""The application of disputes (人民调解)."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """Disputes."""

    name = "linli.procedures.disputes"
    label = "disputes"
    url_prefix = "disputes/"

    def ready(self) -> None:
        """Register the procedure with the engine and its pages with the menu."""
        from linli.procedures.disputes import entries, own_words, room  # noqa: F401
