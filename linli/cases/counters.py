"""Counts cases for indicators in the transaction of each step, and folds what was counted.

Each case keeps what it counts for (`Tally`). A step that changes this writes the difference as a
`Delta`, so that no two steps wait for each other; a fold adds deltas to the counters by day and
month. At any moment the counters and the deltas left together are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from linli.base.accounts.models import Unit
from linli.cases.models import Case, Delta, Exclusion, Tally
from linli.cases.registry import rooms
from linli.core.indicators import LAPSE, Indicator
from linli.core.indicators import problems as problems_of
from linli.core.procedure import Choice
from linli.core.registry import Registry
from linli.core.zone import local_day

GRANTED = ("granted", "granted_on_appeal")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a case counts from now on: in the numerator or not. `unit` is to whom, the one that
    holds the case unless told; one that `keeps` stays with the unit and day that it had.
    `is_gone`: it counts no more."""

    is_hit: bool = False
    unit: Unit | None = None
    keeps: bool = False
    is_gone: bool = False


GONE = Verdict(is_gone=True)
Judge = Callable[[Case, str, datetime, "Tally | None"], "Verdict | None"]


def once(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """Judge what counts once, by what happened last."""
    return Verdict()


def hit_after(first: str) -> Judge:
    """Return the judge of what counts on the event `first`, and as a hit on each other event that
    its indicator counts on."""

    def judge(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
        return Verdict() if event == first else Verdict(is_hit=True, keeps=was is not None)

    return judge


@dataclass(frozen=True)
class Figures:
    """The indicators of a procedure and its code.

    `judges`: by indicator, how a case counts after an event, given how it did before; None leaves
    it so. `kind_of` returns the key in `kinds` that a case has now. `deciders` are the roles that
    decide, in the unit that runs the case, whether it is left out on one of `grounds`. `readers`
    are roles that read the figures over their range though they see none of the cases. Where a
    post reads several, those of a low `order` come first.
    """

    procedure: str
    indicators: tuple[Indicator, ...]
    judges: Mapping[str, Judge]
    kind_of: Callable[[Case], str] = lambda case: ""
    kinds: tuple[Choice, ...] = ()
    grounds: tuple[Choice, ...] = ()
    deciders: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    order: int = 50
    events: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        counted = {event for one in self.indicators for event in one.counts_on}
        object.__setattr__(self, "events", frozenset(counted))

    def problems(self) -> list[str]:
        """Return what is wrong with it, a sentence each; empty when it is sound."""
        procedure = rooms.get(self.procedure)
        if procedure is None:
            return [f"figures are declared for the unknown procedure {self.procedure}"]
        keys = {one.key for one in self.indicators}
        return [
            *problems_of(self.indicators, procedure.procedure),
            *(f"judge {key} is for no indicator" for key in sorted(set(self.judges) - keys)),
            *(f"indicator {key} has no judge" for key in sorted(keys - set(self.judges))),
        ]


figures: Registry[Figures] = Registry("figures of a procedure")


def register(of: Figures) -> Figures:
    """Add the figures of a procedure; call it in the app's `ready()`."""
    return figures.register(of.procedure, of)


def indicators() -> dict[str, Indicator]:
    """Return every declared indicator by key, in order of registration."""
    return {one.key: one for of in figures for one in of.indicators}


def count(case: Case, event: str, *, at: datetime, is_first: bool = False) -> None:
    """Let `event` change what `case` counts for; `at` is when it took place. Call it inside the
    transaction of the change, with the case locked and saved. Two queries for an event on which
    something counts and that changes nothing, none for others; the first event of a case finds
    nothing that counted before."""
    of = figures.get(case.procedure)
    if of is None or event not in of.events or case.is_sealed:
        return
    before = [] if is_first else list(Tally.objects.filter(case=case))
    now = _Now(case, of.kind_of(case), _is_excluded(case, before, event), at)
    deltas: list[Delta] = []
    left = {one.pk: one for one in before}
    for indicator in of.indicators:
        was = now.find(indicator, before)
        verdict = _judged(of, indicator, was, now, event)
        if verdict:
            deltas += _apply(indicator, was, verdict, now)
            left.pop(was.pk if was else 0, None)
    for one in left.values():
        deltas += _moved(one, kind=now.kind)
    _write(deltas)


def lapse_of(term: str) -> str:
    """Return the event on which indicators count that a clock of `term` ran out."""
    return LAPSE.format(term)


def withdraw(case: Case) -> None:
    """Take everything that `case` counts for out of all figures, as for one that was sealed."""
    tallies = Tally.objects.filter(case=case)
    _write([_delta(one, -1) for one in tallies])
    tallies.delete()


def set_excluded(case: Case, *, is_excluded: bool) -> None:
    """Leave `case` out of the rates, or count it again; the figures before exclusions stay."""
    deltas: list[Delta] = []
    for one in Tally.objects.filter(case=case).exclude(is_excluded=is_excluded):
        deltas += _moved(one, is_excluded=is_excluded)
    _write(deltas)


@dataclass(frozen=True)
class _Now:
    """A case as it counts from now on."""

    case: Case
    kind: str
    is_excluded: bool
    at: datetime

    def slot(self, indicator: Indicator) -> int:
        return self.case.round if indicator.per == "round" else 0

    def find(self, indicator: Indicator, before: Sequence[Tally]) -> Tally | None:
        key = (indicator.key, self.slot(indicator))
        return next((one for one in before if (one.indicator, one.slot) == key), None)

    def place(self) -> dict[str, Any]:
        """Return to whom, where and when the case counts."""
        case = self.case
        return {
            "unit_id": case.unit_id,
            "region_id": case.region_id,
            "day": local_day(self.at),
            "round": case.round,
        }


def _is_excluded(case: Case, before: Sequence[Tally], event: str) -> bool:
    if before or event == "open":
        return any(one.is_excluded for one in before)
    return Exclusion.objects.filter(case=case, outcome__in=GRANTED).exists()


def _judged(
    of: Figures, indicator: Indicator, was: Tally | None, now: _Now, event: str
) -> Verdict | None:
    if event not in indicator.counts_on:
        return None
    return of.judges[indicator.key](now.case, event, now.at, was)


def _apply(indicator: Indicator, was: Tally | None, verdict: Verdict, now: _Now) -> list[Delta]:
    if verdict.is_gone:
        return _dropped(was) if was else []
    place = {} if verdict.keeps else now.place()
    if verdict.unit:
        place["unit_id"] = verdict.unit.pk
    if was:
        return _moved(was, kind=now.kind, is_hit=verdict.is_hit, **place)
    new = Tally.objects.create(
        case=now.case,
        indicator=indicator.key,
        slot=now.slot(indicator),
        kind=now.kind,
        is_hit=verdict.is_hit,
        is_excluded=now.is_excluded,
        **place,
    )
    return [_delta(new, 1)]


def _dropped(tally: Tally) -> list[Delta]:
    gone = _delta(tally, -1)
    tally.delete()
    return [gone]


def _moved(tally: Tally, **changes: object) -> list[Delta]:
    """Change `tally` and return what this does to the figures, nothing where it does nothing."""
    changes = {name: value for name, value in changes.items() if getattr(tally, name) != value}
    if not changes:
        return []
    old = _delta(tally, -1)
    for name, value in changes.items():
        setattr(tally, name, value)
    tally.save(update_fields=[name.removesuffix("_id") for name in changes])
    new = _delta(tally, 1)
    if _place(old) != _place(new):
        return [old, new]
    for name in ("total", "hits", "left_out", "left_out_hits"):
        setattr(new, name, getattr(new, name) + getattr(old, name))
    return [new] if new.total or new.hits or new.left_out or new.left_out_hits else []


def _place(delta: Delta) -> tuple[object, ...]:
    return (delta.indicator, delta.kind, delta.unit, delta.region, delta.day)


def _delta(tally: Tally, sign: int) -> Delta:
    hits = sign * tally.is_hit
    return Delta(
        indicator=tally.indicator,
        kind=tally.kind,
        unit=tally.unit_id,
        region=tally.region_id,
        day=tally.day,
        month=tally.day.replace(day=1),
        total=sign,
        hits=hits,
        left_out=sign * tally.is_excluded,
        left_out_hits=hits * tally.is_excluded,
    )


def _write(deltas: Sequence[Delta]) -> None:
    if deltas:
        Delta.objects.bulk_create(deltas)
