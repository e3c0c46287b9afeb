"""Holds every field of every model against the inventory: none may be left undeclared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from linli.core.personal import PERIODS, PLAIN, TABLES, Personal, Table
from linli.core.text import Text


def by_type(field: models.Field[Any, Any]) -> str:
    """Return why a field tells of nobody by its type alone, or an empty string: what points to
    another row, and moments, which are kept and erased with their row. Everything else must be
    declared, so that a new field is looked at by somebody."""
    if field.is_relation or (field.primary_key and isinstance(field, models.AutoField)):
        return "tie"
    return "moment" if isinstance(field, models.DateTimeField) else ""


def gaps() -> list[str]:
    """Return what the inventory lacks or has too much of, a sentence each; empty when whole."""
    named = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    declared = [table.model for table in TABLES]
    found = [
        f"{label}: declared, but there is no such table" for label in declared if label not in named
    ]
    for label, model in named.items():
        found += _gaps_of(label, model)
    return found


def personal_fields() -> Iterator[tuple[Table, str, Personal]]:
    """Yield each personal field with its table, table by table."""
    for table in TABLES:
        for name, personal in table.personal.items():
            yield table, name, personal


def plain_fields(label: str) -> list[tuple[str, Text]]:
    """Return the fields of a table that tell of nobody, each with the reason."""
    table = TABLES.get(label) or Table(label)
    model = apps.get_model(label)
    reasons = {field.name: by_type(field) for field in model._meta.local_fields}
    found = {**reasons, **table.plain}
    return [(name, PLAIN[reason]) for name, reason in found.items() if reason]


def _gaps_of(label: str, model: type[models.Model]) -> Iterator[str]:
    table = TABLES.get(label) or Table(label)
    fields = {field.name: field for field in model._meta.local_fields}
    declared = {*table.personal, *table.plain}
    for name, field in fields.items():
        if name not in declared and not by_type(field):
            yield (
                f"{label}.{name} is not in the inventory: declare it in the room's personal.py, as "
                f"personal (purpose, basis, period, readers) or as plain with a reason"
            )
    for name in sorted(declared - set(fields)):
        yield f"{label}.{name} is declared and does not exist"
    for name in sorted(set(table.personal) & set(table.plain)):
        yield f"{label}.{name} is declared as both personal and plain"
    for name, personal in table.personal.items():
        if personal.use.period not in PERIODS:
            yield f"{label}.{name} names the unknown period {personal.use.period}"
        if not (personal.use.purpose.zh and personal.use.basis.cited.zh):
            yield f"{label}.{name} has no purpose or no basis"
