"""Lists that page by key: what comes after or before the row last seen, however long the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

SIZE = 50
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class KeyPage:
    """A page of rows and the queries of its neighbours, empty at either end."""

    rows: list[Any]
    previous: str
    next: str


def page_by_key(
    rows: QuerySet[Any],
    *,
    keys: tuple[str, ...],
    asked: QueryDict,
    size: int = SIZE,
    is_newest_first: bool = False,
) -> KeyPage:
    """Return the page that `asked` names by `after` or `before`, in the order of `keys`.

    `keys` together name one row. What isn't a key is passed over. One query.
    """
    is_back = "before" in asked
    cursor = _cursor(asked.get("before" if is_back else "after", ""), keys, rows.model)
    goes_down = is_newest_first != is_back
    if cursor:
        rows = rows.filter(_beyond(keys, cursor, "lt" if goes_down else "gt"))
    order = [f"-{key}" if goes_down else key for key in keys]
    found = list(rows.order_by(*order)[: size + 1])
    is_more, found = len(found) > size, found[:size]
    if is_back:
        found.reverse()
    has_before = is_more if is_back else bool(cursor)
    has_after = bool(cursor) if is_back else is_more
    return KeyPage(
        found,
        _address(asked, "before", keys, found[0]) if found and has_before else "",
        _address(asked, "after", keys, found[-1]) if found and has_after else "",
    )


def _cursor(text: str, keys: tuple[str, ...], model: type[Model]) -> list[Any]:
    """Return the values that `text` names, none unless each fits its column."""
    parts = text.replace("\0", "").split(SEPARATOR)
    if not text or len(parts) != len(keys):
        return []
    try:
        return [_value(model, key, part) for key, part in zip(keys, parts, strict=True)]
    except ValidationError:
        return []


def _value(model: type[Model], key: str, text: str) -> Any:
    """Return `text` as a value of the column `key`. Raises ValidationError."""
    field = model._meta.pk if key == "pk" else model._meta.get_field(key)
    field = field.target_field if field.is_relation else field
    value = field.to_python(text)
    if value is None:
        raise ValidationError(text)
    field.run_validators(value)
    return value


def _beyond(keys: tuple[str, ...], cursor: list[Any], how: str) -> Q:
    """Return the condition "after the cursor" for several keys in order."""
    beyond = Q()
    for depth, key in enumerate(keys):
        same = Q(**dict(zip(keys[:depth], cursor[:depth], strict=True)))
        beyond |= same & Q(**{f"{key}__{how}": cursor[depth]})
    return beyond


def _address(asked: QueryDict, way: str, keys: tuple[str, ...], row: Any) -> str:
    query = asked.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query[way] = SEPARATOR.join(str(getattr(row, key)) for key in keys)
    return f"?{query.urlencode()}"
