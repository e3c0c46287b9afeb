"""Looks at a Word template before it takes the place of the shipped one."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any, Final

from docx.opc.exceptions import PackageNotFoundError
from lxml import etree
from typst import TypstError

from linli.base.files.detection import detect
from linli.base.files.kinds import MEGABYTE, WORD
from linli.base.letters import contents, places, setting
from linli.base.letters.filling import NotATemplateError, context_for, fill
from linli.base.letters.kinds import LetterField, LetterKind
from linli.base.letters.reading import text_of
from linli.core.errors import Refused
from linli.core.text import Text

LARGEST: Final = 2 * MEGABYTE
NOT_WORD: Final = Text("请上传Word文件（docx）。", "Send a Word file (docx).")
TOO_LARGE: Final = Text("模板不能超过2 MB。", "The template must not be larger than 2 MB.")
DAMAGED: Final = Text("该Word文件无法打开。", "The Word file can't be opened.")
BRACES: Final = Text(
    "模板中的花括号有误（{what}）。"
    "只能使用{{{{ 名称 }}}}、{{%p if 名称 %}}和{{%tr for row in 名称 %}}。",
    "The braces in the template can't be read ({what}). Only {{{{ name }}}}, {{%p if name %}} and "
    "{{%tr for row in name %}} may be used.",
)


def check(kind: LetterKind, template: bytes) -> list[Text]:
    """Return what stands against the Word file as a template of `kind`; nothing when it will do.

    It must open, hold only places that the kind knows and each that it requires, no scripts,
    links or pictures, and come out whole when filled with samples. Raises Refused for what is
    no Word file at all."""
    if len(template) > LARGEST:
        raise Refused(TOO_LARGE, code="too_large", field="file")
    if detect(io.BytesIO(template)).content_type != WORD:
        raise Refused(NOT_WORD, code="not_word", field="file")
    try:
        # Pictures and links first: a file full of them says nothing useful about its places.
        return (
            contents.problems(template)
            or places.problems(kind, template)
            or _filled(kind, template)
        )
    except NotATemplateError as error:
        return [BRACES.format(what=error.what)]
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError):
        return [DAMAGED]


def samples(kind: LetterKind) -> dict[str, Any]:
    """Return a value for every field, each told from the others by its name."""
    return {field.key: _sample(field) for field in kind.fields}


def context_of_samples(kind: LetterKind) -> dict[str, Any]:
    """Return what the places stand for when a template is tried."""
    number = kind.number_form.format(place="示例", word=kind.word, year=2026, number=1)
    return context_for(kind, samples(kind), number=number, unit="示例单位", day=date(2026, 11, 2))


def _sample(field: LetterField) -> Any:
    if field.kind == "date":
        return "2026-11-02"
    if field.kind == "choice":
        return field.choices[0]
    if field.kind == "rows":
        return [{column.key: f"〈{column.name.zh}〉" for column in field.columns}] * 2
    return f"〈{field.name.zh}〉"


def _filled(kind: LetterKind, template: bytes) -> list[Text]:
    """Fill the template with samples: what is required must stand on the paper."""
    word = fill(template, context_of_samples(kind))
    text = text_of(word)
    lost = [
        places.lacks(kind, field.key)
        for field in kind.fields
        if field.is_required and field.kind in ("line", "text") and _sample(field) not in text
    ]
    try:
        setting.pdf(word, title=kind.name.zh, at=datetime(2026, 11, 2, tzinfo=UTC))
    except TypstError:
        return [*lost, DAMAGED]
    return lost
