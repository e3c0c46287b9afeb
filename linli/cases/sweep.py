"""Finds clocks that are nearly out or out, and says so to those who must act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.audit.log import record
from linli.base.notices.desk import notify
from linli.cases import clocks, telling
from linli.cases.engine import lock
from linli.cases.models import Case, Clock
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local

SWEEPER = Actor.system("clock_sweep")


@dataclass(frozen=True)
class Swept:
    """How many clocks were warned about and how many had run out."""

    warned: int
    lapsed: int


def sweep(at: datetime) -> Swept:
    """Warn about and lapse every clock whose time has come. Each is claimed by a conditional
    update in a transaction of its own, so that workers side by side never do one twice and a
    killed one leaves none half-done."""
    warned = sum(_warn(pk, at) for pk in clocks.to_warn(at))
    lapsed = sum(_lapse(pk, at) for pk in clocks.to_lapse(at))
    return Swept(warned=warned, lapsed=lapsed)


def _warn(pk: int, at: datetime) -> bool:
    with transaction.atomic():
        claimed = Clock.objects.filter(
            pk=pk, is_running=True, warned_at=None, warn_at__lte=at
        ).update(warned_at=at)
        if not claimed:
            return False
        clock = Clock.objects.get(pk=pk)
        case = lock(clock.case_id)
        record(case.chain, "case.warned", by=SWEEPER, at=at, facts=_facts(case, clock))
        if clock.binds == "authority":
            _notify(case, clock, "case.warned", at)
    return True


def _lapse(pk: int, at: datetime) -> bool:
    with transaction.atomic():
        claimed = Clock.objects.filter(
            pk=pk, is_running=True, lapsed_at=None, due_at__lt=at
        ).update(lapsed_at=at)
        if not claimed:
            return False
        clock = Clock.objects.get(pk=pk)
        case = lock(clock.case_id)
        record(case.chain, "case.lapsed", by=SWEEPER, at=at, facts=_facts(case, clock))
        if clock.binds == "authority":
            _notify(case, clock, "case.lapsed", at)
            _escalate(case, clock, at)
            telling.tell(case, about="case.lapsed", at=at)
        on_lapse = case.room.on_lapse.get(clock.term)
        if on_lapse:
            on_lapse(case, clock, at)
    return True


def _escalate(case: Case, clock: Clock, at: datetime) -> None:
    """Tell the head of the holder, and the supervisors of the unit that runs the procedure."""
    for unit, role in ((case.unit, "unit_head"), (case.coordinator, "supervisor")):
        notify(
            unit,
            "case.escalated",
            about=case.chain,
            reference=case.reference,
            at=at,
            role=role,
            facts={**_facts(case, clock), "title": case.title, "unit": _plain(case.unit.text)},
        )


def _notify(case: Case, clock: Clock, kind: str, at: datetime) -> None:
    notify(
        case.unit,
        kind,
        about=case.chain,
        reference=case.reference,
        at=at,
        post=case.post,
        facts={**_facts(case, clock), "title": case.title},
    )


def _facts(case: Case, clock: Clock) -> dict[str, object]:
    kept = clock.basis
    instrument, article = Text(**kept["instrument"]), kept["article"]
    rule = Text("{instrument}{article}", "{instrument} {article}") if article else instrument
    return {
        "term": _plain(case.declared.term(clock.term).name),
        "instrument": kept["instrument"],
        "article": article,
        "rule": _plain(rule.format(instrument=instrument, article=article)),
        "due": local(clock.due_at).strftime("%Y-%m-%d %H:%M"),
    }


def _plain(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
