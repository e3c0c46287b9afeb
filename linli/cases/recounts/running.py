"""Moves the clocks once a change is confirmed: few at once, many by the worker, each in one
transaction with the line on its case.

Not a batch: it may wait for its day, outlives the post that confirmed it, follows the clocks as
they are when it comes to them, and the sweep waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Final

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.base.notices import desk
from linli.cases import clocks
from linli.cases.engine import lock
from linli.cases.models import Case, Clock, Recount
from linli.cases.recounts.planning import planned
from linli.cases.recounts.rules import CALENDAR, Rule, rule_of
from linli.cases.reminding import tell_desk
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local, local_day

# So many are moved while the administrator waits; SQLite lets nobody else write meanwhile.
AT_ONCE: Final = 200
CASES_AT_A_TIME: Final = 200
SECONDS_AT_MOST: Final = 20.0
# The sweep waits so long for clocks that are to be counted anew, and no longer: whatever keeps
# them from it must not keep all other clocks from being watched.
SWEEP_WAITS: Final = timedelta(hours=1)
KINDS: Final = {CALENDAR: "case.recounted", "term": "case.term_changed"}


def begin(rule: Rule, *, by: Actor, at: datetime, from_date: date | None = None) -> int:
    """Count anew by `rule`, in the transaction of the change if that is soon done, else from the
    next minute on, or from `from_date` on. Returns how many clocks move by what is known now,
    those of sealed cases left out, as in the numbers of the recount."""
    today = local_day(at)
    found = [one.moves and not one.clock.case.is_sealed for one in planned(rule)]
    is_later = from_date is not None and from_date > today
    if not found and not is_later:
        return 0
    work = Recount.objects.create(
        kind=rule.kind, terms=dict(rule.terms()), actor=asdict(by), asked_at=at,
        from_date=from_date if from_date and is_later else today, total=sum(found),
    )  # fmt: skip
    if len(found) <= AT_ONCE and not is_later:
        _run(work, rule, at, lambda: False)
    return sum(found)


def go_on(at: datetime) -> int:
    """Go on with what was begun, for some seconds each minute; return how many are left."""
    until = monotonic() + SECONDS_AT_MOST
    left = 0
    for work in Recount.objects.filter(ended_at=None, from_date__lte=local_day(at)).order_by("pk"):
        left += not _run(work, rule_of(work), at, lambda: monotonic() > until)
    return left


def is_under_way(at: datetime) -> bool:
    """Return whether clocks wait to be counted anew, so that nothing is said of them yet."""
    return Recount.objects.filter(
        ended_at=None, from_date__lte=local_day(at), asked_at__gt=at - SWEEP_WAITS
    ).exists()


def progress(at: datetime) -> tuple[int, int] | None:
    """Return how many clocks have moved, and of how many, by changes that are under way; None
    when all is done. One query."""
    found = Recount.objects.filter(ended_at=None, from_date__lte=local_day(at))
    told = list(found.values_list("moved", "total"))
    return (sum(moved for moved, _ in told), sum(total for _, total in told)) if told else None


def _run(work: Recount, rule: Rule, at: datetime, is_over: Callable[[], bool]) -> bool:
    """Move what is left of `work`; return whether all of it is done."""
    after = work.after
    while not is_over():
        rows = rule.touched().filter(case_id__gt=after).order_by("case_id")
        found = list(rows.values_list("case_id", flat=True).distinct()[:CASES_AT_A_TIME])
        if not found:
            _end(work, at)
            return True
        changed = _changed(rule, found)
        for case_id in changed:
            if is_over():
                return False
            _move_case(work.pk, case_id, rule, at)
        after = found[-1]
        with transaction.atomic():
            Recount.objects.filter(pk=work.pk, after__lt=after).update(after=after)
    return False


def _changed(rule: Rule, cases: list[int]) -> list[int]:
    """Return those of `cases` that have a clock to be changed, without locking any."""
    clocks_of = rule.touched().filter(case__in=cases).order_by("case_id", "id")
    return sorted({clock.case_id for clock in clocks_of if rule.count(clock)})


@transaction.atomic
def _move_case(pk: int, case_id: int, rule: Rule, at: datetime) -> None:
    """Move the clocks of one case: it is locked, as every step on it does, and the clocks are
    read after that, since a step may have stopped one since it was found."""
    work = Recount.objects.select_for_update().get(pk=pk)
    if work.ended_at or work.after >= case_id:
        return
    case = lock(case_id)
    moved = 0
    for clock in rule.touched().filter(case=case_id):
        clock.case = case
        moved += _keep(clock, case, work, rule, at)
    if moved and not case.is_sealed:
        work.moved += moved
        work.units = dict(Counter(work.units) + Counter({str(case.unit_id): moved}))
    work.after = case_id
    work.save(update_fields=["moved", "units", "after"])


def _keep(clock: Clock, case: Case, work: Recount, rule: Rule, at: datetime) -> bool:
    """Save the clock as counted anew; return whether its end moved, which then is on record."""
    before = clock.due_at
    if not rule.count(clock):
        return False
    clock.warned_at = None if clock.warn_at > at else clock.warned_at
    clock.save()
    clocks.set_due(case)
    case.save(update_fields=["due_at"])
    if clock.due_at == before:
        return False
    name, rule_said = case.declared.term(clock.term).name, clock.basis_declared.cited
    facts = {
        "term": {"zh": name.zh, "en": name.en},
        "before": local(before).strftime("%Y-%m-%d %H:%M"),
        "after": local(clock.due_at).strftime("%Y-%m-%d %H:%M"),
        "rule": {"zh": rule_said.zh, "en": rule_said.en},
    }
    record(case.chain, KINDS[work.kind], by=work.by, at=at, facts=facts)
    if case.is_sealed:
        # Its readers are told by themselves; the unit's number does not count it.
        tell_desk(case, case.unit, "case.due_moved", at=at, facts=facts)
    return True


@transaction.atomic
def _end(work: Recount, at: datetime) -> None:
    """Tell each unit once how many of its terms moved."""
    if not Recount.objects.filter(pk=work.pk, ended_at=None).update(ended_at=at):
        return
    work.refresh_from_db()
    units = Unit.objects.in_bulk([int(pk) for pk in work.units])
    for pk, count in sorted(work.units.items()):
        why = _why(work)
        facts = {"count": count, "why": {"zh": why.zh, "en": why.en}}
        desk.notify(
            units[int(pk)], "case.terms_moved", about=f"recount:{work.pk}", at=at, facts=facts
        )


def _why(work: Recount) -> Text:
    if work.kind == CALENDAR:
        years = sorted({work.terms["first"][:4], work.terms["last"][:4]})
        shown = "–".join(years)
        return Text(f"{shown}年工作日历变动", f"The working calendar of {shown} changed")
    return Text("办理时限的规定变动", "The rule on a term changed")
