"""Turns a line's values into a message: which column is what, and what can't be taken."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from linli.base.regions.models import Region
from linli.cases.receiving import MOST_IN_BODY, Draft, title_of
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI

FIELDS = ("id", "title", "time", "detail")
LONGEST_ID = 40
LONGEST_TITLE = 200
OLDEST = datetime(1949, 10, 1, tzinfo=SHANGHAI)
TIME = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})秒?|分)?)?"
)
# How a workbook writes the end of a line, left standing by programs that copy it as it is.
LINE_END = re.compile(r"_x000[Dd]_\n?")
# Neither database keeps a zero byte or half a sign.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")

NO_ID = Text("“{column}”为空，无法防止重复", "no {column}, so doubles could not be known")
BAD_ID = Text("“{column}”应为文字或整数", "{column} should be text or a whole number")
NOT_WORDS = Text("“{column}”应为文字", "{column} should be text")
UNKEPT = Text("“{column}”含无法保存的字符", "{column} holds signs that can't be kept")
EMPTY = Text("“{column}”为空", "{column} is empty")
TOO_LONG = Text("“{column}”超过 {most} 字", "{column} has more than {most} signs")
BAD_TIME = Text("“{column}”不是有效的时间：{written}", "{column} is no time: {written}")
NOT_YET = Text("“{column}”晚于现在：{written}", "{column} lies in the future: {written}")
BAD_MAPPING = Text(
    "对应关系应写作 字段=列名，字段为 {fields}：{written}",
    "A mapping reads FIELD=COLUMN, with the fields {fields}: {written}",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds the id, the title, the time and the text of a message."""

    id: str = "id"
    title: str = "title"
    time: str = "time"
    detail: str = "detail"

    @property
    def needed(self) -> frozenset[str]:
        """Return the columns without which no message can be made."""
        return frozenset({self.id, self.detail})


@dataclass(frozen=True, slots=True)
class Item:
    """A message that can be opened, with the key that says whether it was before."""

    number: int
    submission_key: str
    draft: Draft


def read_mapping(written: Iterable[str]) -> Columns:
    """Return the columns that `written` names: FIELD=COLUMN each, or a file of such lines.

    Raises Incomplete for anything else.
    """
    columns = Columns()
    for one in written:
        path = Path(one)
        lines = path.read_text("utf-8-sig").splitlines() if path.is_file() else [one]
        for line in lines:
            if line.strip() and not line.startswith("#"):
                columns = replace(columns, **_pair(line))
    return columns


def _pair(line: str) -> dict[str, str]:
    name, _, column = (part.strip() for part in line.partition("="))
    if name not in FIELDS or not column:
        known = ", ".join(FIELDS)
        raise Incomplete(BAD_MAPPING.format(fields=known, written=line), field="mapping")
    return {name: column}


def item_of(
    number: int,
    values: Mapping[str, Any],
    *,
    columns: Columns,
    source: str,
    region: Region,
    at: datetime,
) -> Item:
    """Return the message on line `number`. Raises Refused with what is wrong with it.

    The key is made of the source, the line's id, and a digest of title and text, so that the
    same line is known again in any file and format. Who wrote it is left out: an id of another
    system identifies nobody here.
    """
    own_id = _id(values.get(columns.id), columns.id)
    title = _words(values, columns.title, most=LONGEST_TITLE)
    detail = _words(values, columns.detail, most=MOST_IN_BODY)
    if not detail:
        raise Incomplete(EMPTY.format(column=columns.detail), field="detail", code="empty")
    digest = hashlib.sha256(f"{title}\0{detail}".replace("\r\n", "\n").encode()).hexdigest()
    draft = Draft(
        title=title or title_of(detail),
        body=detail,
        region=region,
        channel="import",
        contact_by="page",
        written_at=_time(values.get(columns.time), columns.time, at),
        source=source,
        source_key=f"{own_id}:{digest[:32]}",
    )
    return Item(number, "\0".join(("intake", source, own_id, digest)), draft)


def _id(value: Any, column: str) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise Incomplete(BAD_ID.format(column=column), field="id", code="bad_id")
    written = "" if value is None else str(value).strip()
    if not written:
        raise Incomplete(NO_ID.format(column=column), field="id", code="no_id")
    _check_kept(written, column)
    if len(written) > LONGEST_ID:
        return hashlib.sha256(written.encode()).hexdigest()[:LONGEST_ID]
    return written


def _words(values: Mapping[str, Any], column: str, *, most: int) -> str:
    value = values.get(column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A workbook keeps "110" as a number.
        value = f"{value:g}" if isinstance(value, float) else str(value)
    if not isinstance(value, str | None):
        raise Incomplete(NOT_WORDS.format(column=column), field=column, code="not_text")
    words = LINE_END.sub("\n", value or "").strip()
    _check_kept(words, column)
    if len(words) > most:
        raise Refused(TOO_LONG.format(column=column, most=most), field=column, code="too_long")
    return words


def _check_kept(words: str, column: str) -> None:
    if UNKEEPABLE.search(words):
        raise Refused(UNKEPT.format(column=column), field=column, code="unkeepable")


def _time(value: Any, column: str, at: datetime) -> datetime | None:
    """Return when it was written, None where that is left empty."""
    if value is None or value == "":
        return None
    moment = _moment(value)
    written = str(value)[:40]
    if moment is None or moment < OLDEST:
        raise Refused(
            BAD_TIME.format(column=column, written=written), field="time", code="bad_time"
        )
    if moment > at + timedelta(days=1):
        raise Refused(NOT_YET.format(column=column, written=written), field="time", code="bad_time")
    return moment


def _moment(value: Any) -> datetime | None:
    """Return the time that a cell or text holds, without offset in Shanghai's; None for none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        value = _parsed(value.strip())
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


def _parsed(written: str) -> datetime | None:
    try:
        if found := TIME.fullmatch(written):
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second)
        return datetime.fromisoformat(written)
    except ValueError:
        return None
