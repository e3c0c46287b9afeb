"""The form of a line of the log: its canonical bytes and the codes that prove it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple
from uuid import UUID

SYSTEM: Final = "system"
# Kinds of lines that the log itself writes and that verification understands.
ANCHORED: Final = "audit.anchored"
ERASED: Final = "audit.texts_erased"

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Line(NamedTuple):
    """One line as plain values, in the order in which they are proved; `mac` comes last.

    `at` is the text that `moment` returns; `prev` is the `mac` of the line before, empty for
    the first. A tuple, since verification makes a great many of them.
    """

    chain: str
    no: int
    kind: str
    at: str
    actor_kind: str
    actor_key: str
    actor_name: str
    person_id: int | None
    post_id: int | None
    unit_id: int | None
    region_code: int | None
    role: str
    is_deputy: bool
    facts: Any
    digest_of_texts: str
    prev: str
    mac: str = ""


class Head(NamedTuple):
    """The end of a chain: its last number, that line's `mac`, and the code over all of it.

    `anchored_in` is the number of the line of the system chain that names this end, or None.
    So the chains vouch for the system chain as it does for them.
    """

    chain: str
    no: int
    mac: str
    anchored_in: int | None = None
    head_mac: str = ""


def moment(at: datetime) -> str:
    """Return an aware time as canonical text in UTC; ValueError for a time without offset."""
    if at.tzinfo is None:
        raise ValueError("a time in the log needs an offset")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def line_mac(line: Line, key: bytes) -> str:
    """Return the code that proves every field of `line` but its own `mac`."""
    return _mac(key, "line", line[:-1])


def head_mac(head: Head, key: bytes) -> str:
    """Return the code that proves the end of a chain."""
    return _mac(key, "head", head[:-1])


def export_mac(fields: Sequence[object], key: bytes) -> str:
    """Return the code that proves one line of the exported file of heads."""
    return _mac(key, "export", fields)


def digest(texts: Mapping[str, str], salt: str) -> str:
    """Return the salted digest of personal texts: without the salt it tells nothing of them."""
    message = _encode(dict(texts)).encode()
    return hmac.digest(bytes.fromhex(salt), message, hashlib.sha256).hex()


def is_same(one: str, other: str) -> bool:
    """Return whether two codes are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


def plain(value: object) -> Any:
    """Return `value` as every database gives it back: text, whole numbers, truths, lists, maps.

    Dates, times, decimals and ids become text. TypeError for anything else, floats included:
    databases disagree on how to write them, and the line would seem altered.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {clean(_text_key(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = [plain(item) for item in value]
        return sorted(items) if isinstance(value, set | frozenset) else items
    raise TypeError(f"the log does not hold {type(value).__name__}")


def clean(text: str) -> str:
    """Return `text` with what PostgreSQL cannot keep (NUL, lone surrogates) replaced."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _text_key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError("names of facts are text")
    return key


def _mac(key: bytes, what: str, fields: Sequence[object]) -> str:
    message = _encode(["linli", what, 1, *fields]).encode()
    return hmac.digest(key, message, "sha256").hex()
