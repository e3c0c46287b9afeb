"""Reads a filled Word file as plain data: what stands on the paper, and how it looks.

What is typeset as PDF is read here from the very file that is issued as Word, so that both say
the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from linli.base.letters import looks

Data = dict[str, Any]
MM = 36_000
PT = 12_700


def read(word: bytes) -> Data:
    """Return the page, its margins in points, and the blocks of the document."""
    document = Document(io.BytesIO(word))
    section = document.sections[0]
    margins = {
        side: _points(getattr(section, f"{side}_margin"))
        for side in ("top", "bottom", "left", "right")
    }
    return {
        "width": _points(section.page_width),
        "height": _points(section.page_height),
        "margins": margins,
        "has_numbers": bool(document.sections[0].footer._element.findall(f".//{qn('w:fldSimple')}"))
        or any("PAGE" in (e.text or "") for e in _instructions(section)),
        "blocks": [_block(block) for block in document.iter_inner_content()],
    }


def text_of(word: bytes) -> str:
    """Return all that stands in the body of the document, a paragraph a line."""
    return "\n".join(_lines(read(word)["blocks"]))


def _lines(blocks: list[Data]) -> Iterator[str]:
    for block in blocks:
        if block["kind"] == "paragraph":
            yield "".join(run["text"] for run in block["runs"])
        else:
            for cell in block["cells"]:
                yield from _lines(cell["blocks"])


def _instructions(section: Any) -> list[Any]:
    found: list[Any] = section.footer._element.findall(f".//{qn('w:instrText')}")
    return found


def _block(block: Paragraph | Table) -> Data:
    return _paragraph(block) if isinstance(block, Paragraph) else _table(block)


def _paragraph(paragraph: Paragraph) -> Data:
    look = looks.of_paragraph(paragraph)
    runs = [run for element in paragraph._p.iter(qn("w:r")) for run in _runs(element, paragraph)]
    return {"kind": "paragraph", "runs": runs, **look}


def _runs(element: Any, paragraph: Paragraph) -> Iterator[Data]:
    text = "".join(_text(child) for child in element)
    if text:
        yield {"text": text, **looks.of_run(element, paragraph)}


def _text(child: Any) -> str:
    """Return the text of a part of a run; line ends as \\n, tabs as \\t, new pages as \\f."""
    tag = child.tag
    if tag == qn("w:t"):
        return child.text or ""
    if tag == qn("w:br"):
        return "\f" if child.get(qn("w:type")) == "page" else "\n"
    return {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}.get(tag, "")


def _table(table: Table) -> Data:
    widths = [_points(int(col.get(qn("w:w"), "0")) * 635) for col in table._tbl.tblGrid]
    cells, below = [], _merged_below(table)
    for y, row in enumerate(table._tbl.tr_lst):
        x = 0
        for tc in row.tc_lst:
            span = tc.grid_span
            if tc.vMerge != "continue":
                cells.append(_cell(tc, table, x=x, y=y, across=span, down=below[y, x]))
            x += span
    heights = [_points(row.trHeight_val or 0) for row in table._tbl.tr_lst]
    last = [cell for cell in cells if cell["y"] == len(heights) - 1]
    return {
        "kind": "table", "widths": widths, "heights": heights, "cells": cells,
        "headings": _headings(table), "is_ruled": looks.is_ruled(table),
        "is_kept": any(block.get("is_kept") for cell in last for block in cell["blocks"]),
    }  # fmt: skip


def _headings(table: Table) -> int:
    """Return how many rows at the top are repeated on each page."""
    marks = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table._tbl.tr_lst]
    return next((n for n, mark in enumerate(marks) if mark is None), len(marks))


def _merged_below(table: Table) -> dict[tuple[int, int], int]:
    """Return, by row and column, over how many rows the cell there reaches."""
    places: dict[tuple[int, int], str | None] = {}
    for y, row in enumerate(table._tbl.tr_lst):
        x = 0
        for tc in row.tc_lst:
            places[y, x] = tc.vMerge
            x += tc.grid_span
    reach = dict.fromkeys(places, 1)
    for y, x in sorted(places, reverse=True):
        if places[y, x] == "continue" and (y - 1, x) in reach:
            reach[y - 1, x] += reach[y, x]
    return reach


def _cell(tc: Any, table: Table, *, x: int, y: int, across: int, down: int) -> Data:
    blocks = [
        _paragraph(Paragraph(child, table))
        if child.tag == qn("w:p")
        else _table(Table(child, table))
        for child in tc
        if child.tag in (qn("w:p"), qn("w:tbl"))
    ]
    vertical = tc.find(f"{qn('w:tcPr')}/{qn('w:vAlign')}")
    align = vertical.get(qn("w:val")) if vertical is not None else "top"
    return {"x": x, "y": y, "across": across, "down": down, "align": align, "blocks": blocks}


def _points(length: Any) -> float:
    return round(int(length or 0) / PT, 2)
