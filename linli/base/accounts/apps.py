"""The application of people, units and posts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, units and posts."""

    name = "linli.base.accounts"
    label = "accounts"
    url_prefix = "account/"

    def ready(self) -> None:
        """Listen to sign-ins, and forget in time what they leave behind."""
        from linli.base.accounts import sign_in_log  # noqa: F401
        from linli.base.accounts.sign_in import kept_forms, sessions, tries
        from linli.base.jobs.schedule import schedule

        schedule("accounts.forget_kept_forms", 10, kept_forms.forget)
        schedule("accounts.forget_tries", 60, tries.forget)
        schedule("accounts.forget_sessions", 60, sessions.forget)
