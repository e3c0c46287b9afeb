"""Reads duty lists from Excel files, and writes the template and what an import rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from linli.base.files.extent import UNREADABLE, cells_up_to_the_last
from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.duties.columns import BY_KEY, COLUMNS, REASON
from linli.registers.duties.lists import DUTY_LISTS

MOST_ROWS = 5_000
HEADING_WITHIN = 10
LONGEST_CELL = 2_000
MOST_CELLS = 2_000_000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it stands in the file: its line, and its cells as texts by the column's key."""

    line: int
    cells: dict[str, str]


def read(file: IO[bytes]) -> list[SheetRow]:
    """Return the rows of the first sheet that has the headings; empty rows are passed over.

    Raises Refused, naming the field `file`, when there is no such sheet, the file is damaged or
    no Excel file, or it holds too many rows.
    """
    content = file.read()
    try:
        if cells_up_to_the_last(BytesIO(content)) > MOST_CELLS:
            raise _refused("too_many", "表格范围过大。", "The sheet reaches too far out.")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        tables = [sheet.to_python(skip_empty_area=False) for sheet in sheets]
    except (CalamineError, *UNREADABLE):
        raise _refused(
            "damaged",
            "文件无法读取，请另存为xlsx格式。",
            "The file can't be read: save it as xlsx.",
        ) from None
    for table in tables:
        if found := _heading(table):
            return _rows(table, *found)
    needed = [column.name for column in COLUMNS if column.is_required]
    raise _refused(
        "no_heading",
        f"没有找到表头。第一张表应有：{'、'.join(name.zh for name in needed)}。请使用模板。",
        f"No headings found: {', '.join(name.en for name in needed)} are needed. Use the template.",
    )


def template(language: str) -> bytes:
    """Return an empty file with the headings, and a second sheet that explains them."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = _sheet(book, Text("职责清单", "Duty list"), language)
        lists = [each.name.in_language(language) for each in DUTY_LISTS.values()]
        sheet.data_validation(1, 0, MOST_ROWS, 0, {"validate": "list", "source": lists})
        help_sheet = book.add_worksheet(Text("填写说明", "How to fill it in").in_language(language))
        help_sheet.set_column(0, 0, 24)
        help_sheet.set_column(1, 1, 80)
        for row, column in enumerate(COLUMNS):
            star = " *" if column.is_required else ""
            help_sheet.write_string(row, 0, column.name.in_language(language) + star)
            help_sheet.write_string(row, 1, column.help.in_language(language))
    return target.getvalue()


def rejected(rows: Iterable[tuple[SheetRow, Sequence[Text]]], language: str) -> bytes:
    """Return a file with the rejected rows as they were and, in a last column, why."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = _sheet(book, Text("未通过", "Rejected"), language)
        bold = book.add_format({"bold": True, "font_color": "#A4262C"})
        sheet.set_column(len(COLUMNS), len(COLUMNS), 60)
        sheet.write_string(0, len(COLUMNS), REASON.in_language(language), bold)
        for number, (row, reasons) in enumerate(rows, start=1):
            for place, column in enumerate(COLUMNS):
                sheet.write_string(number, place, row.cells.get(column.key, ""))
            told = "；".join(reason.in_language(language) for reason in reasons)
            sheet.write_string(number, len(COLUMNS), told)
    return target.getvalue()


def _sheet(book: Any, name: Text, language: str) -> Any:
    sheet = book.add_worksheet(name.in_language(language))
    bold = book.add_format({"bold": True, "bg_color": "#EEF2F0", "bottom": 1})
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width, book.add_format({"num_format": "@"}))
        star = "*" if column.is_required else ""
        sheet.write_string(0, place, column.name.in_language(language) + star, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def _heading(sheet: list[list[Any]]) -> tuple[int, dict[int, str]] | None:
    """Return the row of the headings, and which column stands where."""
    for number, cells in enumerate(sheet[:HEADING_WITHIN]):
        places = {
            place: column.key
            for place, cell in enumerate(cells)
            for column in COLUMNS
            if isinstance(cell, str) and column.is_headed(cell)
        }
        if all(key in places.values() for key in BY_KEY if BY_KEY[key].is_required):
            return number, places
    return None


def _rows(sheet: list[list[Any]], heading: int, places: dict[int, str]) -> list[SheetRow]:
    rows = []
    for number, cells in enumerate(sheet[heading + 1 :], start=heading + 2):
        told = {key: _text(cells[place]) for place, key in places.items() if place < len(cells)}
        if any(told.values()):
            rows.append(SheetRow(number, told))
    if len(rows) > MOST_ROWS:
        raise _refused(
            "too_many",
            f"一次最多导入{MOST_ROWS}行。",
            f"No more than {MOST_ROWS} rows can be imported at a time.",
        )
    return rows


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\0", " ").strip()[:LONGEST_CELL]


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(Text(zh, en), code=code, field="file")
