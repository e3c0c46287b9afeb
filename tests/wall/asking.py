"""How one asks at a door of the instance, and what one may hold of a case while asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Ask:
    """A request: by GET, or by POST where `data` is given."""

    url: str
    data: dict[str, Any] | None = None
    htmx: bool = False


@dataclass(frozen=True)
class Number:
    """What one may hold of a case: its numbers and ids, its tie to another, its telephone."""

    reference: str
    receipt: str
    case: int
    message: int
    call: int
    attachment: int
    letters: tuple[int, ...]
    file: str
    telephone: str


@dataclass(frozen=True)
class General:
    """A door to the city as a whole."""

    asks: Callable[[Any], list[Ask]]


@dataclass(frozen=True)
class Numbered:
    """A door to one case."""

    asks: Callable[[Any, Number], list[Ask]]


@dataclass(frozen=True)
class Excused:
    """A door that leads to no case; `because` says how one knows."""

    because: str


@dataclass(frozen=True)
class Both:
    """A door that lists, and that can be asked about one case."""

    doors: tuple[General | Numbered, ...] = field(default_factory=tuple)


Door = General | Numbered | Excused | Both


def page(name: str, query: str = "", **kwargs: Any) -> Ask:
    """Return a GET of the address `name`."""
    return Ask(reverse(name, kwargs=kwargs) + query)


def sent(name: str, data: dict[str, Any], *, htmx: bool = False, **kwargs: Any) -> Ask:
    """Return a POST to the address `name`."""
    return Ask(reverse(name, kwargs=kwargs), data, htmx)


def plain(name: str, **kwargs: Any) -> General:
    return General(lambda world: [page(name, **kwargs)])
