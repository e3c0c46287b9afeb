"""Plays the stories of a demo: what happened, in the order in which it did, up to now."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any, Protocol

from linli.cases.receiving import receipt_for
from linli.cases.sweep import sweep
from linli.core.zone import local

Row = dict[str, Any]
Receipt = tuple[str, str, str]
Progress = Callable[[int, int], None]
SPAN = re.compile(r"(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")


class Tale(Protocol):
    """A case and what is told of it."""

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`."""


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a story, or its beginning (an empty step), and when it happens."""

    at: datetime
    place: int
    step: str


def play(
    rows: Sequence[Row],
    *,
    now: datetime,
    known: Collection[str],
    begin: Callable[[int, datetime], Tale],
    progress: Progress,
    sweep_every: timedelta,
) -> int:
    """Play the stories of `rows` up to `now`, and return how many began.

    A row begins at its `when` ("3d 10:00", or so long before now); its `story` names steps of
    `known`, each with how long after that ("accept 2d3h", or "@1h": before now). A 2 at the end
    of a step means the second time. What lies after `now` is left out. The sweep runs in between,
    so that warnings, lapses and closings carry the times that a worker would have given them.
    """
    events = sorted(_events(rows, now, known), key=lambda event: (event.at, event.place))
    tales: dict[int, Tale] = {}
    swept_at = events[0].at
    for done, event in enumerate(events, start=1):
        while event.at - swept_at > sweep_every:
            swept_at += sweep_every
            sweep(swept_at)
        if event.step:
            tales[event.place].take(event.step, event.at)
        else:
            tales[event.place] = begin(event.place, event.at)
        progress(done, len(events))
    sweep(now)
    return len(tales)


def read(name: str) -> list[Row]:
    """Return the stories of data/demo/{name}.json, in which they stand under the same name."""
    text = files("linli").joinpath("data", "demo", f"{name}.json").read_text("utf-8")
    rows: list[Row] = json.loads(text)[name]
    return rows


def receipts(rows: Sequence[Row], key: str) -> list[Receipt]:
    """Return receipt, passcode and title of the rows that say `is_shown`, whose senders look them
    up; `key` is the submission key of a row, with a place for its number."""
    found = []
    for place, row in enumerate(rows):
        receipt = receipt_for(key.format(place)) if row.get("is_shown") else None
        if receipt:
            found.append((receipt.message.receipt, receipt.passcode, receipt.message.title))
    return found


def span(written: str) -> timedelta:
    """Return the time that `written`, such as "2d4h30m", says; ValueError for anything else."""
    found = SPAN.fullmatch(written)
    if not written or found is None:
        raise ValueError(f"{written!r} is no span of time")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _events(rows: Sequence[Row], now: datetime, known: Collection[str]) -> Iterator[Event]:
    for place, row in enumerate(rows):
        start = _start(row["when"], now)
        yield Event(start, place, "")
        for part in filter(None, row["story"].split(", ")):
            step, when = part.split(" ")
            at = now - span(when[1:]) if when.startswith("@") else start + span(when)
            if step.rstrip("2") not in known:
                raise ValueError(f"a story knows no step {step}")
            if at <= now:
                yield Event(at, place, step)


def _start(when: str, now: datetime) -> datetime:
    days, _, clock = when.partition(" ")
    if not clock:
        return now - span(when)
    day = local(now).date() - span(days)
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=local(now).tzinfo)
