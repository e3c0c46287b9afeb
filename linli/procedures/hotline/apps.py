"""The application of hotline requests (接诉即办)."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """Hotline requests."""

    name = "linli.procedures.hotline"
    label = "hotline"
    url_prefix = "hotline/"

    def ready(self) -> None:
        """Register the procedure with the engine and its pages with the menu."""
        from linli.base.rules.registry import declare
        from linli.procedures.hotline import bulk, entries, rates, room  # noqa: F401
        from linli.procedures.hotline.thresholds import REOPEN

        declare(REOPEN)
