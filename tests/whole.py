"""What must hold of a case whatever happened to it: row, clocks, units and log tell one story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linli.base.audit.models import Entry
from linli.cases.models import NO_DUE, Attachment, Call, Case, Clock, Note
from linli.core.procedure import Term


def problems(case: Case) -> list[str]:
    """Return what does not fit together in `case`, each in a sentence."""
    lines = list(Entry.objects.filter(chain=case.chain).order_by("no"))
    if not lines:
        return [f"{case.chain} has no line"]
    clocks = list(Clock.objects.filter(case=case))
    found = [
        *_of_course(case, lines),
        *_of_clocks(case, clocks, lines),
        *_of_units(case),
        *_of_notes(case, lines),
        *(own(case, lines) if (own := OWN.get(case.procedure)) else ()),
    ]
    return [f"{case.chain} {one}" for one in found]


def _of_course(case: Case, lines: Sequence[Entry]) -> Iterator[str]:
    if [line.kind for line in lines if line.kind == "case.opened"] != [lines[0].kind]:
        yield "does not begin with its one opening"
    moves = [line for line in lines if {"from", "to"} <= set(line.facts)]
    state = _begun_in(case, lines)
    if not _ways_in(case, state):
        yield f"begins in {state}"
    for line in moves:
        step = case.declared.transition(line.kind.partition(".")[2])
        if line.facts["from"] != state or state not in step.sources:
            yield f"line {line.no} {line.kind} goes from {line.facts['from']}, not {state}"
        state = line.facts["to"]
        if state != (step.target or line.facts["from"]):
            yield f"line {line.no} {line.kind} leads to {state}"
    if state != case.state:
        yield f"stands in {case.state}, and its log in {state}"
    if case.state_declared.is_final != (case.closed_at is not None):
        yield f"is in {case.state} and closed at {case.closed_at}"


def _of_clocks(case: Case, clocks: Sequence[Clock], lines: Sequence[Entry]) -> Iterator[str]:
    # The log does not tell the way in, where several lead to one state.
    ways = _ways_in(case, _begun_in(case, lines))
    events = [(ways[0] if len(ways) == 1 else "", lines[0])]
    events += [
        (line.kind.partition(".")[2], line)
        for line in lines
        if line.kind.startswith(f"{case.procedure}.")
    ]
    # What is recorded days later acts from the day that it carries; the order is then another.
    is_dated = any(_is_dated(case, event, line) for event, line in events)
    for event, line in () if is_dated else events:
        for key in case.declared.term_keys():
            same = [one for one in clocks if one.term == key]
            yield from _of_event(case.declared.term(key), case.lane, event, line, same)
    times = {line.at for _, line in events}
    for clock in () if is_dated else clocks:
        if clock.started_at not in times or (clock.stopped_at or clock.started_at) not in times:
            yield f"has a clock {clock.term} that no line started, or stopped"
    running = [one for one in clocks if one.is_running and one.binds == "authority"]
    if case.due_at != min((one.due_at for one in running), default=NO_DUE):
        yield f"is due at {case.due_at}, which is the end of no clock"
    yield from _of_sweeping(clocks, lines)


def _begun_in(case: Case, lines: Sequence[Entry]) -> str:
    return next((line.facts["from"] for line in lines if "from" in line.facts), case.state)


def _ways_in(case: Case, state: str) -> list[str]:
    events = ("open", *(one.event for one in case.declared.openings))
    return [event for event in events if case.declared.opens_in(event) == state]


def _is_dated(case: Case, event: str, line: Entry) -> bool:
    step = next((one for one in case.declared.transitions if one.key == event), None)
    return bool(step and step.dated_by and step.dated_by in line.facts)


def _of_event(
    term: Term, lane: str, event: str, line: Entry, clocks: Sequence[Clock]
) -> Iterator[str]:
    """Compare one line of the log with the clocks of one term."""
    is_run = any(one.started_at <= line.at for one in clocks)
    is_left = any(one.started_at < line.at and not one.stopped_at for one in clocks)
    is_in_lane = not term.lanes or lane in term.lanes
    if event in term.starts_on and is_in_lane and not term.only_if and not is_run:
        yield f"has no clock {term.key} for line {line.no} {line.kind}"
    if event in term.stops_on and event not in term.starts_on and is_left:
        yield f"has a clock {term.key} that line {line.no} {line.kind} did not stop"


def _of_sweeping(clocks: Sequence[Clock], lines: Sequence[Entry]) -> Iterator[str]:
    lapsed = sum(one.lapsed_at is not None for one in clocks)
    if lapsed != _count(lines, "case.lapsed"):
        yield f"has {lapsed} clocks that ran out, and not as many lines"
    if sum(one.warned_at is not None for one in clocks) > _count(lines, "case.warned"):
        yield "has a clock that was warned about without a line"


def _of_units(case: Case) -> Iterator[str]:
    leading = [one.unit_id for one in case.participations.filter(part="lead", until_at=None)]
    if leading != [case.unit_id] * (case.unit_id != case.coordinator_id):
        yield f"is held by unit {case.unit_id} and led by {leading}"
    if Call.objects.filter(case=case, done_at=None).count() > 1:
        yield "waits for two calls"


def _of_notes(case: Case, lines: Sequence[Entry]) -> Iterator[str]:
    noted = [line for line in lines if line.kind == "case.noted"]
    notes = list(Note.objects.filter(case=case).values_list("pk", flat=True))
    if sorted(line.facts["note"] for line in noted) != sorted(notes):
        yield f"has {len(notes)} notes and {len(noted)} lines of them"
    told = sorted(file for line in noted for file in line.facts.get("file_ids", ()))
    held = Attachment.objects.filter(case=case, added_at__in=[line.at for line in noted])
    if told != sorted(str(file) for file in held.values_list("file", flat=True)):
        yield "has other files than its notes say"


def _of_hotline(case: Case, lines: Sequence[Entry]) -> Iterator[str]:
    from linli.procedures.hotline.models import Request

    request = Request.objects.filter(case=case).first()
    if request is None:
        yield "is a hotline case without a request"
        return
    if request.dispatches.count() != _count(lines, "hotline.dispatch"):
        yield "was dispatched more or less often than its log says"
    rulings = sum(bool(one.ruling) for one in request.dispatches.all())
    if rulings != _count(lines, "hotline.uphold", "hotline.reject"):
        yield "was ruled on more or less often than its log says"


def _count(lines: Sequence[Entry], *kinds: str) -> int:
    return sum(line.kind in kinds for line in lines)


# By procedure: what must hold of the rows that are its own.
OWN = {"hotline": _of_hotline}
