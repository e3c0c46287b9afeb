"""Modules are small and say what they hold; rooms are filled and named by what they are."""

from __future__ import annotations

import ast
import tokenize

import pytest
from django.apps import apps

from tests.repository.sources import CODE, ROOT, modules, shown

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common"}
OURS = [config for config in apps.get_app_configs() if config.name.startswith("linli.")]


class TestModules:
    def test_open_with_a_sentence(self):
        found = []
        for path, tree in modules(CODE, ROOT / "tests"):
            words = ast.get_docstring(tree) or ""
            if tree.body and not words.partition("\n\n")[0].rstrip().endswith((".", ":")):
                found.append(shown(path))
        assert not found

    def test_stay_short(self):
        found = []
        for path, _ in modules(CODE, ROOT / "tests"):
            with tokenize.open(path) as file:
                length = sum(1 for _ in file)
            if length > LONGEST_FILE:
                found.append(f"{shown(path)}: {length} lines")
        assert not found

    def test_have_no_vague_name(self):
        names = [path for path, _ in modules(CODE) if {path.stem, *path.parts} & VAGUE]
        assert not names


class TestFunctions:
    def test_stay_short(self):
        found = [
            f"{shown(path)}:{node.lineno} {node.name}"
            for path, tree in modules(CODE)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno - node.body[0].lineno >= LONGEST_FUNCTION
        ]
        assert not found

    def test_that_are_public_say_what_they_do(self):
        found = [
            f"{shown(path)}:{node.lineno} {node.name}"
            for path, tree in modules(CODE)
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
        assert not found


@pytest.mark.parametrize("config", OURS, ids=lambda config: config.label)
class TestRooms:
    def test_are_not_empty(self, config):
        folder = CODE.joinpath(*config.name.split(".")[1:])
        others = [p for p, _ in modules(folder) if p.name not in ("__init__.py", "apps.py")]
        assert others

    def test_have_tests(self, config):
        folder = ROOT.joinpath("tests", *config.name.split(".")[1:])
        assert list(folder.rglob("test_*.py"))

    def test_keep_codes_out_of_the_database_s_schema(self, config):
        chosen = [
            f"{model.__name__}.{field.name}"
            for model in config.get_models()
            for field in model._meta.get_fields()
            if getattr(field, "choices", None)
        ]
        assert not chosen
