"""The application of encrypted identifiers."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PrivacyConfig(AppConfig):
    """Names, telephone and identity numbers and addresses, apart from everything else."""

    name = "linli.base.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Read each room's `personal.py`, and have what is past its period erased."""
        from linli.base.jobs.schedule import schedule
        from linli.base.privacy import elsewhere  # noqa: F401
        from linli.base.privacy.erasure import run

        autodiscover_modules("personal")
        schedule("privacy.erase", 15, run)
