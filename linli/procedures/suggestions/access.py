"""Who works on the pages of suggestions, by role and kind of unit."""

from __future__ import annotations

from linli.base.accounts.models import Post
from linli.procedures.suggestions.steps.takers import OFFICE_ROLES, STUDYING_ROLES

# Which units collect suggestions; the first kind that serves a place does.
KINDS = ("social_work", "petition_office")
STUDIES = frozenset({"government", "department", "township", "party_committee"})


def collects(post: Post | None) -> bool:
    """Return whether `post` registers suggestions for an office and holds collections."""
    if post is None or post.unit.kind not in KINDS:
        return False
    return post.role in OFFICE_ROLES or post.role == "unit_head"


def works(post: Post | None) -> bool:
    """Return whether suggestions can wait for `post`, in its office or in a unit that studies."""
    if post is None:
        return False
    return collects(post) or (post.role in STUDYING_ROLES and post.unit.kind in STUDIES)
