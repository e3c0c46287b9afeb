"""The list of those who may read an accusation: who stands on it, and who may change it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.notices import desk
from linli.cases.marked import with_all
from linli.cases.models import Case, Reader
from linli.cases.reminding import tell_desk
from linli.cases.sight import HEAD
from linli.cases.wall import check_post
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import local_day

# Who on the list may change it.
KEEPERS = frozenset({HEAD, "petition_officer"})
NOT_SEALED = Text("此件不是检举控告件。", "This is not handled as an accusation.")
NOT_A_KEEPER = Text(
    "只有知情名单上的单位负责人和信访工作人员可以变更名单。",
    "Only unit heads and petition officers on the list of readers can change it.",
)
NOT_IN_FORCE = Text("此岗位已不在任。", "This post is no longer in force.")
LISTED = Text("此岗位已在知情名单上。", "This post is on the list already.")
NOT_LISTED = Text("此岗位不在知情名单上。", "This post is not on the list.")
LAST_READER = Text("知情名单上至少须有一人。", "The list can't be left without a reader.")


def admit(case: Case, *, post: Post, by: Actor, at: datetime) -> Reader:
    """Put `post` on the list of a sealed case. Raises NotAllowed for all but its keepers, and
    Refused for a post that is barred, not in force, or listed already."""

    def change(cases: list[Case]) -> None:
        locked = next(one for one in cases if one.pk == case.pk)
        if not post.is_in_force(local_day(at)):
            raise Refused(NOT_IN_FORCE, field="post", code="not_in_force")
        check_post(locked, post)
        if post.pk in listed_in(locked):
            raise Refused(LISTED, field="post", code="listed")
        for one in cases:
            Reader.objects.get_or_create(
                case=one, post=post, until_at=None, defaults={"since_at": at}
            )
            record(one.chain, "case.reader_admitted", by=by, at=at, facts=_post_fact(post))
        tell_desk(locked, post.unit, "case.sealed", at=at, post=post)

    with_all(case, "admit", change, check_keeper, by=by, at=at)
    return Reader.objects.get(case=case, post=post, until_at=None)


def dismiss(case: Case, *, post: Post, by: Actor, at: datetime) -> None:
    """Take `post` off the list of a sealed case, and off its desk what it says. Raises NotAllowed
    for all but its keepers, Refused for a post that is not listed or the last one."""

    def change(cases: list[Case]) -> None:
        locked = next(one for one in cases if one.pk == case.pk)
        listed = listed_in(locked)
        if post.pk not in listed:
            raise Refused(NOT_LISTED, field="post", code="not_listed")
        if len(listed) == 1:
            raise Refused(LAST_READER, field="post", code="last_reader")
        for one in cases:
            take_off(one, Q(post=post), at)
            desk.withdraw(about=one.chain, post=post)
            if one.post_id == post.pk:
                one.post = None
                one.save(update_fields=["post"])
            record(one.chain, "case.reader_dismissed", by=by, at=at, facts=_post_fact(post))

    with_all(case, "dismiss", change, check_keeper, by=by, at=at)


def readers_of(case: Case) -> list[Reader]:
    """Return the list of `case`, the first one first. One query."""
    rows = Reader.objects.filter(case=case, until_at=None)
    return list(rows.select_related("post__person", "post__unit").order_by("since_at", "pk"))


def may_keep_list(case: Case, by: Actor) -> bool:
    """Return whether `by` may change the list of `case`. One query."""
    in_sight = Case.objects.past_wall(by).filter(pk=case.pk, is_sealed=True)
    return by.kind == "post" and by.role in KEEPERS and in_sight.exists()


def check_keeper(case: Case, by: Actor) -> None:
    """Raise Refused unless `case` is sealed and `by` may change its list."""
    if not case.is_sealed:
        raise WrongState(NOT_SEALED, code="not_sealed")
    if not may_keep_list(case, by):
        raise NotAllowed(NOT_A_KEEPER)


def listed_in(case: Case) -> set[int]:
    """Return the ids of the posts on the list of `case`. One query."""
    return set(Reader.objects.filter(case=case, until_at=None).values_list("post", flat=True))


def take_off(case: Case, which: Q, at: datetime) -> None:
    """Take those that fit `which` off the list of `case`."""
    Reader.objects.filter(which, case=case, until_at=None).update(until_at=at)


def _post_fact(post: Post) -> dict[str, Any]:
    return {"post": {"id": post.pk, "name": str(post)}, "person": post.person_id}
