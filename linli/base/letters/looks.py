"""Works out how a paragraph or a run looks in Word: its own settings, else those of its styles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

# Word counts sizes in half points, distances in twentieths, lines in 240ths.
SANS = ("黑", "Hei", "Sans", "雅黑", "等线", "圆", "Gothic", "Arial", "Calibri")
DEFAULT_SIZE = 10.5
ALIGNMENTS = {
    "start": "left", "left": "left", "end": "right", "right": "right", "center": "center",
    "both": "justify", "distribute": "justify",
}  # fmt: skip


def of_paragraph(paragraph: Paragraph) -> dict[str, Any]:
    """Return alignment, indents and gaps in points, and what holds the paragraph together."""
    chain = list(_paragraph_chain(paragraph))
    size = _size(list(_run_chain(None, paragraph)))
    line, rule = _spacing(chain, "line"), _spacing(chain, "lineRule")
    exact = float(line) / 20 if line and rule in ("exact", "atLeast") else 0.0
    return {
        "align": ALIGNMENTS.get(_value(chain, "w:jc") or "left", "left"),
        "first": _indent(chain, "firstLine", size) - _indent(chain, "hanging", size),
        "left": _indent(chain, "left", size) or _indent(chain, "start", size),
        "right": _indent(chain, "right", size) or _indent(chain, "end", size),
        "line": exact or size * 1.3 * (float(line or 240) / 240),
        "size": size,
        "before": float(_spacing(chain, "before") or 0) / 20,
        "after": float(_spacing(chain, "after") or 0) / 20,
        "is_kept": _is_on(chain, "w:keepNext"),
        "starts_page": _is_on(chain, "w:pageBreakBefore"),
        "rules": {side: _rule(chain, side) for side in ("top", "bottom")},
    }


def of_run(run: Any, paragraph: Paragraph) -> dict[str, Any]:
    """Return size, colour, kind of font and emphasis of a run (its element)."""
    chain = list(_run_chain(run, paragraph))
    colour = _value(chain, "w:color") or "000000"
    return {
        "size": _size(chain),
        "is_sans": any(word in _font(chain) for word in SANS),
        "is_bold": _is_on(chain, "w:b"),
        "is_underlined": (_value(chain, "w:u") or "none") != "none",
        "colour": "000000" if colour == "auto" else colour,
    }


def is_ruled(table: Table) -> bool:
    """Return whether the table draws lines, by its own borders or by its style."""
    own = table._tbl.tblPr.find(qn("w:tblBorders"))
    styled = table.style.element.findall(f".//{qn('w:tblBorders')}") if table.style else []
    found = [own] if own is not None else styled
    return any(line.get(qn("w:val")) not in ("nil", "none") for one in found for line in one)


def _paragraph_chain(paragraph: Paragraph) -> Iterator[Any]:
    """Yield the properties that say how the paragraph stands, the nearest first."""
    if paragraph._p.pPr is not None:
        yield paragraph._p.pPr
    for style in _styles(paragraph.style):
        if style.element.pPr is not None:
            yield style.element.pPr
    yield from _defaults(paragraph, "w:pPrDefault", "w:pPr")


def _run_chain(run: Any, paragraph: Paragraph) -> Iterator[Any]:
    """Yield the properties that say how a run looks, the nearest first."""
    if run is not None and run.rPr is not None:
        yield run.rPr
        name = run.rPr.style
        if name:
            styles = paragraph.part.styles  # type: ignore[attr-defined]
            yield from (
                style.element.rPr
                for style in _styles(styles.get_by_id(name, 2))
                if style.element.rPr is not None
            )
    for style in _styles(paragraph.style):
        if style.element.rPr is not None:
            yield style.element.rPr
    yield from _defaults(paragraph, "w:rPrDefault", "w:rPr")


def _styles(style: Any) -> Iterator[Any]:
    # A damaged file may name itself as its base.
    for _ in range(20):
        if style is None:
            return
        yield style
        style = style.base_style


def _defaults(paragraph: Paragraph, outer: str, inner: str) -> Iterator[Any]:
    styles = paragraph.part.styles.element  # type: ignore[attr-defined]
    yield from styles.iterfind(f"{qn('w:docDefaults')}/{qn(outer)}/{qn(inner)}")


def _attribute(chain: list[Any], tag: str, name: str) -> str | None:
    for properties in chain:
        found = properties.find(qn(tag))
        if found is not None and found.get(qn(f"w:{name}")) is not None:
            return str(found.get(qn(f"w:{name}")))
    return None


def _value(chain: list[Any], tag: str) -> str | None:
    return _attribute(chain, tag, "val")


def _is_on(chain: list[Any], tag: str) -> bool:
    for properties in chain:
        found = properties.find(qn(tag))
        if found is not None:
            return found.get(qn("w:val"), "1") not in ("0", "false", "off")
    return False


def _size(chain: list[Any]) -> float:
    size = _value(chain, "w:sz")
    return float(size) / 2 if size else DEFAULT_SIZE


def _font(chain: list[Any]) -> str:
    return _attribute(chain, "w:rFonts", "eastAsia") or ""


def _spacing(chain: list[Any], name: str) -> str | None:
    return _attribute(chain, "w:spacing", name)


def _indent(chain: list[Any], name: str, size: float) -> float:
    """Return an indent in points; one counted in characters goes before one counted in points."""
    for properties in chain:
        found = properties.find(qn("w:ind"))
        if found is None:
            continue
        characters = found.get(qn(f"w:{name}Chars"))
        if characters and characters != "0":
            return int(characters) / 100 * size
        if found.get(qn(f"w:{name}")) is not None:
            return int(found.get(qn(f"w:{name}"))) / 20
    return 0.0


def _rule(chain: list[Any], side: str) -> dict[str, Any] | None:
    """Return width in points and colour of the line on a side of the paragraph, or None."""
    for properties in chain:
        line = properties.find(f"{qn('w:pBdr')}/{qn(f'w:{side}')}")
        if line is not None and line.get(qn("w:val")) not in ("nil", "none"):
            colour = line.get(qn("w:color"), "auto")
            colour = "000000" if colour == "auto" else colour
            return {"width": int(line.get(qn("w:sz"), "4")) / 8, "colour": colour}
    return None
