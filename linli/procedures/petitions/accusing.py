"""Opens what a resident brings as an accusation: behind its wall from the first moment.

Source: petition regulations (信访工作条例, 2022), Art. 30(3) and 46(5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.cases.readers import KEEPERS
from linli.cases.receiving import Draft
from linli.cases.registry import Opened
from linli.cases.sealing import seal
from linli.cases.wall import barred_posts
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.opening import office_for, open_petition
from linli.procedures.petitions.words import ACCUSATION

SEALER = Actor.system("accusations")
NO_OFFICE_ABOVE = Text(
    "“{office}”之上没有可以接收的信访部门，请直接向纪检监察机关反映（电话12388）。",
    "No petition office above “{office}” can take this. Turn to discipline inspection (12388).",
)


def open_accusation(
    draft: Draft,
    *,
    request: str,
    facts: str = "",
    accused: Sequence[str],
    is_office: bool = False,
    submission_key: str,
    by: Actor | None,
    at: datetime,
) -> Opened:
    """Register an accusation and seal it in the same transaction, so that nobody outside its
    list ever sees it; the same `submission_key` again returns what it opened first.

    Its readers are the head and the petition officers of the office that takes it, but for any
    whom it bars. `accused` are names as the sender wrote them, kept encrypted: the officer marks
    the units among them. `is_office` says that the office of the place is accused: then the one
    above takes it. Raises Refused, at the field, where no such office is.
    """
    with transaction.atomic():
        below = office_for(draft.region, at=at) if is_office else None
        opened = open_petition(
            draft,
            request=request,
            facts=facts,
            submission_key=submission_key,
            by=by,
            at=at,
            unit=office_above(below, draft.region, at=at) if below else None,
        )
        if not opened.is_new:
            return opened
        case = opened.case
        case.lane = ACCUSATION
        case.save(update_fields=["lane"])
        others = [{"name": name} for name in accused]
        # Barred first, readers after: who is accused with the office stands on no list.
        named = {"accused_units": [below] if below else [], "accused_others": others}
        sealed = seal(case, **named, readers=readers_for(case, below, at), by=SEALER, at=at)
    return replace(opened, case=sealed)


def readers_for(case: Case, accused: Unit | None, at: datetime) -> list[Post]:
    """Return the posts that keep an accusation: heads and petition officers of the office that
    runs it, without those barred from it or acting in the unit `accused`."""
    keepers: QuerySet[Post] = Post.objects.on(local_day(at)).filter(
        unit=case.coordinator_id, role__in=KEEPERS
    )
    keepers = keepers.exclude(pk__in=barred_posts(case))
    if accused:
        there = Post.objects.on(local_day(at)).filter(unit=accused)
        people = {pk for post in there for pk in (post.person_id, post.deputy_id) if pk}
        keepers = keepers.exclude(person__in=people).exclude(deputy__in=people)
    return list(keepers.order_by("pk"))


def office_above(office: Unit, region: Region, *, at: datetime) -> Unit:
    """Return the petition office above `office`: its superior in line, or the next larger one
    that covers `region`. Raises Refused where there is none."""
    offices = Unit.objects.on(local_day(at)).filter(kind="petition_office")
    above: Unit | None = offices.filter(pk=office.superior_id).first()
    if above is None:
        wider = offices.filter(
            region_id__lte=region.code, region__code_end__gt=region.code
        ).exclude(pk=office.pk)
        wider = wider.exclude(region_id=office.region_id)
        above = wider.order_by("-region_id", "region__code_end").first()
    if above is None:
        message = NO_OFFICE_ABOVE.format(office=office.text)
        raise Refused(message, field="is_office", code="no_office_above")
    return above
