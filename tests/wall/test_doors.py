"""The wall, tried at every door: what is sealed answers like nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from linli.cli import COMMANDS as KNOWN_COMMANDS
from tests.wall.asking import Excused
from tests.wall.doors import COMMANDS, DOORS, WRITERS
from tests.wall.walking import Answer, apart, look_around, walk_to_nothing
from tests.wall.world import SECRETS, nothing

WRITES = re.compile(r"\.write_(?:text|bytes)\(|xlsxwriter|csv\.writer|\.open\(\s*[\"'][wax]b?[\"']")
REFERENCE = re.compile(r"\d{4}-\d{4}-\d{4}")
LINLI = Path(__file__).resolve().parents[2]


def names(resolver: Any, space: str = "") -> Iterator[str]:
    """Yield the full name of every address."""
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}"
        else:
            yield from names(one, f"{space}{one.namespace}:" if one.namespace else space)


class TestTables:
    def test_name_every_address(self):
        known, found = set(DOORS), set(names(get_resolver()))
        assert not found - known, (
            "Say in tests/wall/doors.py how an accusation is kept behind these new doors "
            f"(General, Numbered, or Excused with a reason): {sorted(found - known)}"
        )
        assert not known - found, f"these doors are gone: {sorted(known - found)}"

    def test_name_every_command(self):
        assert set(COMMANDS) == set(KNOWN_COMMANDS), (
            "say in tests/wall/doors.py what each command prints of cases"
        )

    def test_name_every_module_that_writes_files(self):
        found = {
            str(path.relative_to(LINLI))
            for path in (LINLI / "linli").rglob("*.py")
            if WRITES.search(path.read_text())
        }
        new = sorted(path for path in found if not path.startswith(tuple(WRITERS)))
        assert not new, (
            "say in tests/wall/doors.py what of a case these modules put into files, and how a "
            f"sealed one stays out: {new}"
        )

    def test_excuse_in_a_sentence(self):
        for name, door in DOORS.items():
            if isinstance(door, Excused):
                assert len(door.because) > 20, name


def settled(answer: Answer) -> Answer:
    """Return the answer without the number, drawn by lot, of a case that was just opened."""
    return replace(answer, led_to=REFERENCE.sub("N", answer.led_to))


@pytest.mark.django_db
class TestDoors:
    def test_show_a_city_without_the_accusations(self, walked):
        world, without = walked.world, walked.without
        with_them = look_around(world)
        held = [text for one in world.numbers().values() for text in (one.reference, one.receipt)]
        leaks = [
            (key, secret)
            for key, answer in with_them.items()
            for secret in (*SECRETS, *held)
            # A page of search says again what was looked for.
            if secret in answer.body + answer.led_to and secret not in without[key].body
        ]
        assert leaks == []
        differ = [key for key in without if settled(without[key]) != settled(with_them[key])]
        assert [(key, apart(with_them[key], without[key])) for key in differ] == []

    def test_answer_as_to_a_number_of_nothing(self, walked):
        told_apart, leaks = [], []
        for who, name, asked, one, other in walk_to_nothing(walked.world, nothing()):
            if one != other:
                told_apart.append((who.name, asked, apart(one, other)))
            leaks += [(who.name, name, word) for word in SECRETS if word in one.body]
        assert leaks == []
        assert told_apart == [], "\n".join(map(str, told_apart))
