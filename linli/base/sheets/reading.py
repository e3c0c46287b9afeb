"""Reads the rows of a table from an Excel or CSV file that anybody may have made."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from typing import IO, Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from linli.base.files.detection import detect
from linli.base.files.extent import UNREADABLE, cells_up_to_the_last
from linli.base.files.kinds import EXCEL
from linli.base.files.shared_texts import text_in_cells
from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.base.sheets.contents import holds_formulas
from linli.core.errors import Refused
from linli.core.text import Text

HEADING_WITHIN: Final = 10
MOST_CELLS: Final = 2_000_000
MOST_COLUMNS: Final = 1_000
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_TEXT: Final = 100 * 1024 * 1024
# Excel counts fifteen digits; those after them are lost when a number was typed as one.
EXACT: Final = 10**15
DELIMITERS: Final = ",\t;"
TEXT_TYPE: Final = "text/plain"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
# What a workbook with a password is wrapped in.
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
WORKBOOK: Final = b"PK"
NOT_EXCEL: Final = Text(
    "这不是Excel（xlsx）文件，按CSV读取：", "This is no Excel (xlsx) file; read as CSV: "
)
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
# What a cell that was meant as a day shows without its format: days since 1899-12-30.
SERIAL: Final = re.compile(r"[2-6]\d{4}")
FIRST_SERIAL: Final = date(1899, 12, 30)
Table = list[list[Any]]
Merged = list[tuple[tuple[int, int], tuple[int, int]]]


def read(file: IO[bytes], sheet: Sheet) -> list[SheetRow]:
    """Return the rows of the first sheet that has the headings; empty rows are passed over.

    Raises Refused, naming the field `file`, for a file that is no table, is damaged, made to
    overwhelm, written in another encoding, holds formulas or merged cells, lacks the headings,
    or has too many rows.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise _refused("too_large", "文件不能超过20 MB。", "The file is larger than 20 MB.")
    for table, merged in _tables(content):
        if found := _heading(table, sheet):
            _check_merged(merged, found[0])
            return _rows(table, sheet, *found)
    needed = [column.name for column in sheet.required]
    is_workbook = content.startswith(WORKBOOK)
    raise _refused(
        "no_heading",
        f"{'' if is_workbook else NOT_EXCEL.zh}没有找到表头。"
        f"表中应有：{'、'.join(name.zh for name in needed)}。请使用模板。",
        f"{'' if is_workbook else NOT_EXCEL.en}No headings found: "
        f"{', '.join(name.en for name in needed)} are needed. Use the template.",
    )


def day_of(text: str) -> date | None:
    """Return the day that a cell says, also where Excel shows it as a number; None for none."""
    found = DAY.fullmatch(text.strip())
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        return None
    if SERIAL.fullmatch(text.strip()):
        return FIRST_SERIAL + timedelta(days=int(text))
    return None


def _tables(content: bytes) -> list[tuple[Table, Merged]]:
    if content.startswith(OLD_EXCEL) and ENCRYPTED in content:
        raise _refused(
            "password",
            "文件设有打开密码，请去掉密码后上传。",
            "The file has a password: take it away and send the file again.",
        )
    if content.startswith(OLD_EXCEL):
        raise _refused(
            "old_excel",
            "这是旧版Excel文件（xls），请另存为xlsx。",
            "This is an old Excel file (xls): save it as xlsx.",
        )
    if content.startswith(WORKBOOK):
        return _workbook(content)
    return [(_columns_of_text(content), [])]


def _workbook(content: bytes) -> list[tuple[Table, Merged]]:
    if detect(BytesIO(content)).content_type != EXCEL:
        raise _no_table()
    try:
        if cells_up_to_the_last(BytesIO(content)) > MOST_CELLS:
            raise _too_far()
        if text_in_cells(BytesIO(content)) > MOST_TEXT:
            raise _refused("too_many", "表中的文字过多。", "The sheet holds too much text.")
        if holds_formulas(BytesIO(content)):
            raise _refused(
                "formulas",
                "表中含有公式。请全选、复制，再“选择性粘贴—数值”后上传。",
                "The sheet holds formulas: copy all of it, paste it as values, and send that.",
            )
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        return [
            (sheet.to_python(skip_empty_area=False), list(sheet.merged_cell_ranges or ()))
            for sheet in sheets
        ]
    except (CalamineError, *UNREADABLE):
        raise _refused(
            "damaged",
            "文件无法读取，请另存为xlsx格式。",
            "The file can't be read: save it as xlsx.",
        ) from None


