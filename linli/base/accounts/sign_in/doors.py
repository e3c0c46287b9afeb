"""At which doors a try is counted: the password's and the second step's."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from math import ceil

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import ngettext

from linli.base.accounts.models import User
from linli.base.accounts.sign_in.devices import known_device
from linli.base.accounts.sign_in.tries import Door, HeldBack

# How many failures within an hour cost nothing.
OF_NAME_AND_NETWORK, OF_NETWORK, OF_DEVICE, OF_PERSON = 5, 50, 10, 50


def password_doors(request: HttpRequest, username: str) -> list[Door]:
    """Return the doors of a password: a known browser has one of its own, and no other."""
    name = username.strip().casefold()
    if device := known_device(request, username):
        return [Door("device", f"{device} {name}", OF_DEVICE)]
    network = network_of(request)
    return [
        Door("name", f"{network} {name}", OF_NAME_AND_NETWORK),
        Door("network", network, OF_NETWORK, is_own=False),
    ]


def code_doors(request: HttpRequest, person: User) -> list[Door]:
    """Return the doors of a code, which only someone comes to who knows the password.

    A code has six digits, so tries from many networks are counted together too; but a known
    browser isn't shut out by them.
    """
    if device := known_device(request, person.username):
        return [Door("device-code", f"{device} {person.pk}", OF_DEVICE)]
    return [
        Door("code", f"{network_of(request)} {person.pk}", OF_NAME_AND_NETWORK),
        Door("person-code", str(person.pk), OF_PERSON),
    ]


def network_of(request: HttpRequest) -> str:
    """Return the network that the request comes from: the address, of IPv6 the first 64 bits."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return str(address)


def sentence(held: HeldBack, at: datetime) -> str:
    """Return what to tell somebody who has to wait; the same whether the name exists or not."""
    minutes = max(1, ceil((held.until - at).total_seconds() / 60))
    return ngettext(
        "Too many tries failed. Try again in a minute.",
        "Too many tries failed. Try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}
