"""The three administrators are three people, and there is always one who can appoint others."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from linli.base.accounts.hooks import Appointment
from linli.base.accounts.kinds import SEPARATED_ROLES
from linli.base.accounts.models import Post
from linli.core.errors import Refused
from linli.core.text import Text


def must_separate(what: Appointment, *, beside: Post | None, field: str) -> None:
    """Raise Refused if the person would be two of the three administrators on any day.

    Posts held and posts deputised count alike. `beside` is the post whose deputy is about to
    be replaced. Source: GB/T 22239 level 3, separation of the three administrators.
    """
    if what.role not in SEPARATED_ROLES:
        return
    others = Post.objects.filter(
        Q(person=what.person) | Q(deputy=what.person),
        role__in=SEPARATED_ROLES - {what.role},
        is_revoked=False,
    )
    for post in others:
        if beside is not None and post.pk == beside.pk:
            continue
        if any(_overlap(days, (what.from_date, what.until_date)) for days in _days(post, what)):
            raise Refused(
                Text(
                    "系统管理员、安全管理员、安全审计员不得由同一人担任，代理也不例外。",
                    "System administrator, security administrator and auditor must be three "
                    "people, deputies included.",
                ),
                code="roles_not_separated",
                field=field,
            )


def must_keep_a_security_administrator(
    *, without_post: int | None = None, without_person: int | None = None
) -> None:
    """Raise Refused if no security administrator would remain without an end.

    The posts stay locked, so that two administrators can't end each other at the same moment.
    """
    remaining = [
        post
        for post in lock_security_administrators()
        if post.until_date is None
        and post.unit.until_date is None
        and post.person.is_active
        and post.pk != without_post
        and post.person_id != without_person
    ]
    if not remaining:
        raise Refused(
            Text(
                "必须始终保留至少一名安全管理员，请先任命继任者。",
                "One security administrator must remain; appoint another first.",
            ),
            code="last_security_administrator",
        )


def lock_security_administrators() -> list[Post]:
    """Return the posts of security administrators, locked in one order for everybody.

    They are read once they are locked: whoever held them meanwhile may have turned off a person.
    """
    posts = Post.objects.filter(role="security_administrator").order_by("pk")
    locked = list(posts.select_for_update().values_list("pk", flat=True))
    return list(posts.filter(pk__in=locked).select_related("person", "unit"))


Days = tuple[date, date | None]


def _days(post: Post, what: Appointment) -> list[Days]:
    """Return the days on which the person may act in `post`, as holder and as deputy."""
    days: list[Days] = []
    if post.person_id == what.person.pk:
        days.append((post.from_date, post.until_date))
    if post.deputy_id == what.person.pk and post.deputy_from_date is not None:
        days.append((post.deputy_from_date, post.deputy_until_date))
    return days


def _overlap(one: Days, other: Days) -> bool:
    return (other[1] is None or one[0] <= other[1]) and (one[1] is None or other[0] <= one[1])
