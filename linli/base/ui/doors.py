"""Public pages of rooms to which the residents' home page leads; each room adds its own in
`apps.ready()`."""

from __future__ import annotations

from dataclasses import dataclass

from linli.core.registry import Registry
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Door:
    """A page that residents read without an account: its name, what is behind it in a line, its
    address and sign."""

    key: str
    name: Text
    text: Text
    url_name: str
    icon: str
    order: int = 50


DOORS: Registry[Door] = Registry("public page")


def register(door: Door) -> Door:
    """Add a door and return it."""
    return DOORS.register(door.key, door)


def all_doors() -> list[Door]:
    """Return the doors in order."""
    return sorted(DOORS, key=lambda one: one.order)
