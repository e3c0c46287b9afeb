"""Nobody but the engine gives a case a state."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.repository.sources import CODE, modules, shown

ENGINE = CODE / "cases" / "engine.py"
WRITERS = {"update", "create", "get_or_create", "update_or_create", "setattr", "Case"}


def assignments(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that give something a `state`: by attribute, by keyword, by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if node.attr == "state":
                yield node.lineno
        elif isinstance(node, ast.Call) and _called(node) in WRITERS and _names_state(node):
            yield node.lineno


def _names_state(node: ast.Call) -> bool:
    by_keyword = any(keyword.arg == "state" for keyword in node.keywords)
    return by_keyword or any(
        isinstance(value, ast.Constant) and value.value == "state" for value in node.args
    )


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


class TestState:
    def test_is_given_by_the_engine_alone(self):
        found = [
            f"{shown(path)}:{line}"
            for path, tree in modules(CODE)
            if path != ENGINE
            for line in assignments(tree)
        ]
        assert not found

    def test_is_found_wherever_it_is_given(self):
        for text in (
            "case.state = 'x'",
            "case.state, y = 1, 2",
            "cases.update(state='x')",
            "Case(state='x')",
            "setattr(case, 'state', 'x')",
        ):
            assert list(assignments(ast.parse(text))), text
        assert list(assignments(ast.parse(ENGINE.read_text("utf-8"))))
        assert not list(assignments(ast.parse("cases.filter(state='x')")))
