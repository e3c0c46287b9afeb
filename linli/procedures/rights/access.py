"""Who works on the page of periods and holds: those who run cases, and heads of units."""

from __future__ import annotations

from typing import Final

from linli.base.accounts.models import Post
from linli.cases.registry import rooms
from linli.cases.sight import HEAD

KINDS: Final = frozenset({"hotline_centre", "petition_office", "township", "mediation_committee"})


def keeps(post: Post | None) -> bool:
    """Return whether `post` may run cases, so that their keeping is its business: a coordinator of
    a procedure over its range, or a unit's head, in a kind of unit that runs any."""
    if post is None or post.unit.kind not in KINDS:
        return False
    return post.role == HEAD or any(room.procedure.is_run_over_range(post.role) for room in rooms)
