"""Who works on the pages of councils, by role and kind of unit."""

from __future__ import annotations

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post

WORKING = {
    "community": frozenset({"community_worker", "unit_head"}),
    "township": frozenset({"street_clerk", "unit_head"}),
}


def works(post: Post | None) -> bool:
    """Return whether `post` works for a community or a township on councils."""
    return post is not None and post.role in WORKING.get(post.unit.kind, ())


def convenes(post: Post | None) -> bool:
    """Return whether `post` can call an assembly: the committee of a community alone does."""
    return works(post) and post is not None and post.unit.kind == "community"


def sets_rules(post: Post | None) -> bool:
    """Return whether `post` may say what holds for quorums in its region."""
    return post is not None and "limits" in ROLES[post.role].powers