def _columns_of_text(content: bytes) -> Table:
    if content[:2] in UTF_16:
        raise _refused(
            "utf_16",
            "文件是UTF-16编码，请另存为xlsx，或“CSV UTF-8”。",
            "The file is in UTF-16: save it as xlsx, or as CSV UTF-8.",
        )
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    delimiter = max(DELIMITERS, key=outside.count)
    try:
        return _bounded(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _no_table() from None


def _bounded(rows: Iterable[list[str]]) -> Table:
    """Return the rows, as many as one can look through. Raises Refused for more."""
    found: Table = []
    cells = 0
    for row in rows:
        cells += len(row)
        if len(row) > MOST_COLUMNS or cells > MOST_CELLS:
            raise _too_far()
        found.append(list(row))
    return found


def _decoded(content: bytes) -> str:
    """Return a CSV file's text, in UTF-8 or in what Chinese Excel writes. Raises Refused for
    bytes that are no text."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search(r"[\x00-\x08\x0e-\x1f]", text):
            break
        return text
    raise _no_table()


def _heading(table: Table, sheet: Sheet) -> tuple[int, dict[int, Column]] | None:
    """Return the row of the headings, and which column stands where."""
    for number, cells in enumerate(table[:HEADING_WITHIN]):
        places = {
            place: column
            for place, cell in enumerate(cells)
            for column in sheet.columns
            if isinstance(cell, str) and column.is_headed(cell)
        }
        if set(sheet.required) <= set(places.values()):
            _check_once(places.values())
            return number, places
    return None


def _check_once(columns: Iterable[Column]) -> None:
    counted = Counter(columns)
    for column in (column for column, times in counted.items() if times > 1):
        raise _refused(
            "doubled",
            f"表头中“{column.name.zh}”出现多次，请只留一列。",
            f"There are several columns for “{column.name.en}”: leave one of them.",
        )


def _check_merged(merged: Merged, heading: int) -> None:
    below = next((start for start, end in merged if end[0] > heading), None)
    if below is not None:
        line = max(below[0], heading + 1) + 1
        raise _refused(
            "merged",
            f"第{line}行起有合并单元格，请取消合并后上传。",
            f"Cells are merged from line {line} on: split them, and send the file again.",
        )


def _rows(table: Table, sheet: Sheet, heading: int, places: dict[int, Column]) -> list[SheetRow]:
    rows = []
    for number, cells in enumerate(table[heading + 1 :], start=heading + 2):
        here = [(column, cells[at]) for at, column in places.items() if at < len(cells)]
        told = {column.key: _text(cell) for column, cell in here}
        if any(told.values()):
            errors = [error for column, cell in here for error in _errors(column, cell)]
            rows.append(SheetRow(number, told, tuple(errors)))
    if len(rows) > sheet.most_rows:
        most = sheet.most_rows
        raise _refused(
            "too_many",
            f"一次最多导入{most}行，文件有{len(rows)}行。请分成几个文件。",
            f"No more than {most} rows can be imported at a time; the file has {len(rows)}.",
        )
    return rows


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return _moment(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", " ", str(cell)).strip()


def _moment(cell: datetime) -> str:
    is_day = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
    return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")


def _errors(column: Column, cell: Any) -> Sequence[Text]:
    if isinstance(cell, float) and abs(cell) >= EXACT:
        return [
            Text(
                f"“{column.name.zh}”是过长的数字，Excel已丢失末几位：请把该列设为文本后重填。",
                f"“{column.name.en}” is too long a number, Excel lost its last digits: make the "
                "column text and enter it again.",
            )
        ]
    if len(_text(cell)) > column.longest:
        return [
            Text(
                f"“{column.name.zh}”不能超过{column.longest}个字。",
                f"“{column.name.en}” must not be longer than {column.longest} characters.",
            )
        ]
    return []


def _too_far() -> Refused:
    return _refused("too_many", "表格范围过大。", "The sheet reaches too far out.")


def _no_table() -> Refused:
    return _refused(
        "damaged",
        "这不是Excel（xlsx）或CSV文件，请另存为xlsx后上传。",
        "This is no Excel (xlsx) or CSV file: save it as xlsx and send it again.",
    )


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(Text(zh, en), code=code, field="file")
