"""The application of people, units and posts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, units and posts."""

    name = "linli.base.accounts"
    label = "accounts"
    url_prefix = "account/"
