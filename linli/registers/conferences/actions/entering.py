"""Enters a conference and changes what is known of it, its yearly plan included."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.registers.conferences.access import NOT_YOURS, hosts_of, may_enter
from linli.registers.conferences.actions.chain import keeping, put_down
from linli.registers.conferences.kinds import CONFERENCES, FORMS, RANKS, Kind
from linli.registers.conferences.models import Conference, PlannedConference

DECLARED: Final[dict[str, dict[str, Kind]]] = {
    "kind": CONFERENCES,
    "form": FORMS,
    "rank": RANKS,
}
CHANGED: Final = (
    "title", "kind", "form", "rank", "host", "region", "held_date", "begins_time", "matter",
    "planned",
)  # fmt: skip
NO_TITLE: Final = Text("请填写会议名称。", "Enter the name of the conference.")
NO_SUCH: Final = Text("请从列表中选择。", "Choose one from the list.")
OTHER_PLACE: Final = Text(
    "会议范围应为主办单位所在的地区或其下级地区。",
    "The place must be the host's own or lie within it.",
)
PLAN_OF_ANOTHER: Final = Text(
    "这项计划不是该主办单位当年的会议计划。",
    "This line is not in the host's plan of that year.",
)
IN_USE: Final = Text(
    "已有会议按这项计划召开，不能删除。", "A conference was held under this line: it stays."
)


@transaction.atomic
def enter(
    *,
    post: Post,
    host: Unit,
    title: str,
    held_date: date,
    region: Region | None = None,
    kind: str = "special",
    form: str = "video",
    rank: str = "leader",
    begins_time: time | None = None,
    matter: str = "",
    planned: PlannedConference | None = None,
    by: Actor,
    at: datetime,
) -> Conference:
    """Return the new conference of `host`, entered by the office in which `post` works.

    Raises NotAllowed for posts that enter none and for hosts that are not theirs; Incomplete,
    with the field, for a missing title, an undeclared word, a place that is not the host's or a
    line of another plan."""
    if not may_enter(post) or not hosts_of(post).filter(pk=host.pk).exists():
        raise NotAllowed(NOT_YOURS, field="host")
    conference = Conference(
        title=title.strip(), kind=kind, form=form, rank=rank, host=host, office=post.unit,
        region=region or host.region, held_date=held_date, begins_time=begins_time,
        matter=matter.strip(), planned=planned, created_at=at,
    )  # fmt: skip
    _check(conference)
    conference.save()
    put_down(conference, "conference_entered", by=by, at=at, **_facts(conference))
    return conference


def change(
    conference: Conference, *, post: Post, by: Actor, at: datetime, **values: Any
) -> Conference:
    """Return the conference with other `values`, any of those of `enter`. Raises as `enter`."""
    with keeping(conference, "conference.change", by=by, at=at) as kept:
        if unknown := set(values) - set(CHANGED):
            raise TypeError(f"a conference has no {sorted(unknown)}")
        host = values.get("host", kept.host)
        if host != kept.host and not hosts_of(post).filter(pk=host.pk).exists():
            raise NotAllowed(NOT_YOURS, field="host")
        changed = [key for key, value in values.items() if getattr(kept, key) != value]
        for key in changed:
            setattr(kept, key, values[key])
        _check(kept)
        kept.save()
        if changed:
            facts = _facts(kept) | {"changed": sorted(changed)}
            put_down(kept, "conference_changed", by=by, at=at, **facts)
        return kept


@transaction.atomic
def plan(
    *, unit: Unit, year: int, title: str, kind: str, month: int = 0, by: Actor, at: datetime
) -> PlannedConference:
    """Return a new line of the unit's plan of the year. Raises NotAllowed for others than the
    unit, Incomplete for a missing title or an undeclared kind."""
    if by.unit_id != unit.pk and by.kind != "system":
        raise NotAllowed(NOT_YOURS)
    if not title.strip():
        raise Incomplete(NO_TITLE, field="title")
    if kind not in CONFERENCES:
        raise Incomplete(NO_SUCH, field="kind")
    # Two lines at once would take the same number.
    Unit.objects.select_for_update().get(pk=unit.pk)
    lines = PlannedConference.objects.filter(unit=unit, year=year)
    last = lines.aggregate(last=Max("no"))["last"] or 0
    line = PlannedConference.objects.create(
        unit=unit, year=year, no=last + 1, title=title.strip(), kind=kind, month=month
    )
    record("system", "conference_planned", by=by, at=at, facts=_line(line))
    return line


@transaction.atomic
def strike(line: PlannedConference, *, by: Actor, at: datetime) -> None:
    """Take a line out of the plan. Raises NotAllowed, WrongState where a conference was held
    under it."""
    if by.unit_id != line.unit_id:
        raise NotAllowed(NOT_YOURS)
    locked = PlannedConference.objects.select_for_update().filter(pk=line.pk).first()
    if locked is None:
        return
    if locked.conferences.exists():
        raise WrongState(IN_USE, code="in_use")
    facts = _line(locked)
    locked.delete()
    record("system", "conference_struck", by=by, at=at, facts=facts)


def _check(conference: Conference) -> None:
    if not conference.title:
        raise Incomplete(NO_TITLE, field="title")
    for field, declared in DECLARED.items():
        if getattr(conference, field) not in declared:
            raise Incomplete(NO_SUCH, field=field)
    if not conference.host.region.covers(conference.region_id):
        raise Refused(OTHER_PLACE, field="region", code="other_place")
    conference.level = conference.region.level
    line = conference.planned
    year = conference.held_date.year
    offices = (conference.host_id, conference.office_id)
    if line is not None and (line.unit_id not in offices or line.year != year):
        raise Incomplete(PLAN_OF_ANOTHER, field="planned")


def _facts(conference: Conference) -> dict[str, object]:
    return {
        "title": conference.title,
        "kind": conference.kind,
        "host": conference.host_id,
        "region": conference.region_id,
        "held_date": conference.held_date.isoformat(),
    }


def _line(line: PlannedConference) -> dict[str, object]:
    return {
        "line": line.pk,
        "unit": line.unit_id,
        "year": line.year,
        "number": line.no,
        "title": line.title,
    }
