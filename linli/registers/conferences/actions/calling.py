"""Says where a conference is followed, who is called to it, and which posts came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from linli.base.accounts.models import Unit
from linli.base.audit.log import refusals_recorded
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.registers.conferences.access import NOT_YOURS, ROLES
from linli.registers.conferences.actions.chain import chain_of, keeping, put_down
from linli.registers.conferences.kinds import COMINGS, RANKS
from linli.registers.conferences.models import Attendance, Called, Conference, Venue

# Enough for every town of a province.
MOST_CALLED: Final = 3000
OTHER_PLACE: Final = Text(
    "会场所在地应在会议范围之内。", "A venue lies in the place of the conference."
)
IS_VENUE: Final = Text("这个会场已经登记。", "This venue is there already.")
NOBODY: Final = Text("这里没有这类单位。", "There are no such units here.")
TOO_MANY: Final = Text(
    f"一次会议最多通知{MOST_CALLED}个单位。", f"At most {MOST_CALLED:,} units are called."
)
NO_SUCH: Final = Text("请从列表中选择。", "Choose one from the list.")
NO_POST: Final = Text("请填写职务。", "Enter the post.")
IS_THERE: Final = Text("这个职务已经登记。", "This post is there already.")


def add_venue(
    conference: Conference,
    *,
    region: Region,
    place: str = "",
    is_main: bool = False,
    by: Actor,
    at: datetime,
) -> Venue:
    """Return a new venue; another main one becomes a branch. Raises NotAllowed, Refused for a
    place outside the conference's and for a venue that is there."""
    with keeping(conference, "venue.add", by=by, at=at) as kept:
        place = place.strip()
        if not kept.region.covers(region.code):
            raise Refused(OTHER_PLACE, field="region", code="other_place")
        if kept.venues.filter(region=region, place=place).exists():
            raise Refused(IS_VENUE, field="place", code="twice")
        if is_main:
            kept.venues.update(is_main=False)
        venue = Venue.objects.create(conference=kept, region=region, place=place, is_main=is_main)
        facts = {"venue": venue.pk, "region": region.code, "place": place, "is_main": is_main}
        put_down(kept, "venue_added", by=by, at=at, **facts)
        return venue


def add_branches(conference: Conference, *, level: str, by: Actor, at: datetime) -> int:
    """Add a branch venue in each region of `level` in the place of the conference that has none
    yet, and return how many."""
    with keeping(conference, "venue.add", by=by, at=at) as kept:
        regions = Region.objects.under(kept.region_id).of_today().filter(level=level)
        regions = regions.exclude(pk__in=kept.venues.values("region"))[: MOST_CALLED + 1]
        found = list(regions)
        if not found:
            raise Incomplete(NOBODY, field="level")
        _within(len(found))
        Venue.objects.bulk_create(Venue(conference=kept, region=region) for region in found)
        put_down(kept, "venues_added", by=by, at=at, level=level, venues=len(found))
        return len(found)


def remove_venue(venue: Venue, *, by: Actor, at: datetime) -> None:
    """Take a venue away; units that were called to it stay called."""
    with keeping(venue.conference, "venue.remove", by=by, at=at) as kept:
        kept.venues.filter(pk=venue.pk).delete()
        facts = {"venue": venue.pk, "region": venue.region_id, "place": venue.place}
        put_down(kept, "venue_removed", by=by, at=at, **facts)


def call(
    conference: Conference,
    units: Iterable[Unit],
    *,
    rank: str,
    why: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Call units, the post of `rank` of each, and return how many were not called before.

    Each goes to the branch venue of its place, the nearest one, else to the main one. Raises
    NotAllowed, Incomplete for an undeclared rank or for nobody, Refused for too many."""
    with keeping(conference, "unit.call", by=by, at=at) as kept:
        if rank not in RANKS:
            raise Incomplete(NO_SUCH, field="rank")
        there = set(kept.called.filter(rank=rank).values_list("unit_id", flat=True))
        new = [unit for unit in units if unit.pk not in there]
        _within(len(new) + kept.called.count())
        venues = list(kept.venues.select_related("region"))
        Called.objects.bulk_create(
            Called(
                conference=kept, unit=unit, rank=rank, why=why.strip(),
                venue=_nearest(venues, unit),
            )
            for unit in new
        )  # fmt: skip
        if new:
            put_down(kept, "units_called", by=by, at=at, rank=rank, units=[u.pk for u in new])
        return len(new)


def units_at(conference: Conference, *, kind: str, level: str, at: datetime) -> QuerySet[Unit]:
    """Return the open units of `kind` in all regions of `level` in the conference's place."""
    within = conference.region
    found: QuerySet[Unit] = Unit.objects.on(local_day(at)).filter(
        kind=kind,
        region__level=level,
        region_id__gte=within.code,
        region_id__lt=within.code_end,
    )
    return found.order_by("region_id", "pk")


def uncall(called: Called, *, by: Actor, at: datetime) -> None:
    """Call a unit off."""
    with keeping(called.conference, "unit.uncall", by=by, at=at) as kept:
        kept.called.filter(pk=called.pk).delete()
        put_down(kept, "unit_uncalled", by=by, at=at, unit=called.unit_id, rank=called.rank)


def expect(called: Called, *, title: str, by: Actor, at: datetime) -> Attendance:
    """Return a post of the called unit that is to come, by its title. The unit itself says it, or
    the office of the conference. Raises NotAllowed, Incomplete, Refused for one that is there."""
    with _attending(called, by, at):
        title = title.strip()
        if not title:
            raise Incomplete(NO_POST, field="title")
        if called.attendance.filter(title=title).exists():
            raise Refused(IS_THERE, field="title", code="twice")
        row = Attendance.objects.create(called=called, title=title)
        facts = {"unit": called.unit_id, "title": title}
        put_down(called.conference, "attendance_expected", by=by, at=at, **facts)
        return row


def note_coming(row: Attendance, *, coming: str, by: Actor, at: datetime) -> None:
    """Note whether the post came. Raises NotAllowed, Incomplete for an undeclared word."""
    called = row.called
    with _attending(called, by, at):
        if coming not in COMINGS:
            raise Incomplete(NO_SUCH, field="coming")
        if row.coming != coming:
            Attendance.objects.filter(pk=row.pk).update(coming=coming)
            facts = {"unit": called.unit_id, "title": row.title, "coming": coming}
            put_down(called.conference, "attendance_noted", by=by, at=at, **facts)


def drop(row: Attendance, *, by: Actor, at: datetime) -> None:
    """Take a post off the roll."""
    with _attending(row.called, by, at):
        Attendance.objects.filter(pk=row.pk).delete()
        facts = {"unit": row.called.unit_id, "title": row.title}
        put_down(row.called.conference, "attendance_dropped", by=by, at=at, **facts)


def may_attend(called: Called, unit_id: int | None, role: str) -> bool:
    """Return whether a post of the unit says who of the called unit comes."""
    conference = called.conference
    return role in ROLES and unit_id in (called.unit_id, conference.office_id, conference.host_id)


@contextmanager
def _attending(called: Called, by: Actor, at: datetime) -> Iterator[None]:
    chain = chain_of(called.conference)
    with refusals_recorded("attendance.note", by=by, at=at, chain=chain), transaction.atomic():
        if by.kind != "system" and not may_attend(called, by.unit_id, by.role):
            raise NotAllowed(NOT_YOURS)
        Called.objects.select_for_update(of=("self",)).get(pk=called.pk)
        yield


def _nearest(venues: list[Venue], unit: Unit) -> Venue | None:
    """Return the venue in the narrowest region that holds the unit, else the main one."""
    around = [venue for venue in venues if venue.region.covers(unit.region_id)]
    order = lambda venue: (venue.region.code_end - venue.region.code, venue.pk)  # noqa: E731
    main = next((venue for venue in venues if venue.is_main), None)
    return min(around, key=order, default=main)


def _within(count: int) -> None:
    if count > MOST_CALLED:
        raise Refused(TOO_MANY, code="too_many")
