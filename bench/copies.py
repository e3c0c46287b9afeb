"""Tells a pattern again of another place and time: the same rows with other ids, people, words and
codes, each chain of the log proved anew."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models

from bench import words
from bench.patterns import Pattern, Row
from bench.places import Town
from linli.base.audit.models import Entry, Head
from linli.base.privacy.kinds import KINDS
from linli.base.privacy.models import Identifier
from linli.base.privacy.sealing import blind_index, seal
from linli.base.search.models import Document
from linli.base.search.tokens import tokens_of
from linli.cases.models import Case, Note
from linli.cases.values import unit_fact
from linli.core import chain as form
from linli.core.chain import Line
from linli.core.references import check_digit, grouped
from linli.home import key

Values = dict[type[models.Model], list[list[Any]]]
# Shares no factor with 9 · 10^10.
SPREAD: Final = 27_644_437
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉建国"
_ENTRY: Final = [column.attname for column in Entry._meta.concrete_fields]
_LINE: Final = [(_ENTRY.index(name), name) for name in Line._fields]


class Copier:
    """Makes copies with ids from `first` on, by table; `tokens` gathers what each is found by."""

    def __init__(self, first: dict[type[models.Model], int], *, seed: int) -> None:
        self.next = dict(first)
        self.rows: Values = {}
        self.tokens: list[tuple[int, list[str]]] = []
        self.chance = random.Random(seed)  # noqa: S311
        self.secret = key("audit")

    def copy(self, pattern: Pattern, town: Town, opened_at: datetime) -> None:
        """Add the rows of one more case that follows the pattern."""
        ids: dict[tuple[type[models.Model], Any], Any] = {}
        for row in pattern.rows:
            if isinstance(row.pk, int):
                ids[row.model, row.pk] = self.next[row.model]
                self.next[row.model] += 1
        told = _Told(self, town, opened_at, ids, next(pk for m, pk in ids if m is Case))
        for row in pattern.rows:
            self.rows.setdefault(row.model, []).append(told.row(row))


class _Told:
    """What is known of one copy while its rows are made."""

    def __init__(
        self, copier: Copier, town: Town, opened_at: datetime, ids: dict[Any, Any], case_pk: int
    ) -> None:
        chance = copier.chance
        self._copier, self._town, self._opened_at, self._ids = copier, town, opened_at, ids
        self._case = ids[Case, case_pk]
        title, body = words.write(town.region.name, chance)
        self._said = {
            "chain": f"case:{self._case}", "title": title, "body": body,
            "reference": _reference(2 * self._case), "receipt": _reference(2 * self._case + 1),
        }  # fmt: skip
        self._subject = uuid.UUID(int=chance.getrandbits(128), version=4)
        self._notes: list[str] = []
        self._last = ("", 0)

    def row(self, row: Row) -> list[Any]:
        """Return the row as the database takes it."""
        values = list(row.values)
        for place, how, what in row.changes:
            values[place] = _HOW[how](self, what)
        special = _SPECIAL.get(row.model)
        if special:
            special(self, values)
        return values

    def id(self, what: Any) -> Any:
        return self._ids[what]

    def time(self, what: timedelta) -> datetime:
        return self._opened_at + what

    def day(self, what: int) -> Any:
        return self._opened_at.date() + timedelta(days=what)

    def text(self, parts: list[Any]) -> str:
        return "".join(part if isinstance(part, str) else self._word(*part) for part in parts)

    def _word(self, kind: str, what: Any) -> str:
        if kind == "unit_name":
            return self._town.units[what].name
        if kind == "fact":
            return json.dumps(unit_fact(self._town.units[what]), ensure_ascii=False)
        return self._said[kind]

    def unit(self, what: int) -> int:
        return self._town.units[what].pk

    def post(self, what: int) -> int:
        return self._town.posts[what].pk

    def user(self, what: int) -> int:
        return self._town.posts[what].person_id

    def region(self, what: int) -> int:
        return self._town.regions[what].code

    def actor_key(self, what: int) -> str:
        return str(self.post(what))

    def subject(self, what: None) -> uuid.UUID:
        return self._subject

    def submission(self, what: None) -> str:
        return f"{self._copier.chance.getrandbits(256):064x}"

    def entry(self, values: list[Any]) -> None:
        """Prove the line and remember it as the last one of its chain."""
        facts = _ENTRY.index("facts")
        prev, mac = _ENTRY.index("prev"), _ENTRY.index("mac")
        values[prev] = self._last[0]
        plain = {name: values[place] for place, name in _LINE}
        plain["at"] = form.moment(plain["at"])
        plain["facts"] = json.loads(values[facts])
        values[mac] = form.line_mac(Line(**plain), self._copier.secret)
        self._last = (values[mac], plain["no"])

    def head(self, values: list[Any]) -> None:
        """Prove the end of the chain; nothing is anchored yet."""
        mac, number = self._last
        head = form.Head(self._said["chain"], number, mac)
        values[:] = [*head[:4], form.head_mac(head, self._copier.secret)]

    def identifier(self, values: list[Any]) -> None:
        """Encrypt somebody else's name or telephone."""
        chance, kind = self._copier.chance, values[2]
        value = "".join((chance.choice(SURNAMES), *chance.choices(GIVEN, k=2)))
        if kind == "telephone":
            # No network in China uses numbers that begin with 154.
            value = f"154{chance.randrange(10**8):08d}"
        values[3:] = [
            seal(value, subject=self._subject, kind=kind),
            blind_index(kind, KINDS[kind].index_form(value)),
            KINDS[kind].mask(value),
        ]

    def note(self, values: list[Any]) -> None:
        """Remember what the note says, for the index."""
        self._notes.append(values[2])

    def document(self, values: list[Any]) -> None:
        """Let the case be found by what it says now."""
        said = self._said
        texts = [said["title"], said["body"], *self._notes, said["reference"], said["receipt"]]
        self._copier.tokens.append((values[0], tokens_of(texts)))


def _reference(number: int) -> str:
    """Return a reference that looks random and is like no other number's."""
    digits = str(10**10 + number * SPREAD % (9 * 10**10))
    return grouped(digits + check_digit(digits))


_HOW: Final[dict[str, Callable[[_Told, Any], Any]]] = {
    "id": _Told.id, "time": _Told.time, "day": _Told.day, "text": _Told.text, "json": _Told.text,
    "unit": _Told.unit, "post": _Told.post, "user": _Told.user, "region": _Told.region,
    "actor_key": _Told.actor_key, "subject": _Told.subject, "submission": _Told.submission,
}  # fmt: skip
for _word_kind in ("chain", "reference", "receipt", "title", "body"):
    _HOW[_word_kind] = _Told.text
_SPECIAL: Final[dict[type[models.Model], Callable[[_Told, list[Any]], None]]] = {
    Entry: _Told.entry, Head: _Told.head, Identifier: _Told.identifier, Note: _Told.note,
    Document: _Told.document,
}  # fmt: skip
