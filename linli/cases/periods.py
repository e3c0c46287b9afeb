"""The periods that a page of figures offers, and which days each is."""

from __future__ import annotations

from datetime import date, timedelta

from linli.cases.spans import ONE_DAY, Span, end_of
from linli.core.procedure import Choice
from linli.core.text import Text

PERIODS = (
    Choice("month", Text("本月", "This month")),
    Choice("last_month", Text("上月", "Last month")),
    Choice("quarter", Text("本季度", "This quarter")),
    Choice("last_quarter", Text("上季度", "Last quarter")),
    Choice("year", Text("今年", "This year")),
    Choice("last_year", Text("去年", "Last year")),
    Choice("custom", Text("自选日期", "Days of your choice")),
)
DEFAULT = "quarter"
MONTHS_IN_QUARTER = 3
LONGEST = timedelta(days=5 * 366)


def span_of(period: str, *, today: date) -> Span:
    """Return the days of a declared period other than `custom`, whole months always."""
    is_last = period.startswith("last_")
    begins = {"month": _month, "quarter": _quarter, "year": _year}[period.removeprefix("last_")]
    first = begins(today)
    if is_last:
        first = begins(first - ONE_DAY)
    return Span(first, _before_next(begins, first))


def months_to(span: Span, *, count: int = 12) -> Span:
    """Return the last `count` months up to the one in which `span` ends."""
    first = span.last.replace(day=1)
    for _ in range(count - 1):
        first = (first - ONE_DAY).replace(day=1)
    return Span(first, end_of(span.last.replace(day=1)))


def _month(day: date) -> date:
    return day.replace(day=1)


def _quarter(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % MONTHS_IN_QUARTER, 1)


def _year(day: date) -> date:
    return date(day.year, 1, 1)


def _before_next(begins: object, first: date) -> date:
    """Return the last day of the period of that kind which begins on `first`."""
    months = {_month: 1, _quarter: MONTHS_IN_QUARTER, _year: 12}[begins]  # type: ignore[index]
    month = first
    for _ in range(months - 1):
        month = end_of(month) + ONE_DAY
    return end_of(month)
