"""The application of whistles (街道吹哨、部门报到)."""

from django.apps import AppConfig


class WhistlesConfig(AppConfig):
    """Whistles."""

    name = "linli.procedures.whistles"
    label = "whistles"
    url_prefix = "whistles/"

    def ready(self) -> None:
        """Register both procedures with the engine and their pages with the menu."""
        from linli.procedures.whistles import entries, own_words, room  # noqa: F401
