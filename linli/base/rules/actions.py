"""Setting, ending and withdrawing local rules, within what the law allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from linli.base.audit import log
from linli.base.regions.models import Region
from linli.base.rules.changes import (
    Effect,
    TermChange,
    counted,
    moved_by,
    preview_of,
    reached_by,
)
from linli.base.rules.checking import ENDS_FIRST, OVER_ALREADY, check, check_days, check_words
from linli.base.rules.models import LocalRule
from linli.base.rules.settable import Settable, SettableTerm
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, WrongState
from linli.core.moves import Preview
from linli.core.text import Text
from linli.core.zone import local_day

IN_FORCE = Text(
    "该规则已经施行，不能撤回，请设定终止日期或者另设新的规则。",
    "The rule is in force and can't be taken back; give it a last day or set a new one.",
)
NOT_YET = Text(
    "该规则尚未施行，请直接撤回。", "The rule is not in force yet; take it back instead."
)
ENDS_ALREADY = Text("该规则在此之前已终止。", "The rule ends before that already.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a place sets: the number, its days, and the local rule that says so."""

    region: Region
    value: int
    unit: str
    in_force_from: date
    instrument: str
    reason: str
    article: str = ""
    until_date: date | None = None

    def stripped(self) -> Setting:
        """Return it without white space around its words."""
        return replace(
            self,
            instrument=self.instrument.strip(),
            article=self.article.strip(),
            reason=self.reason.strip(),
        )


@transaction.atomic
def set_rule(rule: Settable, asked: Setting, *, by: Actor, at: datetime) -> LocalRule:
    """Set a term or a threshold for a region and all below it. What becomes of the clocks that
    run is as the term declares it.

    Raises Incomplete for values that are missing or unknown, BeyondLaw for what the law forbids
    (its text or a version of it that begins later), WrongState when the region already has a rule
    from that very day.
    """
    row = _saved(rule, asked, at)
    moved = [moved_by(change) for change in _changes(rule, row, by, at)]
    facts = {**_facts(row), "moved": moved[0] if moved else {}}
    log.record(SYSTEM, "rule.set", by=by, at=at, facts=facts, texts={"reason": row.reason})
    return row


def effect_of(rule: Settable, asked: Setting, *, by: Actor, at: datetime) -> Effect:
    """Return what would change if the rule were set. Raises what `set_rule` would."""
    region = asked.region
    places = range(region.code, region.code_end)
    day = max(asked.in_force_from, local_day(at))
    with transaction.atomic():
        before = counted(rule, places, day)
        row = _saved(rule, asked, at)
        moves = _preview(_changes(rule, row, by, at)[:1])
        reached = reached_by(rule, before, counted(rule, places, day))
        # The row was there only to be asked about: others may hold in places within its own.
        transaction.set_rollback(True)
    return Effect(moves, reached)


@transaction.atomic
def end_rule(
    rule: Settable, row: LocalRule, *, until_date: date, reason: str, by: Actor, at: datetime
) -> LocalRule:
    """Give a rule in force its last day; then holds what the place inherits. Raises Incomplete
    for a day that is over and without a reason, WrongState for a rule not yet in force, or over
    by then."""
    row = _ended(row, until_date, reason.strip(), at)
    moved = [moved_by(change) for change in _changes(rule, row, by, at)[1:]]
    facts = {**_facts(row), "moved": moved[0] if moved else {}}
    log.record(SYSTEM, "rule.ended", by=by, at=at, facts=facts, texts={"reason": reason.strip()})
    return row


def effect_of_end(
    rule: Settable, row: LocalRule, *, until_date: date, reason: str, by: Actor, at: datetime
) -> Effect:
    """Return what would change if the rule ended. Raises what `end_rule` would."""
    check_days(until_date=until_date)
    places, day = range(row.region.code, row.region.code_end), until_date + timedelta(days=1)
    with transaction.atomic():
        before = counted(rule, places, day)
        row = _ended(row, until_date, reason.strip(), at)
        moves = _preview(_changes(rule, row, by, at)[1:])
        reached = reached_by(rule, before, counted(rule, places, day))
        transaction.set_rollback(True)
    return Effect(moves, reached)


@transaction.atomic
def withdraw_rule(row: LocalRule, *, by: Actor, at: datetime) -> None:
    """Take back a rule that is not yet in force. Raises WrongState for one that is."""
    row = LocalRule.objects.select_for_update().get(pk=row.pk)
    if row.in_force_from <= local_day(at):
        raise WrongState(IN_FORCE)
    facts = _facts(row)
    row.delete()
    log.record(SYSTEM, "rule.withdrawn", by=by, at=at, facts=facts)


def _saved(rule: Settable, asked: Setting, at: datetime) -> LocalRule:
    """Check the setting against the law and save it."""
    asked = asked.stripped()
    check(rule, asked, local_day(at))
    return LocalRule.objects.create(
        area=rule.area, key=rule.key, region=asked.region, value=asked.value, unit=asked.unit,
        in_force_from=asked.in_force_from, until_date=asked.until_date,
        instrument=asked.instrument, article=asked.article, reason=asked.reason,
    )  # fmt: skip


def _ended(row: LocalRule, until_date: date, reason: str, at: datetime) -> LocalRule:
    """Check the last day and save it."""
    row = LocalRule.objects.select_for_update(of=("self",)).select_related("region").get(pk=row.pk)
    today = local_day(at)
    check_words(reason=reason)
    check_days(until_date=until_date)
    if row.in_force_from > today:
        raise WrongState(NOT_YET)
    if row.until_date is not None and row.until_date <= until_date:
        raise WrongState(ENDS_ALREADY, field="until_date")
    if until_date < row.in_force_from:
        raise Incomplete(ENDS_FIRST, field="until_date")
    if until_date < today:
        raise Incomplete(OVER_ALREADY, field="until_date")
    row.until_date = until_date
    row.save(update_fields=["until_date"])
    return row


def _changes(rule: Settable, row: LocalRule, by: Actor, at: datetime) -> list[TermChange]:
    """Return from which days on a term has another length: the rule's first, and the one after
    its last."""
    if not isinstance(rule, SettableTerm):
        return []
    places, today = range(row.region.code, row.region.code_end), local_day(at)
    days = [max(row.in_force_from, today)]
    if row.until_date is not None:
        days.append(row.until_date + timedelta(days=1))
    return [TermChange(rule.procedure, rule.key, places, day, by, at) for day in days]


def _preview(changes: list[TermChange]) -> Preview:
    return sum((preview_of(change) for change in changes), start=Preview())


def _facts(row: LocalRule) -> dict[str, object]:
    return {
        "region": row.region_id,
        "area": row.area,
        "key": row.key,
        "value": row.value,
        "unit": row.unit,
        "in_force_from": row.in_force_from.isoformat(),
        "until_date": row.until_date and row.until_date.isoformat(),
        "instrument": row.instrument,
        "article": row.article,
    }
