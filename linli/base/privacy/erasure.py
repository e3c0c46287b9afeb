"""Erases what is past its period, little by little, and keeps a report of each day.

Every room registers what of its own can be past its period (`RULES`); this module asks them in
turn. Each thing goes in a transaction of its own with its count, so that a run that was cut
short is continued by the next one and no count is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from linli.base.audit.log import record
from linli.base.privacy.models import ErasureReport, ErasureTally
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.registry import Registry
from linli.core.text import Text
from linli.core.zone import local_day

JOB: Final = Actor.system("privacy.erase")
# The worker's other jobs wait meanwhile: some seconds at a time, every quarter of an hour.
MOST_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Erased:
    """What went with one thing: the rule that it is counted under, and how many of what. Where
    `is_told` is false nothing of it is counted."""

    rule: str
    counts: Mapping[str, int]
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """Things of one kind that are erased when their period is over.

    `due` returns at most so many of them that are past it at a time and held back by nothing;
    `erase` erases one in the caller's transaction, or returns None when it is due no more;
    `held` counts those past it that are held back, as (rule, ground, number).
    """

    key: str
    due: Callable[[datetime, int], Iterable[Any]]
    erase: Callable[[Any, datetime], Erased | None]
    held: Callable[[datetime], Iterable[tuple[str, str, int]]]


RULES: Final[Registry[Rule]] = Registry("rule of erasure")
# What is counted, and why something is held back, in words; filled by the rooms.
WHATS: Final[Registry[Text]] = Registry("thing erased")
GROUNDS: Final[Registry[Text]] = Registry("ground of holding back")


def run(at: datetime) -> int:
    """Erase what is past its period at `at`, no more than MOST_AT_ONCE; return how many things
    went. Run again until it returns 0, it has done all; the job does so by and by."""
    report, _ = ErasureReport.objects.get_or_create(day=local_day(at), defaults={"began_at": at})
    done = 0
    for rule in RULES:
        for thing in rule.due(at, MOST_AT_ONCE - done):
            done += _erase(rule, thing, report, at)
        if done >= MOST_AT_ONCE:
            return done
    _close(report, at)
    return done


def _erase(rule: Rule, thing: Any, report: ErasureReport, at: datetime) -> int:
    with transaction.atomic():
        erased = rule.erase(thing, at)
        if erased is None:
            return 0
        if erased.is_told:
            for what, number in erased.counts.items():
                _count(report, erased.rule, what, number)
            ErasureReport.objects.filter(pk=report.pk).update(erased=F("erased") + 1)
    return 1


def _count(report: ErasureReport, rule: str, what: str, number: int) -> None:
    if number:
        tally, _ = ErasureTally.objects.get_or_create(report=report, rule=rule, what=what)
        ErasureTally.objects.filter(pk=tally.pk).update(number=F("number") + number)


@transaction.atomic
def _close(report: ErasureReport, at: datetime) -> None:
    """Write down what was held back, and once a day that the run is done."""
    is_first = report.ended_at is None
    ErasureTally.objects.filter(report=report).exclude(ground="").delete()
    ErasureTally.objects.bulk_create(
        ErasureTally(report=report, rule=key, what="held", ground=ground, number=number)
        for rule in RULES
        for key, ground, number in rule.held(at)
        if number
    )
    report.refresh_from_db(fields=["erased"])
    report.ended_at = at
    report.save(update_fields=["ended_at"])
    if is_first:
        facts = {"day": report.day.isoformat(), "erased": report.erased}
        record(SYSTEM, "privacy.erased", by=JOB, at=at, facts=facts)
