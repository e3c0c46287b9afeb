"""The application of petitions (信访)."""

from django.apps import AppConfig


class PetitionsConfig(AppConfig):
    """Petitions."""

    name = "linli.procedures.petitions"
    label = "petitions"
    url_prefix = "petitions/"

    def ready(self) -> None:
        """Register the procedure with the engine and its pages with the menu."""
        from linli.procedures.petitions import (  # noqa: F401
            beyond,
            entries,
            own_words,
            rates,
            room,
        )
