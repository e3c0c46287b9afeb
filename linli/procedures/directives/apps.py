"""The application of directives (会议部署与督办)."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """Directives."""

    name = "linli.procedures.directives"
    label = "directives"
    url_prefix = "directives/"

    def ready(self) -> None:
        """Register the procedure with the engine, and its pages with the menu and conferences."""
        from linli.procedures.directives import entries, following, own_words, room  # noqa: F401
