"""Keeps a case from those whom it accuses: units that may not be given it, and what a new case
of the same message takes over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.base.accounts.models import Post, Unit, User
from linli.cases.models import Barred, Case, Reader
from linli.cases.sight import HEAD
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day

ACCUSED, RECUSED = "accused", "recused"
TO_ACCUSED = Text(
    "检举控告材料不得转送、交办给被检举控告的单位（《信访工作条例》第三十条第三款、第四十六条）。",
    "An accusation may never go to the unit it accuses (petition regulations, Art. 30(3), 46).",
)
HEAD_ACCUSED = Text(
    "该单位负责人是被检举控告人，不能交给该单位。",
    "The head of this unit is accused in the case; give it to another unit.",
)
BARRED_POST = Text(
    "此岗位人员须回避或涉及被检举控告，请另选。",
    "The person in this post is barred from the case; choose another one.",
)


def check_target(case: Case, unit: Unit, *, day: date, field: str = "unit") -> None:
    """Raise Refused, at `field`, where `case` may not be given to `unit` in any part: it is
    accused, follows one that is, or has no head on `day` but accused ones. One query where
    nothing is barred."""
    if not Barred.objects.filter(case=case.pk).exists():
        return
    if barred_units(case).filter(pk=unit.pk).exists():
        raise Refused(TO_ACCUSED, field=field, code="to_accused")
    heads = set(Post.objects.on(day).filter(unit=unit, role=HEAD).values_list("pk", flat=True))
    accused = barred_posts(case, ground=ACCUSED).filter(pk__in=heads)
    if heads and heads == set(accused.values_list("pk", flat=True)):
        raise Refused(HEAD_ACCUSED, field=field, code="head_accused")


def barred_units(case: Case) -> QuerySet[Unit]:
    """Return the units that `case` accuses, and those that took their place."""
    named = Barred.objects.filter(case=case.pk)
    is_barred = Q(pk__in=named.values("unit"))
    is_barred |= Q(pk__in=named.values("unit__successor"))
    is_barred |= Q(pk__in=named.values("unit__successor__successor"))
    return Unit.objects.filter(is_barred)


def barred_posts(case: Case, *, ground: str = "") -> QuerySet[Post]:
    """Return the posts whose holders are barred from `case` (on `ground` alone if that is
    named), by themselves or by a post of theirs in a unit that it accuses."""
    named = Barred.objects.filter(case=case.pk)
    named = named.filter(ground=ground) if ground else named
    units = barred_units(case)
    since = named.filter(unit=OuterRef("unit"))
    in_barred = Post.objects.filter(unit__in=units).filter(
        Q(until_date=None) | Q(until_date__gte=since.values("since_date")[:1])
    )
    theirs = Q(person=OuterRef("person")) | Q(deputy=OuterRef("person"))
    return Post.objects.filter(
        Q(Exists(named.filter(person=OuterRef("person")))) | Q(Exists(in_barred.filter(theirs)))
    )


def check_post(case: Case, post: Post, *, field: str = "post") -> None:
    """Raise Refused, at `field`, where the holder of `post` is barred from `case`. One query
    where nothing is barred."""
    if not Barred.objects.filter(case=case.pk).exists():
        return
    if barred_posts(case).filter(pk=post.pk).exists():
        raise Refused(BARRED_POST, field=field, code="barred_post")


def bar(
    case: Case,
    *,
    units: Iterable[Unit] = (),
    people: Iterable[User] = (),
    ground: str = ACCUSED,
    day: date,
) -> None:
    """Bar `units` and `people` from `case`, and with each unit all who act in it on `day`: they
    stay barred when they move on."""
    units = list(units)
    found = {person.pk for person in people}
    for post in Post.objects.on(day).filter(unit__in=units):
        found |= {pk for pk in (post.person_id, post.deputy_id) if pk}
    for unit in units:
        Barred.objects.get_or_create(
            case=case, unit=unit, ground=ground, defaults={"since_date": day}
        )
    for pk in sorted(found):
        Barred.objects.get_or_create(
            case=case, person_id=pk, ground=ground, defaults={"since_date": day}
        )


def inherit(case: Case) -> None:
    """Let a case just opened stand behind the wall of the other cases of its message, if they
    are sealed: the text is the same. Raises Refused for a unit that they accuse. One query where
    nothing is sealed."""
    others = Case.objects.filter(message=case.message_id, is_sealed=True).exclude(pk=case.pk)
    first = others.order_by("pk").first()
    if first is None:
        return
    Barred.objects.bulk_create(
        Barred(
            case=case,
            unit_id=one.unit_id,
            person_id=one.person_id,
            ground=ACCUSED,
            since_date=one.since_date,
        )
        for one in first.bars.filter(ground=ACCUSED)
    )
    day = local_day(case.opened_at)
    check_target(case, case.coordinator, day=day, field="coordinator")
    check_target(case, case.unit, day=day)
    Reader.objects.bulk_create(
        Reader(case=case, post_id=one.post_id, since_at=case.opened_at)
        for one in first.readers.filter(until_at=None)
    )
    case.is_sealed = True
    case.save(update_fields=["is_sealed"])
