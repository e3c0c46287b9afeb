"""How long a password must be, said in the language of the screen."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Django's rule with a sentence that Django has in Chinese; its own it has in English only."""

    def get_error_message(self) -> str:
        """Return the rule itself, which says what is missing as well."""
        return str(self.get_help_text())
