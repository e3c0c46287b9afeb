"""How the sign-in library keeps the secrets of the second step, and draws the code to scan."""

from __future__ import annotations

import base64
import os
from io import StringIO
from typing import Any

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.sign_in.second_step import may_remove
from linli.home import key

NONCE = 12
BINDING = b"linli second step"
ISSUER = "邻里"
QUIET_ZONE = 4


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted under a key of the instance, which lies outside the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This is not right, or was used already. Try the next code."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Return `text` encrypted."""
        nonce = os.urandom(NONCE)
        sealed = AESGCM(key("second-step")).encrypt(nonce, text.encode(), BINDING)
        return base64.b64encode(nonce + sealed).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text. Raises cryptography's InvalidTag for a row that was altered."""
        raw = base64.b64decode(encrypted_text)
        return AESGCM(key("second-step")).decrypt(raw[:NONCE], raw[NONCE:], BINDING).decode()

    def get_totp_issuer(self) -> str:
        """Return the name under which the app shows the account."""
        return f"{ISSUER} {self._get_site_name()}"

    def build_totp_svg(self, url: str) -> str:
        """Return a drawing of `url` to scan, without a style that our content policy forbids."""
        code = qrcode.QRCode(border=QUIET_ZONE)
        code.add_data(url)
        rows = code.get_matrix()
        path = StringIO()
        for y, row in enumerate(rows):
            path.writelines(f"M{x} {y}h1v1h-1z" for x, dark in enumerate(row) if dark)
        size = len(rows)
        return (
            f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="{_("Code to scan")}" '
            f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
            f'<path fill="#000" d="{path.getvalue()}"/></svg>'
        )

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return False for the last way where one is required."""
        return may_remove(authenticator)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the name that a passkey has unless the person gives it another."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}
