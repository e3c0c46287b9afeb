"""Which places a template names, and whether the kind of letter knows them where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from linli.base.letters.filling import tree
from linli.base.letters.kinds import STANDARD, LetterKind
from linli.core.text import Text

ROW = "row"


def problems(kind: LetterKind, template: bytes) -> list[Text]:
    """Return what is wrong with the places of the template: unknown ones, then missing ones.

    Raises NotATemplateError when it holds more than places, conditions and rows."""
    trees = tree(template)
    unknown = dict.fromkeys(name for parsed in trees for name in _unknown(kind, parsed))
    shown = {name for parsed in trees for name in _shown(parsed)}
    found = [
        Text(
            f"模板使用了未知的占位符：{{{{ {name} }}}}。",
            f"The template names an unknown place: {{{{ {name} }}}}.",
        )
        for name in unknown
    ]
    wanted = [field.key for field in kind.fields if field.is_required]
    wanted += ["number"] if kind.is_numbered else []
    return found + [lacks(kind, key) for key in wanted if key not in shown]


def lacks(kind: LetterKind, key: str) -> Text:
    """Return that the template lacks the place `key`."""
    name, place = kind.place_name(key), f"{{{{ {key} }}}}"
    return Text(
        f"模板缺少必填项“{name.zh}”：{place}。", f"The template lacks “{name.en}”: {place}."
    )


def _unknown(kind: LetterKind, parsed: nodes.Template) -> Iterator[str]:
    """Yield places that the kind doesn't know, or not where they stand: a column belongs to a row
    of its field, a field of rows is never printed as such."""
    plain = {field.key for field in kind.fields if field.kind != "rows"} | set(STANDARD)
    tested = {field.key for field in kind.fields} | plain
    in_rows: list[nodes.Node] = []
    for loop in parsed.find_all(nodes.For):
        field = kind.field(loop.iter.name)  # type: ignore[attr-defined]
        columns = {column.key for column in field.columns} if field else set()
        in_rows += [loop.iter, loop.target] if columns else []
        for step in loop.find_all(nodes.Getattr):
            if _named(step.node) == ROW and step.attr in columns:
                in_rows += [step, step.node]
    in_tests = [name for one in parsed.find_all(nodes.If) for name in _names(one.test)]
    for step in parsed.find_all(nodes.Getattr):
        if not _is_in(step, in_rows):
            yield f"{_named(step.node)}.{step.attr}"
            in_rows.append(step.node)
    for name in parsed.find_all(nodes.Name):
        known = tested if _is_in(name, in_tests) else plain
        if name.name not in known and not _is_in(name, in_rows):
            yield name.name


def _shown(parsed: nodes.Template) -> Iterator[str]:
    for output in parsed.find_all(nodes.Output):
        yield from (node.name for node in output.nodes if isinstance(node, nodes.Name))
    for loop in parsed.find_all(nodes.For):
        yield _named(loop.iter)


def _names(test: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(test, nodes.Name):
        yield test
    yield from test.find_all(nodes.Name)


def _named(node: nodes.Node) -> str:
    return str(getattr(node, "name", ""))


def _is_in(node: nodes.Node, found: list[nodes.Node] | list[nodes.Name]) -> bool:
    # Nodes that say the same are equal to jinja2, wherever they stand.
    return any(node is other for other in found)
