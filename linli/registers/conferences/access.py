"""Who may enter a conference and keep it: the office of the organ that held it."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.base.accounts.models import Post, Unit
from linli.core.actors import Actor
from linli.core.errors import NotAllowed
from linli.core.text import Text
from linli.registers.conferences.models import Conference

ROLES: Final = frozenset(
    {"unit_head", "department_handler", "social_work_officer", "petition_officer", "street_clerk"}
)
# Communities decide together with their residents (议事协商), they direct nobody.
HOLDING: Final = frozenset(
    {
        "party_committee", "government", "social_work", "petition_office", "joint_conference",
        "department", "discipline", "township",
    }
)  # fmt: skip
# The organs for which an office of the same place may enter a conference.
ORGANS: Final = frozenset({"party_committee", "government", "joint_conference"})
NOT_YOURS: Final = Text(
    "只有主办单位的工作人员可以登记和修改这次会议。",
    "Only the office of the host may enter and change this conference.",
)


def may_enter(post: Post | None) -> bool:
    """Return whether the post may enter conferences: it asks no database."""
    return post is not None and post.role in ROLES and post.unit.kind in HOLDING


def may_read_some(post: Post | None) -> bool:
    """Return whether conferences concern the post's office: those who hold them or are called."""
    return post is not None and post.role in ROLES


def hosts_of(post: Post) -> QuerySet[Unit]:
    """Return the organs whose conferences the post may enter: its own unit, and the committee or
    government of its place. One query."""
    here = Q(region_id=post.unit.region_id, kind__in=ORGANS)
    found: QuerySet[Unit] = Unit.objects.on(timezone.localdate()).filter(Q(pk=post.unit_id) | here)
    return found.order_by("region_id", "pk")


def may_keep(conference: Conference, post: Post | None) -> bool:
    """Return whether the post may change the conference."""
    return may_enter(post) and post is not None and _is_office(conference, post.unit_id)


def must_keep(conference: Conference, by: Actor) -> None:
    """Raise NotAllowed unless `by` acts for the office of the conference or its host."""
    if by.kind == "system":
        return
    if by.kind != "post" or by.role not in ROLES or not _is_office(conference, by.unit_id):
        raise NotAllowed(NOT_YOURS)


def _is_office(conference: Conference, unit_id: int | None) -> bool:
    return unit_id in (conference.office_id, conference.host_id)
