"""The application of requests about one's own personal data."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Requests to erase, explain or restrict what is kept about oneself."""

    name = "linli.procedures.rights"
    label = "rights"
    url_prefix = "rights/"

    def ready(self) -> None:
        """Register the procedure with the engine and its page with the menu."""
        from linli.procedures.rights import entries, room  # noqa: F401
