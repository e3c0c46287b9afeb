"""The small things that pages hand to components: links, tabs, chips, tones."""

from __future__ import annotations

from dataclasses import dataclass

from linli.core.text import Text

# What is said: a plain fact, news, success, attention needed, wrong or too late.
TONES = ("neutral", "info", "good", "warn", "bad")


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above this one; the last crumb, this page itself, has no address."""

    name: Text | str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same list, with how many it holds (None: not counted).

    `is_capped` says that there are at least `count`, shown as "100+".
    """

    name: Text | str
    url: str
    count: int | None = None
    is_current: bool = False
    is_capped: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address of the list without it."""

    name: Text | str
    url: str
