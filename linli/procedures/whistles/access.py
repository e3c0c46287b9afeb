"""Who works on the pages of whistles, by kind of unit and role."""

from __future__ import annotations

from linli.base.accounts.models import Post, Unit

# Whom a township can call: whoever has powers or staff of its own.
CALLED = frozenset({"department", "social_work", "association"})
TOWNSHIP = frozenset({"street_clerk", "unit_head"})
DEPARTMENT = frozenset({"department_handler", "unit_head"})
COUNTY = frozenset({"department_handler", "unit_head", "supervisor"})


def calls(post: Post | None) -> bool:
    """Return whether `post` blows the whistle, for its town or street."""
    return post is not None and post.unit.kind == "township" and post.role in TOWNSHIP


def is_called(post: Post | None) -> bool:
    """Return whether `post` answers for a department that can be called."""
    return post is not None and may_be_called(post.unit) and post.role in DEPARTMENT


def decides(post: Post | None) -> bool:
    """Return whether `post` decides, for the county, on refusals, and reads both sides' figures."""
    if post is None or post.unit.kind != "government":
        return False
    return post.unit.region.level == "county" and post.role in COUNTY


def takes_part(post: Post | None) -> bool:
    """Return whether `post` has a side in whistles at all."""
    return calls(post) or is_called(post) or decides(post)


def keeps_roster(post: Post | None) -> bool:
    """Return whether `post` keeps the duty roster of its unit."""
    return takes_part(post)


def may_be_called(unit: Unit) -> bool:
    """Return whether `unit` is one that a township can call."""
    return unit.kind in CALLED
