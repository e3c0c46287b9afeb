"""The application of the log."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The log that proves itself."""

    name = "linli.base.audit"
    label = "audit"

    def ready(self) -> None:
        """Guard the tables after each migration, and check that they are guarded."""
        from linli.base.audit import checks  # noqa: F401
        from linli.base.audit.triggers import install_after_migration

        post_migrate.connect(install_after_migration, sender=self)
