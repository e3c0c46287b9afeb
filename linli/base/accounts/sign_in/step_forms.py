"""The library's forms of the second step, their tries counted at our own doors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.models import User
from linli.base.accounts.sign_in import second_step, tries
from linli.base.accounts.sign_in.doors import code_doors, sentence

# A code holds for the half minute before and after its own, and only once.
ONCE_FOR = 120
DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "none"}


@contextmanager
def counted(person: User, way: str) -> Iterator[None]:
    """Count a try of the second step; a wrong one stays counted and is put on record."""
    now = timezone.now()
    try:
        claimed = tries.claim(code_doors(context.request, person), at=now)
    except tries.HeldBack as held:
        raise forms.ValidationError(sentence(held, now), code="held_back") from held
    try:
        yield
    except forms.ValidationError:
        second_step.record("failed", person, way, at=now)
        if claimed.begins_wait:
            second_step.record("held_back", person, way, at=now)
        raise
    tries.take_back(claimed, at=now)


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """Asks for the app's code, or for a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = _("Confirmation code")
        field.help_text = _("Six digits from your app, or one of your recovery codes.")
        field.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "none"}

    def clean_code(self) -> str:
        """Return the code if it fits, for the first time. Raises ValidationError."""
        with counted(self.user, second_step.STEPS[0]):
            code: str = super().clean_code()
            if self.authenticator.type == Authenticator.Type.TOTP:
                _use_up(self.user, code)
        return code


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """Takes what a passkey answered."""

    def clean_credential(self) -> Authenticator:
        """Return the passkey that answered. Raises ValidationError."""
        with counted(self.user, second_step.STEPS[1]):
            return super().clean_credential()


class SetUpAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """Asks for the first code of an app, which proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The library would make a new secret for each look at the page: who has scanned one and
        # then switches the language must not be left with another.
        begun = context.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if begun:
            self.secret = context.request.session[SECRET_SESSION_KEY] = begun
        field = self.fields["code"]
        field.label = _("Code that the app shows")
        field.widget.attrs = dict(DIGITS)

    def clean_code(self) -> str:
        """Return the code if it fits. Raises ValidationError."""
        with counted(self.user, second_step.STEPS[0]):
            code: str = super().clean_code()
            _use_up(self.user, code)
        return code


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Takes a new passkey and its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        field.label, field.max_length = _("Name of this passkey"), 60
        field.help_text = _("So that you know it again, such as “office computer”.")
        field.widget.attrs["maxlength"] = 60


def _use_up(person: User, code: str) -> None:
    digits = "".join(filter(str.isalnum, code))
    if not cache.add(f"accounts.code:{person.pk}:{digits}", 1, ONCE_FOR):
        raise get_adapter().validation_error("incorrect_code")
