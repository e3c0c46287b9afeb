"""What directives add to the pages of conferences: how far it is, and the way to make a demand a
directive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from linli.base.accounts.models import Post
from linli.cases.links import PART
from linli.cases.models import Case, Participation
from linli.core.text import Text
from linli.procedures.directives import access, progress
from linli.procedures.directives.models import Directive
from linli.registers.conferences.following import Fate, Follower, Link, Panel, follow
from linli.registers.conferences.models import Conference, Demand

DONE = Text("已办结 {closed}/{total}", "{closed} of {total} closed")
GIVE = Text("交办落实", "Make it a directive")


def panel(conference: Conference, post: Post, at: datetime) -> Panel | None:
    """Return how far the conference is, None before anything was given."""
    if not Directive.objects.filter(demand__conference=conference).exists():
        return None
    shown = progress.of_conference(conference, post, at=at)
    return Panel(
        "directives/conference.html", {"progress": shown, "conference": conference, "now": at}
    )


def fates(demands: Sequence[Demand], post: Post, at: datetime) -> Mapping[int, Fate]:
    """Return how far each demand is, with the tree of its first directive."""
    ids = [demand.pk for demand in demands]
    sums = progress.of_demands(ids, post, at=at)
    first = _first_cases(ids, post)
    return {
        pk: Fate(
            DONE.format(closed=one.closed, total=one.total),
            "good" if one.is_done else "warn" if one.late else "info",
            reverse("directives:tree", args=[first[pk]]) if pk in first else "",
        )
        for pk, one in sums.items()
    }


def actions(demands: Sequence[Demand], post: Post, at: datetime) -> Mapping[int, Link]:
    """Return the way to make each confirmed demand a directive, for those who give them."""
    if not access.gives(post):
        return {}
    address = reverse("directives:give")
    return {
        demand.pk: Link(GIVE, f"{address}?demand={demand.pk}")
        for demand in demands
        if demand.confirmed_at
    }


def held(demands: Sequence[Demand]) -> frozenset[int]:
    """Return the demands of which a directive was made."""
    rows = Directive.objects.filter(demand__in=[demand.pk for demand in demands])
    return frozenset(pk for pk in rows.values_list("demand_id", flat=True) if pk)


def conferences_of(post: Post) -> QuerySet[Any]:
    """Return the conferences of which the unit of `post` was given something, or a part of it."""
    unit = post.unit_id
    taking = Participation.objects.filter(unit=unit, until_at=None).values("case")
    mine = Case.objects.filter(Q(coordinator=unit) | Q(pk__in=taking), procedure="directive")
    parts = mine.filter(links_out__kind=PART).values("links_out__root")
    roots = Directive.objects.filter(Q(case__in=mine.values("pk")) | Q(case__in=parts))
    found: QuerySet[Any] = roots.exclude(demand=None).values("demand__conference")
    return found


def _first_cases(demand_ids: Sequence[int], post: Post) -> dict[int, str]:
    rows = Directive.objects.filter(
        demand__in=demand_ids, case__in=Case.objects.visible_to(post)
    ).order_by("-pk")
    return dict(rows.values_list("demand_id", "case__reference"))


follow(
    Follower(
        "directives",
        panel=panel,
        fates=fates,
        actions=actions,
        held=held,
        conferences_of=conferences_of,
    )
)
