"""The application of encrypted identifiers."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Names, telephone and identity numbers and addresses, apart from everything else."""

    name = "linli.base.privacy"
    label = "privacy"
