"""When a term of a procedure would end: the answer behind the command `linli term`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from linli.base.rules.selectors import Limit, declared_limit, limit_for
from linli.core.errors import Incomplete, Refused
from linli.core.procedure import Procedure, Term
from linli.core.terms import Calendar, Due, Span, due
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local, local_day

SET_EACH_TIME = Text(
    "该期限没有固定长度，由每次指定的日期确定（命令行用 --to 日期）。",
    "The term has no length: it ends on a date that is set each time (give it with --to DATE).",
)


class CalendarAtHand(Calendar, Protocol):
    """A calendar that knows whether any database had a hand in it."""

    @property
    def is_shipped(self) -> bool:
        """Return whether it is the shipped one, so that there are no local limits either."""
        ...


def answer(
    procedure: Procedure,
    term_key: str,
    *,
    start: str,
    calendar: CalendarAtHand,
    region_code: int | None = None,
    pauses: Iterable[str] = (),
    extension: int = 0,
    ends: str | None = None,
) -> dict[str, object]:
    """Return when the term ends, as plain values in ISO 8601 with the offset of Shanghai.

    `start` is the starting event: a time, without offset in Shanghai's, or a day, which means
    its beginning; each of `pauses` reads START/END. `calendar` is `calendar_at_hand()`. With
    `region_code` a local limit counts. The keys are `procedure term from due_raw due_at rolled
    provisional basis`, the last with `instrument` and `article`. A term without a length ends on
    the day `ends` that is set each time; without it the ends are None and `note` says so.

    Raises Incomplete for what can't be read or does not exist, Refused for an extension beyond
    the term's cap and for a day given to a term that has a length.
    """
    started_at = read_moment(start, "from")
    day = local_day(started_at)
    term = _term(procedure, term_key, day)
    _check_extension(term, extension)
    limit = declared_limit(term)
    if region_code is not None and not calendar.is_shipped:
        limit = limit_for(procedure, term_key, region_code=region_code, day=day)
    spans = [_span(pause) for pause in pauses]
    if limit.length is None:
        end = _day_set(ends, started_at, spans)
    else:
        _check_no_day(ends)
        end = _due(limit, started_at, calendar, spans, extension)
    said: dict[str, object] = {
        "procedure": procedure.key,
        "term": term_key,
        "from": started_at.isoformat(),
        "due_raw": end and end.raw.isoformat(),
        "due_at": end and end.at.isoformat(),
        "rolled": bool(end and end.is_rolled),
        "provisional": bool(end and end.is_provisional),
        "basis": {"instrument": limit.basis.instrument.zh, "article": limit.basis.article},
    }
    return said if end else {**said, "note": {"zh": SET_EACH_TIME.zh, "en": SET_EACH_TIME.en}}


def read_moment(written: str, field: str) -> datetime:
    """Return the time that `written` says, without offset in Shanghai's, for a day its beginning.

    Raises Incomplete naming `field`.
    """
    try:
        moment = datetime.fromisoformat(written.strip())
        return local(moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI))
    except (ValueError, OverflowError) as error:
        raise Incomplete(
            Text(
                f"“{written}”不是时间，应写作 2026-02-10 或 2026-02-10T09:30。",
                f"{written!r} is no time; write 2026-02-10 or 2026-02-10T09:30.",
            ),
            code="bad_time",
            field=field,
        ) from error


def _term(procedure: Procedure, key: str, day: date) -> Term:
    if key not in procedure.term_keys():
        known = ", ".join(procedure.term_keys())
        raise Incomplete(
            Text(f"没有名为 {key} 的期限，现有：{known}", f"there is no term {key}, but: {known}"),
            code="unknown_term",
            field="term",
        )
    return procedure.term_on(key, day)


def _check_extension(term: Term, extension: int) -> None:
    most = term.extension.most if term.extension else 0
    if extension < 0:
        raise Incomplete(
            Text("延长的天数不能为负。", "An extension can't be negative."), field="extension"
        )
    if extension > most:
        raise Refused(
            Text(f"该期限最多可延长 {most}。", f"The term may be extended by at most {most}.")
            if most
            else Text("该期限不能延长。", "The term can't be extended."),
            code="beyond_cap",
            field="extension",
        )


def _span(written: str) -> Span:
    begin, mark, end = written.partition("/")
    if not mark:
        raise Incomplete(
            Text(f"“{written}”应写作 起/止。", f"{written!r} should read START/END."),
            code="bad_time",
            field="pause",
        )
    span = read_moment(begin, "pause"), read_moment(end, "pause")
    if span[1] < span[0]:
        raise Incomplete(
            Text(f"“{written}”止于起之前。", f"{written!r} ends before it begins."),
            code="bad_time",
            field="pause",
        )
    return span


def _day_set(ends: str | None, started_at: datetime, spans: Sequence[Span]) -> Due | None:
    """Return the end of the day `ends`, which no day off moves, or None where none is named."""
    if spans:
        raise Refused(
            Text("指定了日期的期限不因中止顺延。", "A pause doesn't move a date that was set."),
            code="no_pause",
            field="pause",
        )
    if ends is None:
        return None
    end = read_moment(ends, "to").replace(hour=23, minute=59, second=59, microsecond=0)
    if end < started_at:
        raise Incomplete(
            Text("指定的日期早于起算之日。", "The day lies before the starting event."),
            code="bad_time",
            field="to",
        )
    return Due(end, end, is_rolled=False, is_provisional=False)


def _check_no_day(ends: str | None) -> None:
    if ends is not None:
        raise Refused(
            Text("该期限有法定长度，不指定日期。", "The term has a length; no day is set for it."),
            code="has_length",
            field="to",
        )


def _due(
    limit: Limit, started_at: datetime, calendar: Calendar, spans: Sequence[Span], extension: int
) -> Due:
    assert limit.length is not None, "a term without a length ends on the day that is set"
    try:
        return due(
            start=started_at, length=limit.length, unit=limit.unit, calendar=calendar,
            rolls=limit.rolls, pauses=spans, extension=extension,
        )  # fmt: skip
    except OverflowError as error:
        raise Incomplete(
            Text("时间超出范围。", "This lies beyond all calendars."), code="bad_time", field="from"
        ) from error
