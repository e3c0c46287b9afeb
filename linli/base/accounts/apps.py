"""The application of people, units and posts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, units and posts."""

    name = "linli.base.accounts"
    label = "accounts"
    url_prefix = "account/"

    def ready(self) -> None:
        """Listen to sign-ins."""
        from linli.base.accounts import sign_in_log  # noqa: F401
