"""The application of the log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log that proves itself."""

    name = "linli.base.audit"
    label = "audit"
