"""The values of a letter: checked, split into personal and other ones, kept and opened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from linli.base.letters.chinese import one_line, paragraphs
from linli.base.letters.kinds import LetterField, LetterKind
from linli.base.letters.models import Letter
from linli.base.privacy.actions import erase, keep
from linli.base.privacy.models import Identifier
from linli.base.privacy.sealing import unseal
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text

PERSONAL = "letter"
MOST_ROWS = 200


@sensitive_variables()
def cleaned(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `values` say for the fields of `kind`, fit for JSON; empty ones are left out.

    Raises KeyError for a key that the kind doesn't declare, Refused naming the field for a value
    that can't be one of its kind. What is missing is no error: a draft may be incomplete."""
    unknown = set(values) - {field.key for field in kind.fields}
    if unknown:
        raise KeyError(f"{kind.key} has no fields {sorted(unknown)}")
    found = {field.key: _clean(field, values.get(field.key)) for field in kind.fields}
    return {key: value for key, value in found.items() if value}


def require(kind: LetterKind, values: Mapping[str, Any]) -> None:
    """Raise Incomplete at the first required field without a value."""
    for field in kind.fields:
        if field.is_required and not values.get(field.key):
            raise Incomplete(
                Text(
                    f"请填写“{field.name.zh}”后再签发。",
                    f"Fill in “{field.name.en}” before issuing.",
                ),
                field=field.key,
            )


def keep_values(letter: Letter, values: Mapping[str, Any]) -> None:
    """Put cleaned `values` into the letter, the personal ones encrypted; the caller saves it."""
    personal = {field.key for field in letter.declared.fields if field.is_personal}
    letter.values = {key: value for key, value in values.items() if key not in personal}
    kept = {key: value for key, value in values.items() if key in personal}
    if kept:
        keep(letter.subject, PERSONAL, json.dumps(kept, ensure_ascii=False))
    else:
        erase(letter.subject)


@sensitive_variables()
def open_values(letter: Letter) -> dict[str, Any]:
    """Return all values of the letter, the personal ones in clear; after erasure without them.

    For whoever may read the letter: callers have asked `access`."""
    kept = Identifier.objects.filter(subject=letter.subject, kind=PERSONAL).first()
    if kept is None:
        return dict(letter.values)
    opened = unseal(kept.ciphertext, subject=kept.subject, kind=kept.kind)
    return {**letter.values, **json.loads(opened)}


def forget_values(subjects: Iterable[UUID]) -> int:
    """Delete the personal values of the letters with these subjects; return of how many."""
    return Identifier.objects.filter(subject__in=list(subjects), kind=PERSONAL).delete()[0]


def changed_keys(
    kind: LetterKind, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[str]:
    """Return the keys of the fields in which the two differ, in the order of the kind."""
    return [f.key for f in kind.fields if before.get(f.key) != after.get(f.key)]


def _clean(field: LetterField, value: Any) -> Any:
    if value is None or value == "":
        return ""
    if field.kind == "rows":
        return _rows(field, value)
    if field.kind == "date":
        return _day(field, value)
    text = "\n".join(paragraphs(str(value))) if field.kind == "text" else one_line(str(value))
    if field.kind == "choice" and text and text not in field.choices:
        raise _refused(field, Text("请从列表中选择。", "Choose one from the list."), "not_a_choice")
    if len(text) > field.limit:
        most = field.limit
        why = Text(f"不能超过{most}个字。", f"No more than {most} characters.")
        raise _refused(field, why, "too_long")
    return text


def _rows(field: LetterField, value: Any) -> list[dict[str, str]]:
    keys = [column.key for column in field.columns]
    unknown = {key for row in value for key in row} - set(keys)
    if unknown:
        raise KeyError(f"{field.key} has no columns {sorted(unknown)}")
    rows = [{key: one_line(str(row.get(key, ""))) for key in keys} for row in value]
    rows = [row for row in rows if any(row.values())]
    if len(rows) > MOST_ROWS or any(len(text) > field.limit for r in rows for text in r.values()):
        raise _refused(field, Text("表格太长。", "The table is too long."), "too_long")
    return rows


def _day(field: LetterField, value: Any) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise _refused(field, Text("请填写日期。", "Enter a date."), "not_a_date") from None
    # A datetime is a date too; only its day is printed.
    return date(day.year, day.month, day.day).isoformat()


def _refused(field: LetterField, why: Text, code: str) -> Refused:
    return Refused(why, code=code, field=field.key)
