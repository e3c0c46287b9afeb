"""Writes tables as Excel: templates, what an import refused, exports.

Every cell is written as a string, so that nothing in it can be run as a formula when the file is
opened (values that begin with = + - @).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from linli.base.sheets.columns import ERROR, Column, Sheet
from linli.core.text import Text

TEXT_FORMAT: Final = {"num_format": "@"}
HEAD_FORMAT: Final = {"bold": True, "bg_color": "#EEF2F0", "bottom": 1, "num_format": "@"}
LINE_FORMAT: Final = {"italic": True, "font_color": "#5A6460"}
ERROR_FORMAT: Final = {"bold": True, "font_color": "#A4262C", "bg_color": "#EEF2F0", "bottom": 1}
# What a sheet of Excel can hold, and one of its cells.
MOST_IN_SHEET: Final = 1_048_575
MOST_IN_CELL: Final = 32_767


def template(sheet: Sheet, language: str) -> bytes:
    """Return an empty file: a line that explains, the headings, and a second sheet that says
    what each column takes."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet.name.in_language(language))
        page.write_string(0, 0, sheet.line.in_language(language), book.add_format(LINE_FORMAT))
        _head(book, page, sheet.columns, language, row=1, marks=True)
        for place, column in enumerate(sheet.columns):
            if column.choices:
                offered = [choice.in_language(language) for choice in column.choices]
                page.data_validation(
                    2, place, sheet.most_rows + 1, place, {"validate": "list", "source": offered}
                )
        _explained(book, sheet, language)
    return target.getvalue()


def refused(
    sheet: Sheet, rows: Iterable[tuple[Mapping[str, str], Sequence[Text]]], language: str
) -> bytes:
    """Return a file with refused rows as they were and, in a last column, why: it can be mended
    and imported by itself."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet.name.in_language(language))
        _head(book, page, sheet.columns, language, row=0, marks=True)
        last = len(sheet.columns)
        page.set_column(last, last, 60)
        page.write_string(0, last, ERROR.in_language(language), book.add_format(ERROR_FORMAT))
        for number, (cells, reasons) in enumerate(rows, start=1):
            _write(page, number, [cells.get(column.key, "") for column in sheet.columns])
            told = "；".join(reason.in_language(language) for reason in reasons)
            page.write_string(number, last, told[:MOST_IN_CELL])
    return target.getvalue()


def table(
    name: Text, columns: Sequence[Column], rows: Iterable[Sequence[object]], language: str
) -> bytes:
    """Return a file with one sheet: the headings and `rows`, written as they come, so that a
    long table needs no memory. Rows beyond what a sheet holds are left to the caller."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        page = book.add_worksheet(name.in_language(language)[:31])
        _head(book, page, columns, language, row=0)
        for number, row in enumerate(rows, start=1):
            _write(page, number, row)
    return target.getvalue()


def _head(
    book: Any, page: Any, columns: Sequence[Column], language: str, *, row: int, marks: bool = False
) -> None:
    bold, plain = book.add_format(HEAD_FORMAT), book.add_format(TEXT_FORMAT)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width, plain)
        star = "*" if marks and column.is_required else ""
        page.write_string(row, place, column.name.in_language(language) + star, bold)
    page.freeze_panes(row + 1, 0)


def _write(page: Any, number: int, cells: Sequence[object]) -> None:
    for place, cell in enumerate(cells):
        text = "" if cell is None else str(cell)
        if text:
            page.write_string(number, place, text[:MOST_IN_CELL])


def _explained(book: Any, sheet: Sheet, language: str) -> None:
    page = book.add_worksheet(Text("填写说明", "How to fill it in").in_language(language))
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 80)
    for row, column in enumerate(sheet.columns):
        star = " *" if column.is_required else ""
        page.write_string(row, 0, column.name.in_language(language) + star)
        page.write_string(row, 1, column.help.in_language(language))
