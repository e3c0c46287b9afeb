"""Reads everything that the database holds about one case as rows that can be told again of
another place and time.

The rows were written by the public actions, so the copies hold what real cases hold, in every
table, whatever tables there are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models import Q

from bench.places import Town
from linli.base.accounts.models import Post, Unit, User
from linli.base.audit.models import Entry, Head
from linli.base.notices.models import Notice
from linli.base.privacy.models import Identifier
from linli.base.regions.models import Region
from linli.base.search.models import Document
from linli.cases.models import NO_DUE, Case, Clock, Message
from linli.cases.values import unit_fact

# What holds a region's code or a row's id without a foreign key: the model it means.
_LOOSE: Final = {
    (Entry, "unit_id"): Unit,
    (Entry, "post_id"): Post,
    (Entry, "person_id"): User,
    (Entry, "region_code"): Region,
    (Document, "key"): Case,
}
# Made anew for each copy by its own rules, after everything else.
SEALED: Final = (Identifier, Entry, Head, Document)


class Change(NamedTuple):
    """What becomes of a column in a copy: `how` names it, `what` is what it needs."""

    place: int
    how: str
    what: Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, as the database holds it, with what a copy changes in it."""

    model: type[models.Model]
    values: list[Any]
    changes: tuple[Change, ...]
    pk: Any


@dataclass
class Pattern:
    """A case with all its rows. `lasted` is how long after it began its last line was written;
    `holds_for` how long it is true of, None for ever."""

    key: str
    share: float
    is_open: bool
    began_at: datetime
    lasted: timedelta
    holds_for: timedelta | None
    rows: list[Row] = field(default_factory=list)
    counts: dict[type[models.Model], int] = field(default_factory=dict)

    def fits(self, age: timedelta) -> bool:
        """Return whether a case of this age can stand as this one does."""
        return self.lasted <= age and (self.holds_for is None or age < self.holds_for)


def pattern_of(case: Case, town: Town, *, key: str, share: float, is_open: bool) -> Pattern:
    """Return the case as a pattern; `town` is where it was played."""
    reader = _Reader(case, town)
    rows = [row for found in _belonging(case) for row in map(reader.row, found)]
    last = Entry.objects.filter(chain=case.chain).latest("no").at
    counts: dict[type[models.Model], int] = {}
    for row in rows:
        counts[row.model] = counts.get(row.model, 0) + 1
    return Pattern(
        key, share, is_open, case.opened_at, last - case.opened_at,
        _holds_for(case) if is_open else None, rows, counts,
    )  # fmt: skip


def _holds_for(case: Case) -> timedelta | None:
    """Return when the first clock of the case would warn or run out, counted from its opening."""
    ends = [
        end
        for clock in Clock.objects.filter(case=case, is_running=True)
        for end, done in ((clock.warn_at, clock.warned_at), (clock.due_at, clock.lapsed_at))
        if done is None
    ]
    return min(ends) - case.opened_at if ends else None


def _belonging(case: Case) -> Iterator[list[models.Model]]:
    """Yield all rows about the case, table by table, those first to which others point."""
    found: dict[type[models.Model], dict[Any, models.Model]] = {}

    def take(model: type[models.Model], which: Q) -> None:
        new = {
            one.pk: one
            for one in model._default_manager.filter(which).order_by("pk")
            if one.pk not in found.get(model, {})
        }
        if not new:
            return
        found.setdefault(model, {}).update(new)
        for relation in model._meta.related_objects:
            if not relation.many_to_many:
                take(relation.related_model, Q(**{f"{relation.field.name}__in": list(new)}))

    take(Message, Q(pk=case.message_id))
    take(Entry, Q(chain=case.chain))
    take(Head, Q(pk=case.chain))
    take(Notice, Q(about=case.chain))
    take(Document, Q(kind="case", key=case.pk))
    take(Identifier, Q(subject=case.message.subject))
    for rows in found.values():
        yield list(rows.values())


