"""Reads from the environment through which identity provider people may sign in, if any.

docs/howto/sign-in.md tells what each variable means.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "city"


def provider_settings(env: Mapping[str, str]) -> dict[str, Any]:
    """Return the library's entry for the provider, empty if none is named."""
    issuer = env.get("LINLI_OIDC_ISSUER", "").strip()
    if not issuer:
        return {}
    # Links to people belong to one issuer: another one's would name other people.
    digest = hashlib.sha256(issuer.encode()).hexdigest()[:16]
    app = {
        "provider_id": f"{PROVIDER}-{digest}",
        "name": env.get("LINLI_OIDC_NAME", "").strip() or urlsplit(issuer).hostname or issuer,
        "client_id": env.get("LINLI_OIDC_CLIENT", ""),
        "secret": env.get("LINLI_OIDC_SECRET", ""),
        "settings": {
            "server_url": issuer,
            "scope": env.get("LINLI_OIDC_SCOPES", "openid profile").split(),
            "claim": env.get("LINLI_OIDC_CLAIM", "sub"),
            "by_username": env.get("LINLI_OIDC_BY_USERNAME") == "1",
            "second_step": words(env.get("LINLI_OIDC_SECOND_STEP", "")),
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
        },
    }
    return {PROVIDER: {"APPS": [app]}}


def provider_origins(env: Mapping[str, str]) -> list[str]:
    """Return the origins to which the sign-in page may lead: the issuer's, and others named."""
    issuer = urlsplit(env.get("LINLI_OIDC_ISSUER", "").strip())
    own = [f"{issuer.scheme}://{issuer.netloc}"] if issuer.netloc else []
    return [*own, *words(env.get("LINLI_OIDC_ORIGINS", ""))]


def words(written: str) -> list[str]:
    """Return what stands between commas."""
    return [one.strip() for one in written.split(",") if one.strip()]
