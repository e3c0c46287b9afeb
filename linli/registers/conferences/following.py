"""What rooms above add to the pages of conferences: a panel on the conference's page, what became
of each demand, and the way to make something of it. Filled in their `ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from linli.core.registry import Registry
from linli.core.text import Text

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from linli.base.accounts.models import Post
    from linli.registers.conferences.models import Conference, Demand


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the conference's page: a template, and what it needs."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A way on from a demand: what it says and where it leads."""

    label: Text
    href: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a demand, in a few words, with the page that tells more. `tone` is one of
    the badge's: neutral, info, good, warn, bad."""

    said: Text
    tone: str = "info"
    href: str = ""


def _nothing(*_: Any, **__: Any) -> Any:
    return {}


@dataclass(frozen=True, slots=True)
class Follower:
    """What one room adds. Every call gets all demands of a page at once and answers by their ids,
    in a number of queries that does not grow with them.

    `panel(conference, post, at)` is the room's part of the conference's page, or None.
    `fates(demands, post, at)` says what became of confirmed demands, `actions(demands, post, at)`
    what the post may make of them. `held(demands)` are the ids of those that something hangs on,
    which nobody can change or withdraw any more. `conferences_of(post)` is a query of the ids
    (one column) of conferences of which the post's unit has got something to do, and may read.
    """

    key: str
    panel: Callable[[Conference, Post, datetime], Panel | None] = lambda *_: None
    fates: Callable[[Sequence[Demand], Post, datetime], Mapping[int, Fate]] = _nothing
    actions: Callable[[Sequence[Demand], Post, datetime], Mapping[int, Link]] = _nothing
    held: Callable[[Sequence[Demand]], frozenset[int]] = lambda _: frozenset()
    conferences_of: Callable[[Post], QuerySet[Any]] | None = None


FOLLOWERS: Final[Registry[Follower]] = Registry("follower of conferences")


def follow(follower: Follower) -> Follower:
    """Add what a room shows of conferences and return it."""
    return FOLLOWERS.register(follower.key, follower)


def subqueries_of(post: Post) -> Iterator[QuerySet[Any]]:
    """Yield the queries of conferences that other rooms opened to the post."""
    for follower in FOLLOWERS:
        if follower.conferences_of is not None:
            yield follower.conferences_of(post)


def held_among(demands: Sequence[Demand]) -> frozenset[int]:
    """Return the ids of demands that something hangs on."""
    return frozenset().union(*(follower.held(demands) for follower in FOLLOWERS))


def panels_for(conference: Conference, post: Post, *, at: datetime) -> list[Panel]:
    """Return what other rooms show on the conference's page."""
    shown = (follower.panel(conference, post, at) for follower in FOLLOWERS)
    return [panel for panel in shown if panel is not None]
