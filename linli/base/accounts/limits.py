"""How often one may try, counted in the shared cache by a digest of who tries."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from linli.home import key as instance_key

BUSY = _("Too much was sent from your network within an hour. Please try again a little later.")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries in each span of `seconds`."""

    key: str
    most: int
    seconds: int


def spend(limit: Limit, who: str, *, at: datetime) -> bool:
    """Count one more try by `who` and return whether it is still within `limit`.

    Each try takes a slot, and a slot can be taken once, so that tries at the same moment
    count one by one.
    """
    span = int(at.timestamp()) // limit.seconds
    base = f"limit:{limit.key}:{span}:{_digest(who)}"
    for slot in range(cache.get(base, 0), limit.most):
        if cache.add(f"{base}:{slot}", 1, limit.seconds):
            cache.set(base, slot + 1, limit.seconds)
            return True
    return False


def address_of(request: HttpRequest) -> str:
    """Return the network address that the request came from; of IPv6 the network, since whoever
    has one address there has billions."""
    address = str(get_adapter().get_client_ip(request))
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4 or parsed.ipv4_mapped:
        return address
    return str(ip_network((parsed, 64), strict=False))


def _digest(who: str) -> str:
    """Return `who` so that the cache holds no address and no number."""
    return hmac.digest(instance_key("limits"), who.encode(), hashlib.sha256).hex()[:32]
