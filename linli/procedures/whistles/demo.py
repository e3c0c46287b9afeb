"""The demo's whistles: invented ones, moved through every state as if by both sides."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import stories
from linli.cases.models import Case
from linli.cases.receiving import receipt_for
from linli.cases.stories import Progress, Receipt, Row, play
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.whistles import access
from linli.procedures.whistles.demo_steps import KNOWN, Tale, caller
from linli.procedures.whistles.models import Shift
from linli.procedures.whistles.opening import Call, open_whistle

KEY = "demo-whistle:{}"
SWEEP_EVERY = timedelta(hours=6)
BEGINS = time(8)
SHIFTS = 7


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at` and return how many whistles were written down: none when they
    were played before. Needs the demo's units and people."""
    if receipt_for(KEY.format(0)):
        return 0
    rows = stories.read("whistles")
    places = Region.objects.in_bulk({row["place"] for row in rows})
    _roster(at)

    def begin(place: int, begun_at: datetime) -> Tale:
        return _open(place, begun_at, rows[place], places[rows[place]["place"]])

    opened = play(
        rows, now=at, known=KNOWN, begin=begin, progress=progress, sweep_every=SWEEP_EVERY
    )
    record("system", "demo_whistles_loaded", by=LOADER, at=at, facts={"whistles": opened})
    return opened


def receipts() -> list[Receipt]:
    """Return none: nobody has sent a whistle."""
    return []


def _open(place: int, at: datetime, row: Row, region: Region) -> Tale:
    post = caller(region)
    case = open_whistle(
        Call(
            kind=row["kind"],
            title=row["title"],
            matter=row["matter"],
            region=region,
            place=row["where"],
            asked=row["asked"],
            origin=_request(post) if row.get("is_of_request") else None,
        ),
        submission_key=KEY.format(place),
        by=post.actor(),
        at=at,
    )
    return Tale(row, case)


def _request(post: Post) -> Case | None:
    """Return a request that the township handles, where the demo has one."""
    held = Case.objects.filter(procedure="hotline", unit=post.unit, state="handling")
    found: Case | None = held.order_by("pk").first()
    return found


def _roster(at: datetime) -> None:
    """Put a week of shifts, a day each, on the roster of some units; today's has begun."""
    posts = {one.person.username: one for one in Post.objects.select_related("person")}
    units = {unit.code: unit for unit in Unit.objects.filter(kind__in=[*access.CALLED, "township",
                                                                       "government"])}  # fmt: skip
    first = datetime.combine(local_day(at), BEGINS, tzinfo=SHANGHAI)
    first -= timedelta(days=1) if at < first else timedelta()
    for one in _told()["roster"]:
        unit, post = units[one["unit"]], posts.get(one["post"])
        Shift.objects.bulk_create(
            Shift(
                unit=unit,
                # Every other day somebody is named; else the desk alone.
                post=post if day % 2 == 0 else None,
                telephone=one["telephone"],
                starts_at=first + timedelta(days=day),
                ends_at=first + timedelta(days=day + 1),
            )
            for day in range(SHIFTS)
        )


def _told() -> dict[str, Any]:
    text = files("linli").joinpath("data", "demo", "whistles.json").read_text("utf-8")
    told: dict[str, Any] = json.loads(text)
    return told
