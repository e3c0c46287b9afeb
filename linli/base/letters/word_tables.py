"""Makes the tables of a Word template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt

from linli.base.letters.markup import Control, Row, Table

# The text area of the page, of which columns take their shares.
WIDTH = 156
SIZE, LINE, HEIGHT = 14, 24, 28


def add_table(document: Any, block: Table, controls: Mapping[str, str], *, is_kept: bool) -> None:
    """Add the table, its last row kept with what follows if `is_kept`. A cell without a place is
    a label and centred; a first row above rows of a field is repeated on each page."""
    table = document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    share = WIDTH / sum(block.widths)
    widths = [Mm(width * share) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for line in block.rows:
        row = table.add_row()
        row.height, row.height_rule = Pt(HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
        if isinstance(line, Control):
            row.cells[0].text = controls[line.word].format(y="tr", place=line.place)
        else:
            _fill(row, line)
        _keep_whole(row)
    if _has_heading(block):
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    last = next((n for n in reversed(range(len(block.rows))) if isinstance(block.rows[n], Row)), 0)
    for cell in table.rows[last].cells if is_kept else ():
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _has_heading(block: Table) -> bool:
    heading, *rest = block.rows
    follows = next(iter(rest), None)
    return isinstance(heading, Row) and isinstance(follows, Control) and follows.word == "rows"


def _keep_whole(row: Any) -> None:
    """Let Word put a row that doesn't fit on the next page instead of breaking it."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(row: Any, line: Row) -> None:
    texts = [text for text in line.cells if text != "<"]
    starts = [number for number, text in enumerate(line.cells) if text != "<"]
    ends = [*starts[1:], len(line.cells)]
    for text, start, end in zip(texts, starts, ends, strict=True):
        cell = row.cells[start]
        if end - start > 1:
            cell = cell.merge(row.cells[end - 1])
        cell.vertical_alignment = VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        # Merging leaves the empty paragraphs of the cells that went.
        for other in cell.paragraphs[1:]:
            other._p.getparent().remove(other._p)
        paragraph.text = text
        _set_paragraph(paragraph, is_label="{{" not in text)


def _set_paragraph(paragraph: Any, *, is_label: bool) -> None:
    form = paragraph.paragraph_format
    form.alignment = ALIGN.CENTER if is_label else ALIGN.LEFT
    form.first_line_indent = Pt(0)
    form.line_spacing = Pt(LINE)
    form.keep_with_next = False
    for run in paragraph.runs:
        run.font.size = Pt(SIZE)
