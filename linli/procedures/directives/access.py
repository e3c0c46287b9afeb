"""Who works on the pages of directives, by role and kind of unit."""

from __future__ import annotations

from linli.base.accounts.models import Post
from linli.procedures.directives.lines import COMMUNITY, DEPARTMENTS, ORGANS, TOWNSHIP
from linli.procedures.directives.steps.takers import CLERKS

GIVERS = ORGANS | DEPARTMENTS
HOLDERS = GIVERS | {TOWNSHIP}


def gives(post: Post | None) -> bool:
    """Return whether `post` may give directives."""
    return post is not None and post.unit.kind in GIVERS and post.role in CLERKS


def works(post: Post | None) -> bool:
    """Return whether `post` works on directives that its unit gave, holds or helps with."""
    if post is None:
        return False
    if post.unit.kind == COMMUNITY:
        return post.role in ("community_worker", "unit_head")
    return post.unit.kind in HOLDERS and post.role in CLERKS
