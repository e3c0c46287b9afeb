"""Tells what a Word template holds that can't be taken: scripts, links, pictures, numbering."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from linli.core.text import Text

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
ACTIVE: Final = re.compile(r"vba|activex|embeddings|afchunk|oleobject", re.IGNORECASE)
BODIES: Final = (f"{W}document", f"{W}hdr", f"{W}ftr")
SAFE_FIELDS: Final = re.compile(r"\s*(?:PAGE|NUMPAGES)\b[^\"]*", re.IGNORECASE)
MACROS: Final = Text(
    "模板含有宏或嵌入对象，请删除后另存为docx。",
    "The template has macros or embedded objects: remove them.",
)
LINKS: Final = Text(
    "模板引用了外部链接或文件，请取消链接。",
    "The template refers to something outside: remove the links.",
)
FIELDS: Final = Text(
    "除页码外，模板不能使用域代码。", "Except for page numbers, a template may hold no field codes."
)
AUTOMATIC: Final = Text(
    "模板使用了自动编号，请改为手工输入编号。", "The template numbers by itself: type the numbers."
)
PICTURES: Final = Text(
    "模板不能含图片、文本框、公式或特殊符号。",
    "A template may hold no pictures, text boxes, formulas or symbols.",
)
CHANGES: Final = Text(
    "请先接受或拒绝全部修订，并删除批注。",
    "Accept or reject all changes and delete the comments first.",
)
NOTES: Final = Text("模板不能含脚注或尾注。", "A template may hold no footnotes or endnotes.")
CONTROLS: Final = Text(
    "模板不能含内容控件、图文框或拼音。", "A template may hold no content controls, frames or ruby."
)
# What would stand in Word and not in the PDF, by the element that brings it.
NOT_SET: Final = {
    **dict.fromkeys(
        ("drawing", "pict", "object", "AlternateContent", "sym", "oMath", "oMathPara"), PICTURES
    ),
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo", "commentReference"), CHANGES),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), NOTES),
    **dict.fromkeys(("sdt", "altChunk", "subDoc", "ruby", "framePr"), CONTROLS),
    "numPr": AUTOMATIC,
    "vanish": Text("模板不能含隐藏文字。", "A template may hold no hidden text."),
    "cols": Text("模板不能分栏。", "A template may not have columns."),
}


def problems(template: bytes) -> list[Text]:
    """Return, each once, what in the Word file can't be taken."""
    return list(dict.fromkeys(_found(template)))


def _found(template: bytes) -> Iterator[Text]:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        for name in archive.namelist():
            if ACTIVE.search(name):
                yield MACROS
            elif name.lower().endswith((".rels", ".xml")):
                yield from _part(_parsed(archive.read(name)))


def _part(part: etree._Element) -> Iterator[Text]:
    """Look at one part, known by its root: a file can lie under any name."""
    if part.getroottree().docinfo.doctype:
        yield MACROS
    if part.tag in BODIES:
        yield from _elements(part)
    for relation in part.iter(RELATION):
        if relation.get("TargetMode", "").lower() == "external":
            yield LINKS


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _elements(part: etree._Element) -> Iterator[Text]:
    for element in part.iter(etree.Element):
        word = etree.QName(element).localname
        if word == "cols" and int(element.get(f"{W}num", "1")) < 2:
            continue
        if word in NOT_SET:
            yield NOT_SET[word]
        code = element.text if word == "instrText" else element.get(f"{W}instr")
        if code and code.strip() and not SAFE_FIELDS.fullmatch(code):
            yield FIELDS
    if part.tag != BODIES[0]:
        yield from _running(part)


def _running(part: etree._Element) -> Iterator[Text]:
    """Heads and feet may hold page numbers between dashes and nothing that is read."""
    text = "".join(element.text or "" for element in part.iter(f"{W}t"))
    if re.sub(r"[\s\d—–\-·第页共/]", "", text):
        yield Text(
            "页眉页脚只能放页码，其他文字不会出现在PDF中。",
            "Head and foot may hold page numbers only: other text would not stand in the PDF.",
        )
