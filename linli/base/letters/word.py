"""Makes the Word template from the blocks of a shipped one, in the look of official papers.

The look follows GB/T 9704-2012 (党政机关公文格式): A4, text area 156 × 225 mm, title of size 2 in
小标宋, body of size 3 in 仿宋, 28 points a line, page numbers "— 1 —" outside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from linli.base.letters.markup import Block, Break, Control, Paragraph, Table
from linli.base.letters.word_tables import add_table

BODY, TITLE, HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"
# What an office without those fonts shows in their place.
INSTEAD = {BODY: "仿宋", TITLE: "华文中宋", HEADING: "SimHei"}
LATIN = "Times New Roman"
SIZE, LINE = 16, 28
RED = RGBColor(0xC0, 0x00, 0x00)
CONTROLS = {
    "if": "{{%{y} if {place} %}}",
    "endif": "{{%{y} endif %}}",
    "rows": "{{%{y} for row in {place} %}}",
    "endrows": "{{%{y} endfor %}}",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph stands: indents in characters of its own size, gaps in lines of 28 points.

    `style` is the name of the style that an administrator sees in Word."""

    style: str
    font: str = BODY
    size: float = SIZE
    align: Any = ALIGN.JUSTIFY
    first: int = 0
    left: int = 0
    right: int = 0
    before: float = 0
    after: float = 0
    line: float = LINE
    is_bold: bool = False
    is_kept: bool = False


LOOKS = {
    "head": Look("公文机关标志", TITLE, 36, ALIGN.CENTER, after=0.5, line=48, is_kept=True),
    "title": Look(
        "公文标题", TITLE, 22, ALIGN.CENTER, before=0.5, after=0.5, line=36, is_kept=True
    ),
    "number": Look("公文文号", align=ALIGN.CENTER, after=1, is_kept=True),
    "to": Look("公文主送", align=ALIGN.LEFT, is_kept=True),
    "body": Look("公文正文", first=2),
    "heading": Look("公文小标题", HEADING, first=2, align=ALIGN.LEFT, is_kept=True),
    "left": Look("公文顶格", align=ALIGN.LEFT),
    "centre": Look("公文居中", align=ALIGN.CENTER),
    "sign": Look("公文落款", align=ALIGN.RIGHT, right=4),
    "attach": Look("公文附件", align=ALIGN.LEFT, left=2, before=1),
    "copy": Look("公文抄送", size=14, align=ALIGN.LEFT, left=1, right=1, before=1),
    "note": Look("公文附注", align=ALIGN.LEFT, first=2),
}


