"""The stage of signing in that asks for the second step."""

from __future__ import annotations

from typing import Any

from allauth.mfa.stages import AuthenticateStage

from linli.base.accounts.sign_in.provider import took_the_second_step
from linli.base.accounts.sign_in.second_step import take


class SecondStepStage(AuthenticateStage):  # type: ignore[misc]
    """The library's stage, passed over where the identity provider is trusted to have asked."""

    def handle(self) -> tuple[Any, bool]:
        """Return the page that asks, or nothing for somebody who may go on."""
        if took_the_second_step(self.request, self.login):
            take(self.request, self.login.user, "provider")
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer
