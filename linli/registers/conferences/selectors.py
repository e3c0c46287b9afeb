"""Reads conferences: what the rules look at, who was called by place, the reading of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Floor

from linli.base.accounts.models import Post
from linli.base.regions.models import Region
from linli.registers.conferences.burden import Check, Facts, checks_of
from linli.registers.conferences.models import (
    Attendance,
    Called,
    Conference,
    Demand,
    Venue,
)
from linli.registers.conferences.models.conference import ConferenceQuerySet
from linli.registers.conferences.thresholds import limits_of

VENUES_SHOWN = 8
# How many codes lie in a region of the level below.
NEXT = {"country": 10**10, "province": 10**8, "city": 10**6, "county": 10**3, "township": 1}


@dataclass(frozen=True, slots=True)
class Place:
    """How many units of a place were called, how many posts were expected and came."""

    region: Region
    units: int
    expected: int
    came: int


def one_visible(pk: int, post: Post) -> Conference | None:
    """Return the conference if the post may see it. One query."""
    rows = Conference.objects.visible_to(post).filter(pk=pk)
    found: Conference | None = rows.select_related(
        "host__region", "office", "region", "planned"
    ).first()
    return found


def narrowed(
    rows: ConferenceQuerySet, post: Post, whose: str, *, words: str = "", year: int | None = None
) -> ConferenceQuerySet:
    """Return the conferences of `rows` that the post's unit `held` or was `called` to, whose
    title holds every word, of a year."""
    own = Q(office_id=post.unit_id) | Q(host_id=post.unit_id)
    if whose == "held":
        rows = rows.filter(own)
    elif whose == "called":
        rows = rows.exclude(own)
    for word in words.replace("\0", " ").split():
        rows = rows.filter(Q(title__icontains=word) | Q(matter__icontains=word))
    return rows.filter(held_date__year=year) if year else rows


def progress_of(conferences: Sequence[Conference]) -> dict[int, tuple[int, int]]:
    """Return how many demands of each conference are confirmed, of how many. One query."""
    rows = Demand.objects.filter(conference__in=[one.pk for one in conferences])
    counted = rows.values("conference").annotate(
        number=Count("pk"), confirmed=Count("pk", filter=Q(confirmed_at__isnull=False))
    )
    return {row["conference"]: (row["confirmed"], row["number"]) for row in counted.order_by()}


def venues_of(conference: Conference) -> tuple[list[Venue], int]:
    """Return the first venues, the main one before the others, and how many there are."""
    rows = conference.venues.select_related("region")
    return list(rows[:VENUES_SHOWN]), rows.count()


def called_rows(conference: Conference, post: Post) -> list[Called]:
    """Return for whom of its own the post's unit was called. One query."""
    rows = conference.called.filter(unit_id=post.unit_id).select_related("unit", "venue__region")
    return list(rows.prefetch_related("attendance"))


def called_of(conference: Conference, *, words: str = "") -> QuerySet[Called]:
    """Return who is called, of units whose name holds every word, with their posts."""
    rows = conference.called.select_related("unit__region", "venue__region")
    for word in words[:60].replace("\0", " ").split():
        rows = rows.filter(unit__name__icontains=word)
    return rows.prefetch_related("attendance")


def facts_of(conference: Conference) -> Facts:
    """Return what the burden rules look at. Five queries."""
    called = conference.called.aggregate(
        called=Count("unit", distinct=True),
        without=Count("unit", distinct=True, filter=Q(why="")),
        leaders=Count(
            "unit",
            distinct=True,
            filter=Q(rank="leader") & ~Q(unit=conference.host_id) & _below(conference),
        ),
    )
    year = Conference.objects.filter(
        host_id=conference.host_id, kind="comprehensive", held_date__year=conference.held_date.year
    )
    return Facts(
        conference=conference,
        speeches=list(conference.speeches.select_related("unit")),
        papers=list(conference.papers.all()),
        called=called["called"],
        called_without_why=called["without"],
        leaders_called=called["leaders"],
        comprehensive_this_year=year.count() if conference.kind == "comprehensive" else 0,
        limits=limits_of(conference),
    )


def checks_for(conference: Conference, facts: Facts | None = None) -> list[Check]:
    """Return how the conference stands to each burden rule. One query beside the facts."""
    decisions = conference.decisions.select_related("decided_by__unit")
    return checks_of(facts or facts_of(conference), list(decisions))


def places_of(conference: Conference) -> list[Place]:
    """Return who was called and who came, by the regions one level below the conference's and by
    its own. Three queries, however many units there are."""
    span = NEXT.get(conference.level, 1)
    called = _by_place(Called.objects.filter(conference=conference), "unit__region_id", span)
    rows = Attendance.objects.filter(called__conference=conference)
    came = rows.filter(coming__in=("came", "stood_in"))
    expected = _by_place(rows, "called__unit__region_id", span)
    present = _by_place(came, "called__unit__region_id", span)
    regions = Region.objects.in_bulk([code for code in called])
    return [
        Place(regions[code], units, expected.get(code, 0), present.get(code, 0))
        for code, units in sorted(called.items())
        if code in regions
    ]


def _by_place(rows: QuerySet, field: str, span: int) -> dict[int, int]:  # type: ignore[type-arg]
    """Return how many rows there are by region, codes rounded down to `span`."""
    place = Floor(F(field) / Value(span)) * Value(span)
    counted = rows.annotate(place=place).values("place").annotate(number=Count("pk"))
    return {int(row["place"]): row["number"] for row in counted.order_by("place")}


def _below(conference: Conference) -> Q:
    """Return the condition that a called unit stands below the host: in a region within its own."""
    region = conference.region
    return Q(unit__region_id__gt=region.code, unit__region_id__lt=region.code_end)
