"""Writes the annual report as a Word and as an Excel file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from linli.core.text import Text
from linli.core.zone import local
from linli.procedures.petitions.annual import Report, Table
from linli.procedures.petitions.annual_words import BASIS, EXCLUDED, NAMES, TITLE
from linli.procedures.petitions.papers import name_of
from linli.procedures.petitions.words import ADOPTED, PROPOSALS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By the standard of official papers (GB/T 9704): headings in 黑体, text in 仿宋.
HEADING, BODY = "黑体", "仿宋"
COUNTED = Text("统计口径", "How it is counted")
COLUMNS = (
    Text("项目", "Item"),
    Text("数量", "Number"),
    Text("基数", "Of"),
    Text("占比", "Share"),
)
STAND = Text("数据截至{at}。", "As it stood at {at}.")
PROPOSED = Text("建议明细", "The proposals")
DETAILS = (
    Text("提出日期", "Made on"),
    Text("提出单位", "By"),
    Text("类型", "Kind"),
    Text("建议内容", "What is proposed"),
    Text("送交单位", "To"),
    Text("采纳情况", "What became of it"),
    Text("答复", "Answer"),
)


def title_of(report: Report) -> Text:
    """Return the title of the report."""
    return TITLE.format(region=report.region.name, year=str(report.year))


def word(report: Report) -> bytes:
    """Return the report as a Word file, in Chinese as all official papers."""
    paper = Document()
    _set_font(paper.styles["Normal"], BODY, 12)
    head = paper.add_heading(level=0)
    _write(head, title_of(report).zh, HEADING, 20)
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for sentence in (BASIS, STAND.format(at=_stand(report)), EXCLUDED):
        paper.add_paragraph(sentence.zh)
    for chapter in report.chapters:
        _write(paper.add_heading(level=1), chapter.name.zh, HEADING, 16)
        for table in chapter.tables:
            _write(paper.add_heading(level=2), table.name.zh, HEADING, 13)
            _write_table(paper, table)
    if report.proposals:
        _write(paper.add_heading(level=2), PROPOSED.zh, HEADING, 13)
        _fill(paper, [[text.zh for text in DETAILS], *_details(report, "zh-hans")])
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def excel(report: Report, language: str) -> bytes:
    """Return the report as an Excel file: a sheet a chapter, numbers as numbers."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#EEF2F0"})
        share = book.add_format({"num_format": "0.0%"})
        for number, chapter in enumerate(report.chapters, start=1):
            sheet = book.add_worksheet(f"{number}")
            sheet.set_column(0, 0, 36)
            sheet.set_column(1, 3, 12)
            sheet.write_string(0, 0, title_of(report).in_language(language), bold)
            sheet.write_string(1, 0, STAND.format(at=_stand(report)).in_language(language))
            sheet.write_string(2, 0, EXCLUDED.in_language(language))
            sheet.write_string(3, 0, chapter.name.in_language(language), bold)
            line = 5
            for table in chapter.tables:
                line = _write_cells(sheet, table, line, language, bold, share)
        if report.proposals:
            sheet = book.add_worksheet(PROPOSED.in_language(language))
            rows = [[text.in_language(language) for text in DETAILS], *_details(report, language)]
            for line, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, cell)
    return target.getvalue()


def _write_table(paper: Any, table: Table) -> None:
    rows = [[column.zh for column in COLUMNS]]
    for row in table.rows:
        number = row.told.zh if row.told else str(row.number)
        rows.append([row.name.zh, number, "" if row.of is None else str(row.of), row.share])
    _fill(paper, rows)
    of = f"基数：{table.of.zh}。" if table.of else ""
    _write(paper.add_paragraph(), f"{COUNTED.zh}：{table.formula.zh}{of}", BODY, 9)


def _fill(paper: Any, rows: list[list[str]]) -> None:
    table = paper.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            _write(cell.paragraphs[0], text, HEADING if number == 0 else BODY, 10.5)


def _write(paragraph: Any, text: str, font: str, size: float) -> None:
    run = paragraph.add_run(text)
    _set_font(run, font, size)


def _set_font(thing: Any, font: str, size: float) -> None:
    """Set the font of a run or style for Latin and Chinese letters."""
    thing.font.name, thing.font.size = font, Pt(size)
    thing.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _write_cells(sheet: Any, table: Table, line: int, language: str, bold: Any, share: Any) -> int:
    """Write `table` from `line` on and return the line after it."""
    sheet.write_string(line, 0, table.name.in_language(language), bold)
    for place, column in enumerate(COLUMNS[1:], start=1):
        sheet.write_string(line, place, column.in_language(language), bold)
    for row in table.rows:
        line += 1
        sheet.write_string(line, 0, row.name.in_language(language))
        if row.told:
            sheet.write_string(line, 1, row.told.in_language(language))
        else:
            sheet.write_number(line, 1, row.number)
        if row.of is not None:
            sheet.write_number(line, 2, row.of)
        if row.share:
            sheet.write_number(line, 3, row.number / row.of, share)
    said = table.formula.in_language(language)
    if table.of:
        said += f" ({COLUMNS[2].in_language(language)}: {table.of.in_language(language)})"
    sheet.write_string(line + 1, 0, f"{COUNTED.in_language(language)}: {said}")
    return line + 3


def _details(report: Report, language: str) -> list[list[str]]:
    return [
        [
            local(one.made_at).date().isoformat(),
            one.unit.text.in_language(language),
            _named(name_of(PROPOSALS, one.kind), language),
            one.text,
            one.to_unit.text.in_language(language),
            _named(name_of(ADOPTED, one.adopted) or NAMES["unanswered"], language),
            one.answer,
        ]
        for one in report.proposals
    ]


def _named(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""


def _stand(report: Report) -> str:
    return local(report.at).strftime("%Y-%m-%d %H:%M")
