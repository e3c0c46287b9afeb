"""The log of the program: a line of JSON each, in which nobody is named and nothing is quoted.

What a library says may quote an address, a form or a row, so only its fixed words are kept, and the
numbers among what it fills in. Of an error its kind and its place are kept, not its message and no
values. What Linli says itself is fixed words with keys and ids.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

# The request that this thread answers now, named in each line that it causes.
REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")
LEFT_OUT: Final = "…"
MOST_FRAMES: Final = 30
# A key such as `cases.sweep` or `case:12`; a name, a number to telephone, a sentence is none.
_KEY: Final = re.compile(r"(?!.*\d{6})[A-Za-z_][A-Za-z0-9_.:-]{0,79}")
_PLACES: Final = ("site-packages", "linli", "tests", "lib")


class JsonLines(logging.Formatter):
    """Writes a record as one line: when, how grave, from where, what, and of which request.

    `extra={"fields": {...}}` adds plain values that the caller vouches for.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, Any] = {
            "at": at, "level": record.levelname.lower(), "logger": record.name,
            "said": _said(record), "place": f"{record.module}:{record.lineno}",
        }  # fmt: skip
        if request := REQUEST.get():
            told["request"] = request
        told |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = _error(record.exc_info[1], record.exc_info[2])
        return json.dumps(told, ensure_ascii=False, default=lambda _: LEFT_OUT)


def _said(record: logging.LogRecord) -> str:
    is_ours = record.name.startswith("linli.")
    template = str(record.msg)
    if not record.args:
        # Without places to fill it may have been put together from anything before.
        return template if is_ours else LEFT_OUT
    values = record.args if isinstance(record.args, tuple) else (record.args,)
    try:
        return template % tuple(_value(value, is_ours) for value in values)
    except (TypeError, ValueError):
        return template


def _value(value: object, is_ours: bool) -> object:
    if isinstance(value, bool | int | float):
        return value
    if is_ours and isinstance(value, str) and _KEY.fullmatch(value):
        return value
    return LEFT_OUT


def _error(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(trace)[-MOST_FRAMES:]
    told: dict[str, Any] = {
        "kind": _kind(error),
        "frames": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        told["because_of"] = _kind(cause)
    return told


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _short(filename: str) -> str:
    """Return the path from the package on: folders of the machine are nobody's matter."""
    parts = Path(filename).parts
    for place in _PLACES:
        if place in parts:
            last = len(parts) - 1 - parts[::-1].index(place)
            start = last + 1 if place == "site-packages" else last
            return "/".join(parts[start:])
    return parts[-1] if parts else ""
