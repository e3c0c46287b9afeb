"""Understands what people write into a table for a place, a unit, a declared word, a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.base.regions.selectors import resolve
from linli.base.sheets.reading import day_of
from linli.core.errors import Refused
from linli.core.text import Text


def declared_named(text: str, declared: Mapping[str, Any], what: Text) -> str:
    """Return the key of the declared thing with this key or name. Raises Refused."""
    wanted = text.strip().lower()
    for key, one in declared.items():
        if wanted in (key.lower(), one.name.zh.lower(), one.name.en.lower()):
            return key
    raise Refused(
        Text(f"没有“{text}”这种{what.zh}。", f"There is no {what.en} called “{text}”."),
        code="unknown_word",
    )


def day_named(text: str, what: Text, *, default: date | None = None) -> date | None:
    """Return the day that a cell says, `default` for an empty one. Raises Refused."""
    if not text:
        return default
    found = day_of(text)
    if found is None:
        raise Refused(
            Text(f"{what.zh}应写成2026-01-31的形式。", f"{what.en}: write the day as 2026-01-31."),
            code="bad_day",
        )
    return found


class Places:
    """Places by code or name, each looked up once."""

    def __init__(self) -> None:
        self._known: dict[str, Region | None] = {}

    def named(self, text: str) -> Region:
        """Return the place. Raises Refused where none or several fit."""
        if text not in self._known:
            self._known[text] = resolve(text)
        found = self._known[text]
        if found is None:
            raise Refused(
                Text(
                    f"没有“{text}”这个区划，请填12位代码或全称。",
                    f"No place fits “{text}”: write its 12 digits or its full name.",
                ),
                code="unknown_place",
            )
        return found


class Units:
    """Units by code, label or name, those of a table read in one query. `add` makes one known
    that the table itself opens further up."""

    def __init__(self, texts: Iterable[str]) -> None:
        wanted = {text.strip() for text in texts if text.strip()}
        codes = wanted | {text.rpartition(" · ")[2] for text in wanted}
        rows = Unit.objects.filter(Q(code__in=codes) | Q(name__in=wanted))
        self._by_code: dict[str, Unit] = {}
        self._by_name: dict[str, list[Unit]] = {}
        for unit in rows.select_related("region", "parent", "superior"):
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Make `unit` known."""
        self._by_code[unit.code] = unit
        self._by_name.setdefault(unit.name, []).append(unit)

    def coded(self, code: str) -> Unit | None:
        """Return the unit with this very code."""
        return self._by_code.get(code)

    def named(self, text: str, what: Text) -> Unit:
        """Return the unit that a cell names. Raises Refused where none or several fit."""
        code = text.strip().rpartition(" · ")[2]
        found = self._by_code.get(code)
        named = [unit for unit in self._by_name.get(text.strip(), []) if unit.until_date is None]
        if found is None and len(named) == 1:
            found = named[0]
        if found is not None:
            return found
        why = "有多个同名单位，请填代码" if named else "没有这个单位（须已存在或排在前面的行）"
        reason = "several have this name: write the code" if named else "there is no such unit yet"
        raise Refused(
            Text(f"{what.zh}“{text}”：{why}。", f"{what.en} “{text}”: {reason}."),
            code="unknown_unit",
        )
