"""How often one may try, counted in the shared cache by a digest of who tries."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from linli.home import key as instance_key

BUSY = _("Too much was sent from your network within an hour. Please try again a little later.")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries within any `seconds`."""

    key: str
    most: int
    seconds: int


def spend(limit: Limit, who: str) -> bool:
    """Count one more try by `who` now and return whether it is still within `limit`.

    Each try takes a slot for `seconds`, and a slot can be taken by one alone, so that tries at
    the same moment count one by one. Two queries; one if all slots are taken.
    """
    base = f"limit:{limit.key}:{_digest(who)}"
    slots = [f"{base}:{number}" for number in range(limit.most)]
    taken = cache.get_many(slots)
    return any(cache.add(slot, 1, limit.seconds) for slot in slots if slot not in taken)


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
