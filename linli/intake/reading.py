"""Reads the lines of a file: JSON Lines, columns of text, or the first sheet of a workbook."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from linli.base.files.extent import UNREADABLE, cells_up_to_the_last
from linli.core.errors import Refused
from linli.core.text import Text
from linli.intake.encodings import NOT_TEXT, UNDECODED, encoding_of

WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods")
COLUMNS = (".csv", ".tsv", ".txt")
OBJECTS = (".jsonl", ".ndjson", ".json")
LONGEST_LINE = 1_000_000
DELIMITERS = ",\t;|"
# What is read of a workbook is held in memory: ten million cells take some 300 MB.
MOST_CELLS = 10_000_000

NOT_JSON = Text("不是有效的 JSON：{why}", "not valid JSON: {why}")
NOT_AN_OBJECT = Text("应为一个 JSON 对象", "a JSON object expected")
TOO_LONG = Text(
    "此行过长，或引号没有闭合", "the line is too long, or a quotation mark is not closed"
)
TOO_MANY = Text("列数多于首行", "more cells than the first line")
NO_SUCH_FILE = Text("无法读取文件 {path}：{why}", "{path} can't be read: {why}")
NO_WORKBOOK = Text("无法读取表格文件：{why}", "the workbook can't be read: {why}")
TOO_FAR_OUT = Text(
    "表格范围过大：请删除多余的行和列，或另存为 CSV。",
    "the sheet reaches too far out: delete what lies beyond the table, or save it as CSV",
)
NO_COLUMNS = Text(
    "首行缺少列 {missing}，现有：{found}。可用 --mapping 指明对应的列。",
    "The first line lacks {missing}; it has: {found}. Name the columns with --mapping.",
)


class BadFile(Refused):
    """The file as a whole can't be read."""

    code = "bad_file"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its values by column, or why it can't be read."""

    number: int
    values: Mapping[str, Any] | None
    why_not: Text | None = None


class Source:
    """A file's lines, one at a time; `done` of `total` says how far the reading is."""

    def __init__(self, path: Path, *, needed: frozenset[str]) -> None:
        self._path = path
        self._needed = needed
        self.done = 0
        self.total = 1

    def lines(self) -> Iterator[Line]:
        """Yield every line that isn't blank. Raises BadFile."""
        try:
            with self._path.open("rb") as file:
                self.total = max(1, self._path.stat().st_size)
                yield from self._of_kind(file)
        except OSError as error:
            why = error.strerror or str(error)
            raise BadFile(NO_SUCH_FILE.format(path=self._path, why=why)) from error

    def _of_kind(self, file: BinaryIO) -> Iterator[Line]:
        start = file.read(4096)
        file.seek(0)
        suffix = self._path.suffix.lower()
        if suffix in WORKBOOKS or start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            return self._workbook()
        is_objects = start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        if suffix in OBJECTS or (suffix not in COLUMNS and is_objects):
            return self._objects(file)
        return self._columns(file)

    def _objects(self, file: BinaryIO) -> Iterator[Line]:
        encoding = encoding_of(file)
        for number, raw in self._raw_lines(file):
            if raw is None:
                yield Line(number, None, TOO_LONG)
            elif raw.strip():
                yield _object(number, raw, encoding)

    def _columns(self, file: BinaryIO) -> Iterator[Line]:
        encoding = encoding_of(file)
        texts = (
            (raw or b"").decode(encoding, "surrogateescape") for _, raw in self._raw_lines(file)
        )
        first = next((text for text in texts if text.strip()), "")
        columns = self._header(next(csv.reader([first], delimiter=_delimiter(first)), []))
        reader = csv.reader(texts, delimiter=_delimiter(first))
        while True:
            number = reader.line_num + 2
            try:
                cells = next(reader, None)
            except csv.Error:
                yield Line(number, None, TOO_LONG)
                continue
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield _row(number, columns, cells)

    def _workbook(self) -> Iterator[Line]:
        from python_calamine import CalamineError, CalamineWorkbook

        self._check_extent()
        try:
            sheet = CalamineWorkbook.from_path(self._path).get_sheet_by_index(0)
            rows = enumerate(sheet.iter_rows(), start=1)
        except CalamineError as error:
            raise BadFile(NO_WORKBOOK.format(why=error)) from error
        self.total = max(1, sheet.total_height)
        filled = ((number, cells) for number, cells in rows if any(cell != "" for cell in cells))
        columns = self._header([str(cell) for cell in next(filled, (0, []))[1]])
        for number, cells in filled:
            self.done = number
            yield _row(number, columns, cells)

    def _check_extent(self) -> None:
        if not zipfile.is_zipfile(self._path):
            return
        try:
            with self._path.open("rb") as file:
                reach = cells_up_to_the_last(file)
        except UNREADABLE as error:
            raise BadFile(NO_WORKBOOK.format(why=str(error))) from error
        if reach > MOST_CELLS:
            raise BadFile(NO_WORKBOOK.format(why=TOO_FAR_OUT))

    def _raw_lines(self, file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line's number and bytes, None for one that is longer than any may be."""
        number = 0
        while raw := file.readline(LONGEST_LINE):
            number += 1
            self.done += len(raw)
            is_whole = raw.endswith(b"\n") or len(raw) < LONGEST_LINE
            while not is_whole:
                rest = file.readline(LONGEST_LINE)
                self.done += len(rest)
                is_whole = rest.endswith(b"\n") or len(rest) < LONGEST_LINE
                raw = b""
            yield number, raw or None

    def _header(self, cells: list[str]) -> list[str]:
        columns = [cell.strip().lstrip("\ufeff") for cell in cells]
        missing = sorted(self._needed - set(columns))
        if missing:
            found = ", ".join(filter(None, columns)) or "—"
            raise BadFile(NO_COLUMNS.format(missing=", ".join(missing), found=found))
        return columns


def _object(number: int, raw: bytes, encoding: str) -> Line:
    try:
        found = json.loads(raw.decode(encoding))
    except UnicodeDecodeError:
        return Line(number, None, NOT_TEXT)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, ValueError) else "too deep"
        return Line(number, None, NOT_JSON.format(why=why))
    if not isinstance(found, dict):
        return Line(number, None, NOT_AN_OBJECT)
    return Line(number, found)


def _row(number: int, columns: list[str], cells: list[Any]) -> Line:
    if any(isinstance(cell, str) and UNDECODED.search(cell) for cell in cells):
        return Line(number, None, NOT_TEXT)
    if any(cell != "" for cell in cells[len(columns) :]):
        return Line(number, None, TOO_MANY)
    return Line(number, dict(zip(columns, cells, strict=False)))


def _delimiter(header: str) -> str:
    """Return what stands between the columns: the likeliest sign outside quotation marks."""
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
