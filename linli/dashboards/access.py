"""Who reads which figures: coordinating posts and readers over their range, heads of their unit."""

from __future__ import annotations

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post, Unit
from linli.base.regions.models import Region
from linli.cases.counters import Figures, figures
from linli.cases.registry import rooms
from linli.cases.sight import HEAD


def over_range(post: Post | None) -> list[Figures]:
    """Return the figures that `post` reads over its whole range: those of procedures whose cases
    it sees there."""
    if post is None or ROLES[post.role].powers:
        return []
    return [one for one in _in_order() if post.role in _readers(one)]


def reads(post: Post | None) -> bool:
    """Return whether `post` reads any figures: over a range, or as head of its unit."""
    return bool(over_range(post)) or heads(post)


def heads(post: Post | None) -> bool:
    """Return whether `post` is the head of its unit."""
    return post is not None and post.role == HEAD


def decides(post: Post | None) -> bool:
    """Return whether `post` may have to do with requests to leave cases out."""
    if post is None:
        return False
    return heads(post) or any(post.role in one.deciders for one in figures)


def of_unit(post: Post, unit: Unit) -> list[Figures]:
    """Return the figures of `unit` that `post` reads: all of its own as its head, else those of
    its range where the unit lies in that."""
    if heads(post) and unit.pk == post.unit_id:
        return _in_order()
    return over_range(post) if post.unit.region.covers(unit.region_id) else []


def may_read_place(post: Post, region: Region) -> bool:
    """Return whether `post` reads figures over `region`."""
    return bool(over_range(post)) and post.unit.region.covers(region.code)


def _in_order() -> list[Figures]:
    return sorted(figures, key=lambda one: one.order)


def _readers(one: Figures) -> tuple[str, ...]:
    procedure = rooms[one.procedure].procedure
    coordinators = procedure.coordinators if procedure.is_ranged else ()
    return coordinators + procedure.readers + one.readers
