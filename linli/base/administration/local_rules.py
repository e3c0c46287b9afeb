"""What the pages of local rules read: what holds in a place, who set it, and what came before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from linli.base.regions.models import Region
from linli.base.rules.models import LocalRule
from linli.base.rules.selectors import Held, held_in
from linli.base.rules.settable import Declared, Settable, areas, rule_of, rules_of
from linli.base.rules.words import in_words
from linli.core.text import Text

STATES = {
    "holds": (Text("施行中", "In force"), "good"),
    "coming": (Text("尚未施行", "Not in force yet"), "info"),
    "overtaken": (Text("已被新规则替代", "Overtaken by a newer one"), "neutral"),
    "over": (Text("已终止", "Over"), "neutral"),
    "forbidden": (Text("不符合现行法律，不适用", "No longer allowed by law; passed over"), "warn"),
}


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with what is declared for a day; `area_name` says what it belongs to."""

    rule: Settable
    declared: Declared
    area_name: Text


@dataclass(frozen=True, slots=True)
class Line:
    """A rule in the list: what holds in the place looked at, and how many places set it."""

    held: Held
    places: int


@dataclass(frozen=True, slots=True)
class Part:
    """The rules of an area."""

    name: Text
    lines: list[Line]

    @property
    def set_here(self) -> int:
        """Return how many of them a place has set, be it the one looked at or one above."""
        return sum(line.held.row is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A local rule as it was set, and how it stands today."""

    row: LocalRule
    state: str

    @property
    def said(self) -> Text:
        """Return the number with its unit in words."""
        return in_words(self.row.value, self.row.unit)

    @property
    def name(self) -> Text:
        """Return how it stands, in words."""
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        """Return the tone in which that is said."""
        return STATES[self.state][1]

    @property
    def may_end(self) -> bool:
        """Return whether it can be given a last day."""
        return self.state in ("holds", "forbidden")


def lists(region: Region | None, *, area: str, on: date) -> list[Part]:
    """Return the rules by area, those of `area` alone if it is named, with what holds in
    `region` (or is declared, without one) on the day. Two queries."""
    chosen = {key: name for key, name in areas().items() if area in ("", key)}
    found = {key: rules_of(key) for key in chosen}
    every = [rule for rules in found.values() for rule in rules]
    # No region has the code 0: nothing but what is declared holds there.
    held = held_in(every, region_code=region.pk if region else 0, day=on)
    counted = LocalRule.objects.order_by().values_list("area", "key")
    places = {(a, k): n for a, k, n in counted.annotate(n=Count("region", distinct=True))}
    lines = {id(one.rule): Line(one, places.get((one.rule.area, one.rule.key), 0)) for one in held}
    return [
        Part(name, [lines[id(rule)] for rule in found[key]])
        for key, name in chosen.items()
        if found[key]
    ]


def rule_view(area: str, key: str, *, on: date) -> RuleView | None:
    """Return a rule as declared for the day, or None if there is none."""
    rule = rule_of(area, key)
    return RuleView(rule, rule.on(on), areas()[area]) if rule else None


def with_states(rows: Iterable[LocalRule], view: RuleView, *, on: date) -> list[HistoryRow]:
    """Return the rows of a rule with how each stands on the day. One query."""
    rows = list(rows)
    regions = {row.region_id for row in rows}
    in_force = LocalRule.objects.about(view.rule.area, view.rule.key).on(on)
    newest: dict[int, int] = {}
    for row in in_force.filter(region__in=regions):
        if view.declared.allows(row.value, row.unit):
            newest.setdefault(row.region_id, row.pk)
    return [HistoryRow(row, _state(row, view.declared, newest, on)) for row in rows]


def _state(row: LocalRule, declared: Declared, newest: dict[int, int], on: date) -> str:
    if row.in_force_from > on:
        return "coming"
    if row.until_date and row.until_date < on:
        return "over"
    if not declared.allows(row.value, row.unit):
        return "forbidden"
    return "holds" if newest.get(row.region_id) == row.pk else "overtaken"