def build(blocks: list[Block]) -> bytes:
    """Return the Word template that the blocks describe."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    for number, block in enumerate(blocks):
        _add(document, block, blocks[number + 1 :])
    last = document.element.body[-2] if len(document.element.body) > 1 else None
    if last is not None and last.tag == qn("w:tbl"):
        # Word wants a paragraph after a table; this one takes no room to speak of.
        document.add_paragraph().paragraph_format.line_spacing = Pt(1)
    _name_substitutes(document)
    _drop_thumbnail(document)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = ""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _name_substitutes(document: Any) -> None:
    """Tell Word which font to take where one is missing."""
    part = next(
        p for p in document.part.package.iter_parts() if p.partname.endswith("fontTable.xml")
    )
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>'
        for name, other in INSTEAD.items()
    )
    part._blob = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>".encode()


def _drop_thumbnail(document: Any) -> None:
    """Drop the picture of another document that python-docx begins with."""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _add(document: Any, block: Block, rest: list[Block]) -> None:
    if isinstance(block, Paragraph):
        _add_paragraph(document, block, rest)
    elif isinstance(block, Control):
        document.add_paragraph(CONTROLS[block.word].format(y="p", place=block.place))
    elif isinstance(block, Table):
        add_table(document, block, CONTROLS, is_kept=may_come_first("sign", rest))
    elif isinstance(block, Break) and block.word == "page":
        document.add_paragraph().paragraph_format.page_break_before = True
    else:
        document.add_paragraph()


def _add_paragraph(document: Any, block: Paragraph, rest: list[Block]) -> None:
    paragraph = document.add_paragraph(block.text, style=LOOKS[block.look].style)
    after = ("sign", "note", "copy") if block.look == "sign" else ("sign",)
    if any(may_come_first(look, rest) for look in after):
        # A signature never stands on a page without some of what is signed, nor a note alone.
        paragraph.paragraph_format.keep_with_next = True
    _set_gaps(paragraph, block, rest)


def may_come_first(look: str, rest: list[Block]) -> bool:
    """Return whether a paragraph in `look` may be what comes first of `rest`, whichever of its
    conditions hold."""
    is_skipped = is_inside = False
    for block in rest:
        if isinstance(block, Control):
            is_inside, is_skipped = block.word == "if", False
        elif not is_skipped:
            if isinstance(block, Paragraph) and block.look == look:
                return True
            if not is_inside:
                return False
            is_skipped = True
    return False


def _set_gaps(paragraph: Any, block: Paragraph, rest: list[Block]) -> None:
    """Give room above a signature and around tables."""
    before = paragraph._p.getprevious()
    while before is not None and before.tag == qn("w:p") and "{%p" in before.text:
        before = before.getprevious()
    follows_table = before is not None and before.tag == qn("w:tbl")
    follows_sign = before is not None and not follows_table and before.style == paragraph._p.style
    form = paragraph.paragraph_format
    if block.look == "sign" and not follows_sign:
        form.space_before = Pt(LINE)
    elif follows_table:
        form.space_before = Pt(LINE / 2)
    if rest and isinstance(rest[0], Table) and block.look in ("body", "heading", "left", "note"):
        form.space_after = Pt(LINE / 4)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _set_footer(section.footer, ALIGN.RIGHT)
    _set_footer(section.even_page_footer, ALIGN.LEFT)


def _set_footer(footer: Any, align: Any) -> None:
    """Put "— 1 —" outside, one character in."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        set_font(run.font, "宋体", 14)
        if field:
            number = "<w:r><w:t>1</w:t></w:r>"
            simple = parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr="{field}">{number}</w:fldSimple>'
            )
            simple[0].insert(0, run._r.get_or_add_rPr())
            run._r.getparent().replace(run._r, simple)


def _set_styles(document: Any) -> None:
    normal = document.styles["Normal"]
    set_font(normal.font, BODY, SIZE)
    _set_look(normal.paragraph_format, Look("Normal"))
    for name, look in LOOKS.items():
        style = document.styles.add_style(look.style, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        set_font(style.font, look.font, look.size)
        style.font.bold = look.is_bold
        style.font.color.rgb = RED if name == "head" else RGBColor(0, 0, 0)
        _set_look(style.paragraph_format, look)
        if name in BORDERS:
            style.element.get_or_add_pPr().insert_element_before(parse_xml(BORDERS[name]), *LATER)


def _set_look(format_: Any, look: Look) -> None:
    format_.alignment = look.align
    format_.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    format_.line_spacing = Pt(look.line)
    format_.space_before, format_.space_after = Pt(look.before * LINE), Pt(look.after * LINE)
    format_.first_line_indent = Pt(look.first * look.size)
    format_.left_indent, format_.right_indent = (
        Pt(look.left * look.size),
        Pt(look.right * look.size),
    )
    format_.keep_with_next = look.is_kept
    format_.widow_control = True


def set_font(font: Any, name: str, size: float) -> None:
    """Give the font of a style or run its Chinese and Latin names and its size."""
    font.name = LATIN
    font.size = Pt(size)
    fonts = font.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def _line(side: str, size: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/>'


def _borders(*lines: str) -> str:
    return f"<w:pBdr {nsdecls('w')}>{''.join(lines)}</w:pBdr>"


BORDERS = {
    "head": _borders(_line("bottom", 18, "C00000")),
    "copy": _borders(_line("top", 6, "000000"), _line("bottom", 6, "000000")),
}
# What the order of Word's schema puts after borders.
LATER = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
    "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc",
    "w:outlineLvl",
)  # fmt: skip
