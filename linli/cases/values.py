"""Checks what a transition was given, and turns it into plain values for the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model

from linli.base.accounts.models import Unit
from linli.core.errors import Incomplete
from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.core.zone import local

MISSING = Text("请填写“{field}”。", "Fill in “{field}”.")
UNKNOWN = Text("“{field}”没有这个选项。", "“{field}” has no such choice.")


def check_values(step: Transition, values: Mapping[str, Any]) -> None:
    """Raise Incomplete at the first field that is missing or not among its choices; a value
    that the step doesn't declare is a programming error (TypeError)."""
    declared = {field.key for field in step.needs}
    extra = set(values) - declared
    if extra:
        raise TypeError(f"{step.key} takes no {', '.join(sorted(extra))}")
    for need in step.needs:
        _check(need, values.get(need.key))


def for_log(step: Transition, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the step's values as (plain facts, personal texts), the empty ones left out."""
    facts: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for need in step.needs:
        value = values.get(need.key)
        if _is_empty(value):
            continue
        if need.kind == "files":
            facts[need.key] = [str(file.pk) for file in value or ()]
        elif need.is_personal:
            texts[need.key] = str(value)
        else:
            facts[need.key] = _plain(value)
    return facts, texts


def _check(need: Field, value: Any) -> None:
    if _is_empty(value):
        if need.is_required:
            raise Incomplete(MISSING.format(field=need.name), field=need.key)
    elif need.choices and value not in {choice.key for choice in need.choices}:
        raise Incomplete(UNKNOWN.format(field=need.name), field=need.key)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, list | tuple) and not value)


def unit_fact(unit: Unit) -> dict[str, Any]:
    """Return the unit as the log keeps it: its id, and its names as they were."""
    return {"id": unit.pk, "name": unit.name, "name_en": unit.name_en}


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        text = getattr(value, "text", None)
        names = {"name": text.zh, "name_en": text.en} if isinstance(text, Text) else {}
        return {"id": value.pk, "name": str(value), **names}
    if isinstance(value, datetime):
        return local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
