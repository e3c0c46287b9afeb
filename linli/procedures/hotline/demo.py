"""The demo's hotline requests: invented messages, moved to every state as if by its people."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases.receiving import Draft, receipt_for
from linli.cases.sweep import sweep
from linli.core.zone import local
from linli.procedures.hotline.demo_steps import STEPS, People, Tale
from linli.procedures.hotline.opening import open_request

Row = dict[str, Any]
Progress = Callable[[int, int], None]
SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")
SWEEP_EVERY = timedelta(hours=6)
# No network in China uses numbers that begin with 154.
TELEPHONE = "1540000{:04d}"
KEY = "demo:{}"


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a story, or the message itself (an empty step), and when it happens."""

    at: datetime
    place: int
    step: str


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at`, in the order in which things happened, and return how many
    messages were received: none when they were played before. Needs the demo's units, people
    and duties.

    The sweep runs in between, so that warnings, lapses and closings carry the times that a
    worker would have given them.
    """
    if receipt_for(KEY.format(0)):
        return 0
    rows = _rows()
    people = People.of_demo(day=local(at).date())
    places = Region.objects.in_bulk({row["place"] for row in rows})
    events = sorted(_events(rows, at), key=lambda event: (event.at, event.place))
    tales: dict[int, Tale] = {}
    swept_at = events[0].at
    for done, event in enumerate(events, start=1):
        while event.at - swept_at > SWEEP_EVERY:
            swept_at += SWEEP_EVERY
            sweep(swept_at)
        row = rows[event.place]
        if event.step:
            tales[event.place].take(event.step, event.at)
        else:
            tales[event.place] = _open(event, row, places[row["place"]], people)
        progress(done, len(events))
    sweep(at)
    facts = {"messages": len(tales)}
    record("system", "demo_requests_loaded", by=LOADER, at=at, facts=facts)
    return len(tales)


def receipts() -> list[tuple[str, str, str]]:
    """Return receipt, passcode and title of some messages whose senders look them up."""
    found = []
    for place, row in enumerate(_rows()):
        receipt = receipt_for(KEY.format(place)) if row.get("is_shown") else None
        if receipt:
            found.append((receipt.message.receipt, receipt.passcode, receipt.message.title))
    return found


def _rows() -> list[Row]:
    text = files("linli").joinpath("data", "demo", "messages.json").read_text("utf-8")
    rows: list[Row] = json.loads(text)["messages"]
    return rows


def _events(rows: list[Row], now: datetime) -> Iterator[Event]:
    """Yield what has happened by `now`; a story that runs on is cut there."""
    for place, row in enumerate(rows):
        start = _start(row["when"], now)
        yield Event(start, place, "")
        for part in filter(None, row["story"].split(", ")):
            step, when = part.split(" ")
            at = now - _span(when[1:]) if when.startswith("@") else start + _span(when)
            if step.rstrip("2") not in STEPS:
                raise ValueError(f"a story knows no step {step}")
            if at <= now:
                yield Event(at, place, step)


def _open(event: Event, row: Row, region: Region, people: People) -> Tale:
    clerk = people.clerk(event.place)
    by_telephone = row["contact"] == "telephone"
    telephone = TELEPHONE.format(event.place) if by_telephone else ""
    opened = open_request(
        Draft(
            title=row["title"],
            body=row["body"],
            region=region,
            channel=row["contact"],
            contact_by=row["contact"],
            people={"name": row.get("name", ""), "telephone": telephone},
        ),
        submission_key=KEY.format(event.place),
        by=clerk.actor() if by_telephone else None,
        at=event.at,
    )
    return Tale(row, opened.case, people, clerk)


def _start(when: str, now: datetime) -> datetime:
    days, _, clock = when.partition(" ")
    if not clock:
        return now - _span(when)
    day = local(now).date() - _span(days)
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=local(now).tzinfo)


def _span(written: str) -> timedelta:
    found = SPAN.fullmatch(written)
    if not written or found is None:
        raise ValueError(f"{written!r} is no span of time")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)
