"""The city's identity provider (OpenID Connect), as the sign-in library finds it.

Beyond what the library checks: the issuer is the one that was configured, the signature of the
identity token is verified always, and of what the provider says of a person only the means of
sign-in are kept. OpenID Connect Core 1.0, 3.1.3.7; Discovery 1.0, 4.3.
"""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

from linli.identity_provider import PROVIDER

# What is kept of a token: how the person signed in over there.
KEPT_CLAIMS = ("amr", "acr")
LONGEST_IDENTITY = 191


class CityAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Speaks to the provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself. Raises OAuth2Error for another issuer."""
        config: dict[str, Any] = super().openid_config
        issuer = self.get_provider().app.settings["server_url"]
        if str(config.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
            raise OAuth2Error("the provider names another issuer than the one configured")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return whom the identity token names. Raises OAuth2Error for a token that is no good."""
        claims = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return the address that the provider sends people back to."""
        return request.build_absolute_uri(reverse("accounts:provider_back"))


class CityProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The one provider that an instance may have."""

    id = PROVIDER
    name = PROVIDER
    oauth2_adapter_class = CityAdapter
    pkce_enabled_default = True

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the redirect is made of: nothing that a link could add to."""
        return {
            "process": AuthProcess.LOGIN,
            "next_url": get_next_redirect_url(request),
            "scope": self.get_scope(),
            "auth_params": self.get_auth_params(),
        }

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return by what the person is known here: the claim that the instance names."""
        value = data["id_token"].get(self.app.settings["claim"])
        if not isinstance(value, str | int) or not 0 < len(str(value)) <= LONGEST_IDENTITY:
            raise OAuth2Error("the identity token lacks the claim that names the person")
        return str(value)

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return nothing: nobody is made from what a provider says."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Return nothing: Linli keeps no e-mail addresses of staff."""
        return []

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return the claims that tell how the person signed in."""
        return {name: data["id_token"][name] for name in KEPT_CLAIMS if name in data["id_token"]}


provider_classes = [CityProvider]
