"""Setting and withdrawing local limits, within what the law allows."""

from __future__ import annotations

from datetime import date, datetime
from typing import get_args

from django.db import transaction

from linli.base.audit import log
from linli.base.regions.models import Region
from linli.base.rules.changes import TermChange, moved_by, preview_of
from linli.base.rules.models import LocalLimit
from linli.base.rules.selectors import is_allowed
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.moves import Preview
from linli.core.procedure import Procedure, Term, TermUnit
from linli.core.text import Text
from linli.core.zone import local_day

LONGEST = 3650
UNITS = {
    "hours": Text("小时", "hours"),
    "days": Text("日", "days"),
    "workdays": Text("个工作日", "working days"),
}
SHORTER = Text(
    "{instrument}{article}规定的期限为{length}{unit}，地方规定只能缩短，且计算单位应当相同。",
    "{instrument}, {article}, sets {length} {unit}; a local rule may only shorten this, "
    "in the same unit.",
)
LONGER = Text(
    "{instrument}{article}给予当事人{length}{unit}，地方规定只能延长，且计算单位应当相同。",
    "{instrument}, {article}, grants {length} {unit}; a local rule may only lengthen this, "
    "in the same unit.",
)


class BeyondLaw(Refused):
    """A local limit would take more time, or leave a citizen less, than the law does."""

    code = "beyond_law"


