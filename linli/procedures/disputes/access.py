"""Who works on the pages of disputes, by role and kind of unit."""

from __future__ import annotations

from linli.base.accounts.models import Post

COMMITTEE = "mediation_committee"
MEDIATING = frozenset({"mediator", "unit_head"})
# Who goes on rounds beside mediators: the staff of communities, and of streets and towns.
WALKING = {"community": frozenset({"community_worker", "unit_head"}),
           "township": frozenset({"street_clerk", "unit_head"})}  # fmt: skip


def mediates(post: Post | None) -> bool:
    """Return whether `post` mediates for a committee."""
    return post is not None and post.unit.kind == COMMITTEE and post.role in MEDIATING


def walks(post: Post | None) -> bool:
    """Return whether `post` plans and records rounds."""
    if post is None:
        return False
    return mediates(post) or post.role in WALKING.get(post.unit.kind, ())
