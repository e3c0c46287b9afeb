"""The application of councils (议事协商)."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """Councils: deliberations and assemblies."""

    name = "linli.procedures.councils"
    label = "councils"
    url_prefix = "councils/"

    def ready(self) -> None:
        """Register both procedures with the engine and their pages with the menus."""
        from linli.procedures.councils import entries, own_words, room  # noqa: F401
