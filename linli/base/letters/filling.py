"""Fills a Word template with values; a template can name values and do nothing else."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from linli.base.letters.chinese import chinese_day, one_line, paragraphs
from linli.base.letters.kinds import LetterField, LetterKind

# docxtpl makes a new paragraph, in the look of the one it stands in, of each of these.
NEW_PARAGRAPH: Final = "\a"
# All that a template may be made of: places, conditions on places, rows.
ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.If,
    nodes.For, nodes.And, nodes.Or, nodes.Not,
)  # fmt: skip
TEXT_PARTS: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


class NotATemplateError(ValueError):
    """The template holds more than places, conditions and rows; `what` quotes it, if it can."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what)
        self.what = what


class Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template without what it does beyond filling in."""

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None
    ) -> str:
        """Return the part filled; what stands in values is never taken for signs of a template."""
        filled: str = self.resolve_listing(jinja_env.from_string(src_xml).render(context))
        return filled

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Leave the properties alone: the document tells nobody who edited its template."""
        for name in ("author", "last_modified_by", "comments", "keywords", "subject", "title"):
            setattr(self.docx.core_properties, name, "")

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Fill no footnotes: a template may have none."""


def environment() -> ImmutableSandboxedEnvironment:
    """Return the sandbox in which templates are read: no functions, filters or tests at all."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True)
    sandbox.globals.clear()
    sandbox.filters.clear()
    sandbox.tests.clear()
    return sandbox


def tree(template: bytes) -> list[nodes.Template]:
    """Return what the template is made of, a tree for its body and for each head and foot.

    Raises NotATemplateError for anything but places, conditions on them, and rows."""
    document = Template(io.BytesIO(template))
    document.init_docx()
    parts = [document.get_xml()]
    parts += [
        document.get_part_xml(relation.target_part)
        for relation in document.docx.part.rels.values()
        if relation.reltype in TEXT_PARTS
    ]
    return [_checked(document.patch_xml(xml)) for xml in parts]


def fill(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Return the template filled with `context`. Raises NotATemplateError."""
    tree(template)
    document = Template(io.BytesIO(template))
    document.render(dict(context), jinja_env=environment(), autoescape=True)
    _let_go(document.docx)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _let_go(document: Any) -> None:
    """Of the paragraphs of one value, keep only the last with what follows: kept together they
    would leave a page empty."""
    for paragraph in document.paragraphs:
        form, after = paragraph._p.pPr, paragraph._p.getnext()
        if form is None or form.keepNext is None or after is None or after.tag != paragraph._p.tag:
            continue
        if after.pPr is not None and etree.tostring(after.pPr) == etree.tostring(form):
            form.remove(form.keepNext)
    for table in document.tables:
        for row, below in pairwise(table._tbl.tr_lst):
            _let_go_row(row, below)


def _let_go_row(row: Any, below: Any) -> None:
    """Of the rows of one field, keep only the last with what follows the table."""
    kept = row.findall(f".//{qn('w:keepNext')}")
    if kept and below.find(f".//{qn('w:keepNext')}") is not None:
        for one in kept:
            one.getparent().remove(one)


def context_for(
    kind: LetterKind, values: Mapping[str, Any], *, number: str, unit: str, day: date
) -> dict[str, Any]:
    """Return what the places of the kind's template stand for. What is required and missing
    shows as 【its name】, what may be missing as nothing."""
    context: dict[str, Any] = {
        field.key: printed(field, values.get(field.key)) for field in kind.fields
    }
    for field in kind.fields:
        if not context[field.key] and field.is_required and field.kind != "rows":
            context[field.key] = f"【{field.name.zh}】"
    return context | {
        "number": number,
        "unit": unit,
        "date": chinese_day(day),
        "year": str(day.year),
    }


def printed(field: LetterField, value: Any) -> Any:
    """Return the value as it is printed: a string, or for rows a list of strings by column."""
    if not value:
        return [] if field.kind == "rows" else ""
    if field.kind == "rows":
        return [
            {column.key: one_line(str(row.get(column.key, ""))) for column in field.columns}
            for row in value
        ]
    if field.kind == "date":
        return chinese_day(value if isinstance(value, date) else date.fromisoformat(value))
    if field.kind == "text":
        return NEW_PARAGRAPH.join(paragraphs(str(value)))
    return one_line(str(value))


def _checked(source: str) -> nodes.Template:
    try:
        parsed = environment().parse(source)
    except TemplateError as error:
        raise NotATemplateError(str(error)) from None
    for node in parsed.find_all(nodes.Node):
        if not isinstance(node, ALLOWED):
            raise NotATemplateError(type(node).__name__)
    _check_loops(parsed)
    return parsed


def _check_loops(parsed: nodes.Template) -> None:
    """Let rows be read from one place, as `row` and one step deep; nothing private is named."""
    for loop in parsed.find_all(nodes.For):
        plain = isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name)
        if not plain or loop.else_ or loop.test or loop.recursive or list(loop.find_all(nodes.For)):
            raise NotATemplateError("for")
    for step in parsed.find_all(nodes.Getattr):
        if not isinstance(step.node, nodes.Name) or step.attr.startswith("_"):
            raise NotATemplateError(step.attr)