@transaction.atomic
def set_limit(
    procedure: Procedure,
    term_key: str,
    *,
    region: Region,
    length: int,
    unit: str,
    in_force_from: date,
    instrument: str,
    article: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> LocalLimit:
    """Set the length of a term for `region` and all below it from a day on, by a local rule.
    What becomes of the clocks that run is as the term declares it.

    Raises Incomplete for values that are missing or unknown, BeyondLaw for what the law
    forbids (its text or a version of it that begins later), WrongState when the region already
    has a limit from that very day.
    """
    limit = _set(
        procedure, term_key, region, length, unit, in_force_from, (instrument, article, note)
    )
    moved = moved_by(_change(procedure, limit, by, at))
    facts = {**_facts(limit), "moved": moved}
    log.record(SYSTEM, "limit.set", by=by, at=at, facts=facts, texts={"note": limit.note})
    return limit


def effect_of_limit(
    procedure: Procedure,
    term_key: str,
    *,
    region: Region,
    length: int,
    unit: str,
    in_force_from: date,
    instrument: str,
    article: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Preview:
    """Return what would move if the limit were set. Raises what `set_limit` would."""
    with transaction.atomic():
        limit = _set(
            procedure, term_key, region, length, unit, in_force_from, (instrument, article, note)
        )
        preview = preview_of(_change(procedure, limit, by, at))
        # The limit was there only to be asked about: others may hold in places within its own.
        transaction.set_rollback(True)
    return preview


@transaction.atomic
def confirm_version(
    procedure: Procedure, term_key: str, in_force_from: date, *, by: Actor, at: datetime
) -> int:
    """Let a declared version of a term reach the clocks that run, from its day on, where the
    declaration says that it does; return how many move by what is known now.

    Raises WrongState for a version that leaves them as they are, or that is none.
    """
    if in_force_from not in {version.in_force_from for version in versions(procedure, term_key)}:
        raise WrongState(
            Text(
                "没有自当日起施行、涉及在办事项的新规定。",
                "No version from that day reaches cases that are under way.",
            ),
            field="in_force_from",
        )
    moved = moved_by(TermChange(procedure, term_key, None, in_force_from, by, at))
    facts = {
        "procedure": procedure.key, "term": term_key, "moved": moved,
        "in_force_from": in_force_from.isoformat(),
    }  # fmt: skip
    log.record(SYSTEM, "term.version_confirmed", by=by, at=at, facts=facts)
    return sum(moved.values())


def effect_of_version(
    procedure: Procedure, term_key: str, in_force_from: date, *, by: Actor, at: datetime
) -> Preview:
    """Return what a declared version of a term would move among the clocks that run."""
    return preview_of(TermChange(procedure, term_key, None, in_force_from, by, at))


def versions(procedure: Procedure, term_key: str) -> list[Term]:
    """Return the versions of a term after its first that reach running clocks, oldest first."""
    found = sorted(
        (term for term in procedure.terms if term.key == term_key), key=lambda t: t.in_force_from
    )
    return [term for term in found[1:] if term.running_cases == "move"]


@transaction.atomic
def withdraw_limit(limit: LocalLimit, *, by: Actor, at: datetime) -> None:
    """Take back a limit that is not yet in force. Raises WrongState for one that is."""
    limit = LocalLimit.objects.select_for_update().get(pk=limit.pk)
    if limit.in_force_from <= local_day(at):
        raise WrongState(
            Text(
                "该期限已经施行，不能撤回，请另设新的期限。",
                "The limit is in force and can't be taken back; set a new one.",
            )
        )
    facts = _facts(limit)
    limit.delete()
    log.record(SYSTEM, "limit.withdrawn", by=by, at=at, facts=facts)


def _set(
    procedure: Procedure,
    term_key: str,
    region: Region,
    length: int,
    unit: str,
    in_force_from: date,
    words: tuple[str, str, str],
) -> LocalLimit:
    """Check the limit against the law and save it."""
    instrument, article, note = (word.strip() for word in words)
    _check_values(procedure, term_key, length, unit)
    _check_words(instrument=instrument, article=article, note=note)
    for term in _versions_from(procedure, term_key, in_force_from):
        _check_law(term, length, unit)
    if LocalLimit.objects.filter(
        region=region, procedure=procedure.key, term=term_key, in_force_from=in_force_from
    ).exists():
        raise WrongState(
            Text("该地区已设定自当日起施行的期限。", "A limit from that day is already set here."),
            field="in_force_from",
        )
    return LocalLimit.objects.create(
        region=region, procedure=procedure.key, term=term_key, length=length, unit=unit,
        in_force_from=in_force_from, instrument=instrument, article=article, note=note,
    )  # fmt: skip


def _change(procedure: Procedure, limit: LocalLimit, by: Actor, at: datetime) -> TermChange:
    region = limit.region
    day = max(limit.in_force_from, local_day(at))
    return TermChange(procedure, limit.term, range(region.code, region.code_end), day, by, at)


def _check_values(procedure: Procedure, term_key: str, length: int, unit: str) -> None:
    if term_key not in procedure.term_keys():
        raise Incomplete(
            Text(f"没有名为 {term_key} 的期限。", f"There is no term {term_key}."), field="term"
        )
    if not 1 <= length <= LONGEST:
        raise Incomplete(
            Text(f"期限应为 1 至 {LONGEST}。", f"The length runs from 1 to {LONGEST}."),
            field="length",
        )
    if unit not in get_args(TermUnit):
        raise Incomplete(Text("计算单位有误。", "No term counts in this unit."), field="unit")


def _check_words(**words: str) -> None:
    if not words["instrument"]:
        raise Incomplete(
            Text("请填写作为依据的文件名称。", "Name the instrument that sets it."),
            field="instrument",
        )
    for name, written in words.items():
        most = LocalLimit._meta.get_field(name).max_length
        if len(written) > most:
            raise Incomplete(Text(f"不得超过 {most} 字。", f"At most {most} signs."), field=name)


def _versions_from(procedure: Procedure, term_key: str, day: date) -> list[Term]:
    """Return the version of the term in force on `day`, and those that begin later."""
    later = [term for term in procedure.terms if term.key == term_key and term.in_force_from > day]
    return [procedure.term_on(term_key, day), *later]


def _check_law(term: Term, length: int, unit: str) -> None:
    if term.length is None:
        raise Refused(
            Text("该期限由具体日期确定，不能设定时长。", "This term ends on a date set each time."),
            code="no_length",
            field="term",
        )
    if is_allowed(term, length=length, unit=unit):
        return
    said = SHORTER if term.binds == "authority" else LONGER
    raise BeyondLaw(
        said.format(
            instrument=term.basis.instrument,
            article=term.basis.article,
            length=term.length,
            unit=UNITS[term.unit],
        ),
        field="length" if unit == term.unit else "unit",
    )


def _facts(limit: LocalLimit) -> dict[str, object]:
    return {
        "region": limit.region_id,
        "procedure": limit.procedure,
        "term": limit.term,
        "length": limit.length,
        "unit": limit.unit,
        "in_force_from": limit.in_force_from.isoformat(),
        "instrument": limit.instrument,
        "article": limit.article,
    }
