"""Finds clocks that are nearly out or out, and says so to those who must act."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.base.notices.desk import take_back
from linli.base.notices.models import Notice
from linli.cases import clocks, counters, telling
from linli.cases.assignment import in_charge
from linli.cases.authority import unit_on
from linli.cases.engine import lock
from linli.cases.models import Case, Clock
from linli.cases.recounts import running as recounts
from linli.cases.reminding import tell_desk
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local

SWEEPER = Actor.system("clock_sweep")
logger = logging.getLogger(__name__)
SECONDS_AT_MOST = 20.0
# Who is told of a lapse in their own right, whatever the unit as a whole is told.
ESCALATED_TO = ("unit_head", "supervisor")


@dataclass(frozen=True)
class Swept:
    """How many clocks were warned about, how many had run out, and how many could not be dealt
    with; those are logged and tried again by the next sweep."""

    warned: int
    lapsed: int
    failed: int = 0


def sweep(at: datetime) -> Swept:
    """Warn about and lapse every clock whose time has come. Each is claimed by a conditional
    update in a transaction of its own, so that workers side by side never do one twice, a
    killed one leaves none half-done, and one that fails keeps none of the others waiting. While
    clocks are being counted anew nothing is said of any: it might be by the calendar of before."""
    if recounts.is_under_way(at):
        return Swept(warned=0, lapsed=0)
    warned, not_warned = _each(clocks.to_warn(at), _warn, at)
    lapsed, not_lapsed = _each(clocks.to_lapse(at), _lapse, at)
    return Swept(warned=warned, lapsed=lapsed, failed=not_warned + not_lapsed)


def once_each(found: QuerySet[Notice], post: Post) -> QuerySet[Notice]:
    """Return the notices `found` for `post` with one for each lapse: who is told of it as head or
    supervisor is not told once more as one of the unit."""
    if post.role not in ESCALATED_TO:
        return found
    mine = Q(role__in=("", post.role)) & (Q(post=None) | Q(post=post))
    escalated = Notice.objects.filter(
        mine,
        unit=post.unit_id,
        kind="case.escalated",
        about=OuterRef("about"),
        created_at__gte=OuterRef("created_at"),
    )
    return found.exclude(Q(kind="case.lapsed") & Exists(escalated))


def _each(
    found: Iterable[tuple[int, int]], act: Callable[[int, Case, datetime], bool], at: datetime
) -> tuple[int, int]:
    """Return for how many clocks `act` did its work, and for how many it failed. What is left
    after some time, as when thousands of messages were imported at once, waits for the next
    sweep: other work of the minute shall not wait for it."""
    done = failed = 0
    ends = monotonic() + SECONDS_AT_MOST
    for pk, case_id in found:
        if monotonic() > ends:
            break
        try:
            with transaction.atomic():
                # The case first, as every step on it does, so that no two wait for each other.
                done += act(pk, lock(case_id), at)
        except (OperationalError, InterfaceError):
            # It is the database that can't be used, not this clock.
            raise
        except Exception:
            logger.exception("The clock %s of case:%s could not be swept", pk, case_id)
            failed += 1
    return done, failed


def _warn(pk: int, case: Case, at: datetime) -> bool:
    claimed = Clock.objects.filter(pk=pk, is_running=True, warned_at=None, warn_at__lte=at)
    if not claimed.update(warned_at=at):
        return False
    clock = Clock.objects.get(pk=pk)
    record(case.chain, "case.warned", by=SWEEPER, at=at, facts=_facts(case, clock))
    if clock.binds == "authority":
        _notify(case, clock, "case.warned", at)
    return True


def _lapse(pk: int, case: Case, at: datetime) -> bool:
    claimed = Clock.objects.filter(pk=pk, is_running=True, lapsed_at=None, due_at__lt=at)
    if not claimed.update(lapsed_at=at):
        return False
    clock = Clock.objects.get(pk=pk)
    record(case.chain, "case.lapsed", by=SWEEPER, at=at, facts=_facts(case, clock))
    if clock.binds == "authority":
        take_back("case.warned", about=case.chain, at=at)
        _notify(case, clock, "case.lapsed", at)
        _escalate(case, clock, at)
        telling.tell(case, about="case.lapsed", by=SWEEPER, at=at)
    counters.count(case, counters.lapse_of(clock.term), at=clock.due_at)
    on_lapse = case.room.on_lapse.get(clock.term)
    if on_lapse:
        on_lapse(case, clock, at)
    return True


def _escalate(case: Case, clock: Clock, at: datetime) -> None:
    """Tell the head of the unit that is late, and the supervisors of the one that runs the
    procedure."""
    late = _answerable(case, clock)
    for unit, role in zip((late, case.coordinator), ESCALATED_TO, strict=True):
        tell_desk(
            case,
            unit,
            "case.escalated",
            at=at,
            role=role,
            facts={**_told(case, clock), "unit": _plain(late.text)},
        )


def _answerable(case: Case, clock: Clock) -> Unit:
    """Return the unit whose term it is: of the side that the term names, else the one whose step
    ends the clock, which is the holder, or where only the coordinating side can take such a step
    (a ruling) the unit that runs the procedure."""
    term = case.declared.term(clock.term)
    if term.owed_by:
        return unit_on(case, term.owed_by) or case.coordinator
    steps = (step for step in case.declared.transitions if step.key in term.stops_on)
    sides = {taker.side for step in steps for taker in step.takers}
    return case.unit if "lead" in sides or "coordinating" not in sides else case.coordinator


def _notify(case: Case, clock: Clock, kind: str, at: datetime) -> None:
    unit = _answerable(case, clock)
    tell_desk(
        case,
        unit,
        kind,
        at=at,
        post=in_charge(case, at) if unit.pk == case.unit_id else None,
        facts=_told(case, clock),
    )


def _told(case: Case, clock: Clock) -> dict[str, object]:
    """Return what a reminder says beside the title: the facts, and the time as people read it."""
    due = local(clock.due_at)
    day = Text(f"{due.month}月{due.day}日", f"{due.day} {due:%b}")
    said = Text(f"{day.zh} {due:%H:%M}", f"{day.en} {due:%H:%M}")
    return {**_facts(case, clock), "due": _plain(said)}


def _facts(case: Case, clock: Clock) -> dict[str, object]:
    kept = clock.basis
    return {
        "term": _plain(case.declared.term(clock.term).name),
        "binds": clock.binds,
        "instrument": kept["instrument"],
        "article": kept["article"],
        "rule": _plain(clock.basis_declared.cited),
        "due": local(clock.due_at).strftime("%Y-%m-%d %H:%M"),
    }


def _plain(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