class _Reader:
    """Turns rows of one case into rows with changes."""

    def __init__(self, case: Case, town: Town) -> None:
        self._case, self._message = case, case.message
        self._places = {
            Unit: {unit.pk: place for place, unit in enumerate(town.units)},
            Post: {post.pk: place for place, post in enumerate(town.posts)},
            User: {post.person_id: place for place, post in enumerate(town.posts)},
            Region: {region.code: place for place, region in enumerate(town.regions)},
        }
        words: dict[str, tuple[str, Any]] = {
            case.chain: ("chain", None),
            case.reference: ("reference", None),
            self._message.receipt: ("receipt", None),
            case.title: ("title", None),
            self._message.body: ("body", None),
        }
        for place, unit in enumerate(town.units):
            words[json.dumps(unit_fact(unit), ensure_ascii=False, sort_keys=True)] = ("fact", place)
            words[unit.name] = ("unit_name", place)
        self._words = words
        longest_first = sorted(words, key=len, reverse=True)
        self._parts = re.compile("(" + "|".join(map(re.escape, longest_first)) + ")")

    def row(self, row: models.Model) -> Row:
        """Return what a copy of the row must change."""
        changes, values = [], []
        for place, column in enumerate(row._meta.concrete_fields):
            value = getattr(row, column.attname)
            how, what = self._change(row, column, value)
            if how:
                changes.append(Change(place, how, what))
            values.append(value)
        return Row(type(row), values, tuple(changes), row.pk)

    def _change(self, row: models.Model, column: Any, value: Any) -> tuple[str, Any]:
        if value is None:
            return "", None
        target = _target(type(row), column)
        if target:
            return self._pointing(target, value)
        if isinstance(value, date):
            return self._moment(value)
        if isinstance(column, models.JSONField):
            return self._text(json.dumps(value, ensure_ascii=False, sort_keys=True), "json")
        if isinstance(column, models.UUIDField):
            return ("subject", None) if value == self._message.subject else ("", None)
        return self._word(row, column.attname, value) if isinstance(value, str) else ("", None)

    def _moment(self, value: date) -> tuple[str, Any]:
        """Return how long after the opening of the case it is."""
        if not isinstance(value, datetime):
            return "day", (value - self._case.opened_at.date()).days
        return ("", None) if value == NO_DUE else ("time", value - self._case.opened_at)

    def _word(self, row: models.Model, name: str, value: str) -> tuple[str, Any]:
        if isinstance(row, Message) and name == "submission":
            return "submission", None
        if isinstance(row, Entry) and name == "actor_key" and row.actor_kind == "post":
            return "actor_key", self._places[Post][int(value)]
        return self._text(value, "text")

    def _pointing(self, target: type[models.Model], value: Any) -> tuple[str, Any]:
        if target in self._places:
            place = self._places[target].get(value)
            return ("", None) if place is None else (target.__name__.lower(), place)
        return "id", (target, value)

    def _text(self, text: str, how: str) -> tuple[str, Any]:
        parts = self._parts.split(text)
        if len(parts) == 1:
            return ("json", [text]) if how == "json" else ("", None)
        told = [self._words[part] if odd % 2 else part for odd, part in enumerate(parts)]
        return how, told


def _target(model: type[models.Model], column: Any) -> type[models.Model] | None:
    """Return to which table a column points: its own, as an id, or another one."""
    if (model, column.attname) in _LOOSE:
        return _LOOSE[model, column.attname]
    if column.is_relation:
        remote: type[models.Model] = column.remote_field.model
        return remote if remote in _MAPPED or remote._meta.app_label in _OWN else None
    is_id = column.primary_key and isinstance(column, models.AutoField | models.BigAutoField)
    return model if is_id else None


_MAPPED: Final = (Unit, Post, User, Region)
_OWN: Final = ("cases", "audit", "hotline", "petitions", "notices", "search", "privacy")
