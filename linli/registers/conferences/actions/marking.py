"""Corrects what was read: a person changes, moves, splits, joins, removes and adds demands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.core.actors import Actor
from linli.core.conferences.subjects import SUBJECTS
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.text import Text
from linli.registers.conferences.actions.chain import keeping, put_down
from linli.registers.conferences.clauses import moved, trimmed
from linli.registers.conferences.models import Conference, Demand, Report
from linli.registers.conferences.tree import arranged

GONE: Final = Text("这条要求已不存在，请刷新页面。", "This demand is gone: reload the page.")
CONFIRMED: Final = Text(
    "要求 {no} 已确认。要修改，请先撤回确认。",
    "Demand {no} is confirmed: withdraw that before you change it.",
)
NO_WORDS: Final = Text("请选中报道中的一段文字。", "Choose a stretch of the report.")
UNKNOWN: Final = Text("请选择事项类别。", "Choose a subject.")
NO_NEXT: Final = Text("后面没有可以合并的要求。", "Nothing follows that it could be joined with.")
NO_PLACE: Final = Text("请在这条要求之内选择拆分处。", "Choose a place within the demand.")
NOT_THERE: Final = Text("报道中没有这段文字。", "These words don't stand in the report.")
MOST: Final = 500
TOO_MANY: Final = Text(f"一份报道最多{MOST}条要求。", f"A report has at most {MOST} demands.")


@dataclass
class Reading:
    """The demands of a report while they are changed; `rest` are all, in the order of the text."""

    conference: Conference
    report: Report
    rest: list[Demand]

    def one(self, pk: int) -> Demand:
        """Return an unconfirmed demand. Raises WrongState."""
        found = next((demand for demand in self.rest if demand.pk == pk), None)
        if found is None:
            raise WrongState(GONE, code="gone")
        if found.confirmed_at:
            raise WrongState(CONFIRMED.format(no=found.no), code="confirmed")
        return found

    def put(self, demand: Demand, start: int, end: int) -> None:
        """Give the demand another stretch of the text. Raises Incomplete where none is left."""
        start, end = trimmed(self.report.text, start, end)
        if start >= end:
            raise Incomplete(NO_WORDS, field="end")
        demand.start, demand.end = start, end
        demand.text = self.report.text[start:end]


@contextmanager
def _changing(conference: Conference, act: str, *, by: Actor, at: datetime) -> Iterator[Reading]:
    """Give the demands to be changed and put down what came of it, the tree drawn anew."""
    with keeping(conference, act, by=by, at=at) as kept:
        report = Report.objects.filter(conference=kept).first()
        if report is None:
            raise WrongState(GONE, code="gone")
        reading = Reading(kept, report, list(kept.demands.all()))
        yield reading
        for level in arranged(reading.rest):
            for demand in level:
                demand.save()


def change(
    demand: Demand,
    *,
    speaker: str,
    addressee: str,
    subject: str,
    start: int | None = None,
    end: int | None = None,
    by: Actor,
    at: datetime,
) -> Demand:
    """Return the demand with another speaker, addressee, subject, and perhaps other ends.

    Raises NotAllowed, WrongState once it is confirmed or gone, Incomplete for an unknown subject
    or no words, Refused where it would overlap another in part."""
    with _changing(demand.conference, "demand.change", by=by, at=at) as reading:
        one = reading.one(demand.pk)
        before = (one.start, one.end)
        if start is not None and end is not None:
            reading.put(one, start, end)
        was = (one.speaker, one.addressee, one.subject, *before)
        _name(one, speaker, addressee, subject)
        if was == (one.speaker, one.addressee, one.subject, one.start, one.end):
            return one
        _mark(one)
        _put_down(reading, "demand_changed", one, by, at)
        return one


def move(demand: Demand, *, side: str, way: str, by: Actor, at: datetime) -> Demand:
    """Return the demand with its start or end one clause earlier or later. Raises as `change`."""
    with _changing(demand.conference, "demand.change", by=by, at=at) as reading:
        one = reading.one(demand.pk)
        ends = moved(reading.report.text, one.start, one.end, side=side, way=way)
        if ends != (one.start, one.end):
            reading.put(one, *ends)
            _mark(one)
            _put_down(reading, "demand_changed", one, by, at)
        return one


def split(demand: Demand, *, place: int, by: Actor, at: datetime) -> Demand:
    """Return the second of the two demands that the text before and from `place` on become, of
    the same speaker, addressee and subject. Raises Incomplete for a place outside, and as
    `change` does where a part would be cut through."""
    with _changing(demand.conference, "demand.split", by=by, at=at) as reading:
        one = reading.one(demand.pk)
        if not one.start < place < one.end:
            raise Incomplete(NO_PLACE, field="place")
        second = Demand(
            conference=reading.conference,
            speaker=one.speaker,
            addressee=one.addressee,
            subject=one.subject,
            origin="added",
        )
        reading.put(second, place, one.end)
        reading.put(one, one.start, place)
        _mark(one)
        reading.rest.append(second)
        _room_for(reading)
        _put_down(reading, "demand_split", one, by, at)
    return second


def join(demand: Demand, *, by: Actor, at: datetime) -> Demand:
    """Return the demand with the one that follows it beside it, and what stands between.

    Raises WrongState where nothing follows, or what follows is confirmed."""
    with _changing(demand.conference, "demand.join", by=by, at=at) as reading:
        one = reading.one(demand.pk)
        beside = [d for d in reading.rest if d.parent_id == one.parent_id and d.start >= one.end]
        if not beside:
            raise WrongState(NO_NEXT, code="no_next")
        other = reading.one(beside[0].pk)
        reading.put(one, one.start, other.end)
        _mark(one)
        _take_out(reading, other)
        _put_down(reading, "demand_joined", one, by, at)
        return one


def remove(demand: Demand, *, by: Actor, at: datetime) -> None:
    """Take a demand out; its parts stay and move up. Raises WrongState once it is confirmed."""
    with _changing(demand.conference, "demand.remove", by=by, at=at) as reading:
        one = reading.one(demand.pk)
        _put_down(reading, "demand_removed", one, by, at)
        _take_out(reading, one)


def add(
    conference: Conference,
    *,
    start: int,
    end: int,
    speaker: str,
    addressee: str,
    subject: str,
    by: Actor,
    at: datetime,
) -> Demand:
    """Return a new demand: a stretch of the report that software had not found. Raises as
    `change` does."""
    with _changing(conference, "demand.add", by=by, at=at) as reading:
        demand = Demand(conference=reading.conference, origin="added")
        reading.put(demand, start, end)
        _name(demand, speaker, addressee, subject)
        reading.rest.append(demand)
        _room_for(reading)
        _put_down(reading, "demand_added", demand, by, at)
    return demand


def find_words(conference: Conference, words: str) -> tuple[int, int]:
    """Return where `words` stand in the report: the first place that is no demand yet, else the
    first. Raises Incomplete, at the field `words`, where they don't."""
    report = Report.objects.filter(conference=conference).first()
    wanted = words.strip()
    if report is None or not wanted or wanted not in report.text:
        raise Incomplete(NOT_THERE if wanted else NO_WORDS, field="words")
    taken = set(conference.demands.values_list("start", "end"))
    place = first = report.text.index(wanted)
    while place >= 0:
        if trimmed(report.text, place, place + len(wanted)) not in taken:
            return place, place + len(wanted)
        place = report.text.find(wanted, place + 1)
    return first, first + len(wanted)


def _name(demand: Demand, speaker: str, addressee: str, subject: str) -> None:
    if subject not in SUBJECTS:
        raise Incomplete(UNKNOWN, field="subject")
    demand.speaker, demand.addressee = speaker.strip()[:30], addressee.strip()[:80]
    demand.subject = subject


def _mark(demand: Demand) -> None:
    if demand.origin == "read":
        demand.origin = "changed"


def _room_for(reading: Reading) -> None:
    if len(reading.rest) > MOST:
        raise Refused(TOO_MANY, code="too_many")


def _take_out(reading: Reading, demand: Demand) -> None:
    """Delete the demand, its parts saved from going with it."""
    reading.rest.remove(demand)
    Demand.objects.filter(parent=demand).update(parent=None)
    Demand.objects.filter(pk=demand.pk).delete()


def _put_down(reading: Reading, kind: str, demand: Demand, by: Actor, at: datetime) -> None:
    put_down(
        reading.conference,
        kind,
        by=by,
        at=at,
        texts={"text": demand.text, "speaker": demand.speaker, "addressee": demand.addressee},
        demand=demand.pk or 0,
        subject=demand.subject,
        start=demand.start,
        end=demand.end,
    )
