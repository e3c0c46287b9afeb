"""What a page of figures shows: rates with their numerators and denominators, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.cases.counters import Figures
from linli.cases.models import Tally
from linli.cases.spans import Span
from linli.cases.thresholds import FEW
from linli.core.indicators import Fraction, Indicator
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.dashboards import selectors

K = TypeVar("K")
HERE = Text("{place}本级及未列出的地方", "{place} itself and places not listed")
UNKNOWN_KIND = Text("未分类", "Not classified yet")


@dataclass(frozen=True)
class Cell:
    """What one indicator came to."""

    indicator: Indicator
    fraction: Fraction
    # Below this a rate says little; the page says so.
    few: int = FEW.value

    @property
    def rate(self) -> str:
        """Return the rate after exclusions, in percent, empty of nothing."""
        return _percent(self.fraction.percent)

    @property
    def before(self) -> str:
        """Return the rate before exclusions, in percent, empty of nothing."""
        return _percent(self.fraction.percent_before)

    @property
    def width(self) -> float:
        """Return how long the bar of the rate is, of 100."""
        return round(self.fraction.percent or 0, 1)

    @property
    def is_few(self) -> bool:
        """Return whether it was made of so few cases that it says little."""
        return 0 < self.fraction.counted < self.few


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is about, where that leads, a cell for each indicator."""

    name: Text | str | date
    cells: tuple[Cell, ...]
    query: str = ""
    unit: Unit | None = None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was counted."""
        return all(cell.fraction == Fraction() for cell in self.cells)


@dataclass(frozen=True)
class Asked:
    """What was asked for: the figures of a procedure over days, of one kind or all. Of units
    `rates_only`: what comes in counts for the unit that runs the procedure alone; of a
    procedure without rates its counts."""

    of: Figures
    span: Span
    kind: str | None = None
    rates_only: bool = False
    few: int = FEW.value
    days: dict[str, date] = field(init=False)

    def __post_init__(self) -> None:
        days = {"first_day": self.span.first, "last_day": self.span.last}
        object.__setattr__(self, "days", days)

    @property
    def indicators(self) -> list[Indicator]:
        """Return the indicators that are shown."""
        rates = [one for one in self.of.indicators if one.is_rate]
        return rates if self.rates_only and rates else list(self.of.indicators)

    @property
    def keys(self) -> list[str]:
        """Return their keys."""
        return [one.key for one in self.indicators]

    def row(
        self, name: Text | str | date, found: Callable[[str], Fraction], **parts: object
    ) -> Row:
        """Return a line with a cell for each indicator."""
        cells = tuple(Cell(one, found(one.key), self.few) for one in self.indicators)
        return Row(name, cells, **parts)  # type: ignore[arg-type]


def total(asked: Asked, *, region: Region, unit: Unit | None = None) -> Row:
    """Return the figures of a place or of a unit. One query."""
    found = selectors.rates(
        asked.keys,
        region_code=region.code,
        unit=unit.pk if unit else None,
        kind=asked.kind,
        **asked.days,
    )
    return asked.row(unit.text if unit else region.name, found.__getitem__, unit=unit)


def of_places(asked: Asked, region: Region, whole: Row) -> list[Row]:
    """Return a line for each place right below `region` where anything was counted, and one for
    the rest of `whole`. Two queries."""
    below = list(Region.objects.filter(parent=region.pk).order_by("code"))
    if not below:
        return []
    found = selectors.by_place(
        asked.keys, region_codes=[one.code for one in below], kind=asked.kind, **asked.days
    )
    rows = [asked.row(one.name, _at(found, one.code), query=f"region={one.code}") for one in below]
    rest = asked.row(HERE.format(place=region.name), _less(whole, rows))
    return [row for row in (*rows, rest) if not row.is_empty]


def of_units(asked: Asked, region: Region) -> list[Row]:
    """Return a line for each unit of `region` itself for which anything was counted, by kind and
    code: no order says which is better. Two queries."""
    units = list(Unit.objects.filter(region=region.pk).order_by("kind", "code"))
    found = selectors.by_unit(
        asked.keys, units=[one.pk for one in units], kind=asked.kind, **asked.days
    )
    rows = (asked.row(one.text, _at(found, one.pk), unit=one) for one in units)
    return [row for row in rows if not row.is_empty]


def of_months(asked: Asked, months: Span, *, region: Region, unit: Unit | None = None) -> list[Row]:
    """Return a line for each of `months`, the newest first, none before the first and after the
    last in which anything was counted. One query."""
    found = selectors.by_month(
        asked.keys, region_code=region.code, unit=unit.pk if unit else None, kind=asked.kind,
        first_day=months.first, last_day=months.last,
    )  # fmt: skip
    rows = [asked.row(one, _at(found, one)) for one in months.months()]
    counted = [place for place, row in enumerate(rows) if not row.is_empty]
    return rows[counted[0] : counted[-1] + 1][::-1] if counted else []


def of_kinds(asked: Asked, *, region: Region, unit: Unit | None = None) -> list[Row]:
    """Return a line for each kind of case of which there were any, in declared order. One
    query."""
    found = selectors.by_kind(
        asked.keys, region_code=region.code, unit=unit.pk if unit else None, **asked.days
    )
    kinds: Iterable[Choice] = (*asked.of.kinds, Choice("", UNKNOWN_KIND))
    rows = (asked.row(one.name, _at(found, one.key)) for one in kinds)
    return [row for row in rows if not row.is_empty]


def has_counted(of: Figures, unit: Unit) -> bool:
    """Return whether any case ever counted for `unit`. One query."""
    keys = [one.key for one in of.indicators]
    return Tally.objects.filter(unit=unit, indicator__in=keys).exists()


def _at(found: Mapping[tuple[str, K], Fraction], dimension: K) -> Callable[[str], Fraction]:
    return lambda key: found.get((key, dimension), Fraction())


def _less(whole: Row, rows: Sequence[Row]) -> Callable[[str], Fraction]:
    """Return what is left of `whole` without `rows`."""
    left = {cell.indicator.key: cell.fraction for cell in whole.cells}
    for row in rows:
        for cell in row.cells:
            left[cell.indicator.key] -= cell.fraction
    return left.__getitem__


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}%"
