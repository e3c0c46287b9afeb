"""Who works on the pages of petitions, by role and kind of unit."""

from __future__ import annotations

from linli.base.accounts.models import Post

OFFICE, CONFERENCE = "petition_office", "joint_conference"
# Units that petitions are handed in to, or sent to; never a community, an association, the
# hotline or whoever runs the platform.
KINDS = frozenset(
    {
        OFFICE, CONFERENCE, "government", "party_committee", "department", "township",
        "discipline", "social_work",
    }
)  # fmt: skip
HANDLERS = frozenset({"petition_officer", "street_clerk", "department_handler", "unit_head"})


def works_here(post: Post | None) -> bool:
    """Return whether `post` handles petitions in a unit that can have any."""
    return post is not None and post.role in HANDLERS and post.unit.kind in KINDS


def registers(post: Post | None) -> bool:
    """Return whether `post` takes petitions down: every unit does that can receive one (Art. 19,
    23); the joint conference receives none."""
    return post is not None and works_here(post) and post.unit.kind != CONFERENCE


def decides(post: Post | None) -> bool:
    """Return whether `post` signs for its unit."""
    return post is not None and works_here(post) and post.role == "unit_head"


def oversees(post: Post | None) -> bool:
    """Return whether `post` supervises: in a petition office or the joint conference."""
    return post is not None and works_here(post) and post.unit.kind in (OFFICE, CONFERENCE)


def reissues(post: Post | None) -> bool:
    """Return whether `post` gives petitioners another passcode: petition officers, of units that
    register petitions."""
    return post is not None and registers(post) and post.role == "petition_officer"


def reads_range(post: Post | None) -> bool:
    """Return whether `post` reads figures over its range."""
    if post is None:
        return False
    return post.role == "social_work_officer" or (oversees(post) and post.unit.kind == OFFICE)
