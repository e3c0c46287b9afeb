"""The wall, tried at every door: what is sealed answers like nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from linli.cases.timeline import for_sender
from linli.cli import COMMANDS as KNOWN_COMMANDS
from tests.wall import doors
from tests.wall.doors import COMMANDS, DOORS, WRITERS, Ask, Both, Excused, General, Number
from tests.wall.world import (
    BODY,
    FILE,
    NOTE,
    NOW,
    SECRETS,
    TELEPHONE,
    TITLE,
    Outsider,
    World,
    nothing,
)

TOKENS = re.compile(
    r'(name="(?:csrfmiddlewaretoken|submission|key|[a-z_]+-key)" value=")[^"]*|'
    r'(name="csrf-token" content=")[^"]*'
)
WRITES = re.compile(r"\.write_(?:text|bytes)\(|xlsxwriter|csv\.writer|\.open\(\s*[\"'][wax]b?[\"']")
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


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the body without what every request has of its own, the
    address led to, how many queries it took, and what else it would tell."""

    status: int
    body: str
    led_to: str
    queries: int


def ask(client: Client, one: Ask, number: Number | None = None) -> Answer:
    """Return the answer to a request that leaves no trace; numbers asked for read alike."""
    headers = {"HX-Request": "true"} if one.htmx else {}
    with _undone(), CaptureQueriesContext(connection) as captured:
        if one.data is None:
            response = client.get(one.url, headers=headers)
        else:
            response = client.post(one.url, one.data, headers=headers)
        stream = getattr(response, "streaming_content", None)
        raw = b"".join(stream) if stream else response.content
    body = TOKENS.sub(lambda found: (found[1] or found[2]) + "…", raw.decode(errors="replace"))
    told = [_neutral(text, number) for text in (body, response.headers.get("Location", ""))]
    return Answer(response.status_code, told[0], told[1], len(captured))


@contextmanager
def _undone() -> Iterator[None]:
    """Undo all that happens inside; for the code it is no transaction, as a test's is none."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


def _neutral(text: str, number: Number | None) -> str:
    """Write the numbers that were asked for as one and the same."""
    if number is None:
        return text
    for value in (number.reference, number.receipt, number.telephone, number.file):
        for written in (value, value.replace("-", "")):
            text = text.replace(written, "N")
    # Ids stand in addresses and in the name of a chain.
    ids = {number.case, number.call, number.attachment, number.letter}
    return re.sub(rf"(case:|case%3A|/)({'|'.join(map(str, sorted(ids)))})\b", r"\1N", text)


def _apart(one: Answer, other: Answer) -> str:
    """Return in a few words how two answers differ, for whoever must mend it."""
    if (one.status, one.led_to) != (other.status, other.led_to):
        return f"{one.status} {one.led_to} / {other.status} {other.led_to}"
    if one.body == other.body:
        return f"{one.queries} / {other.queries} queries"
    pairs = zip(one.body.splitlines(), other.body.splitlines(), strict=False)
    return next((f"{a.strip()} / {b.strip()}" for a, b in pairs if a != b), "longer")[:300]


def general() -> list[tuple[str, General]]:
    return [(name, one) for name, door in DOORS.items() for one in _parts(door, General)]


def numbered() -> list[tuple[str, doors.Numbered]]:
    return [(name, one) for name, door in DOORS.items() for one in _parts(door, doors.Numbered)]


def _parts(door: doors.Door, kind: type) -> list[Any]:
    parts = door.doors if isinstance(door, Both) else (door,)
    return [one for one in parts if isinstance(one, kind)]


def signed_in(world: World, who: Outsider) -> Client:
    client = Client()
    world.cast.sign_in(client, who.post, who.person)
    return client


def look_around(world: World) -> dict[tuple[str, str, int], Answer]:
    """Return what each outsider is told at each general door."""
    told = {}
    for who in world.outsiders():
        client = signed_in(world, who)
        for name, door in general():
            for position, one in enumerate(door.asks(world)):
                told[who.name, name, position] = ask(client, one)
    return told


@pytest.fixture
def world(cast, monkeypatch, settings, tmp_path):
    """The city on a day two days after it began, and its clocks standing still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.SESSION_SAVE_EVERY_REQUEST = False
    return World(cast)


@pytest.mark.django_db
class TestDoors:
    def test_show_a_city_without_the_accusation(self, world):
        with _undone():
            world.settle()
            without = look_around(world)
        world.accuse()
        world.settle()
        with_it = look_around(world)
        held = world.number()
        secrets = (*SECRETS, held.reference, held.receipt)
        leaks = [
            (key, secret)
            for key, answer in with_it.items()
            for secret in secrets
            if secret in answer.body or secret in answer.led_to
        ]
        assert leaks == []
        differ = [key for key in without if without[key] != with_it[key]]
        assert [(key, _apart(with_it[key], without[key])) for key in differ] == []

    def test_answer_as_to_a_number_of_nothing(self, world):
        world.accuse()
        world.settle()
        held, none = world.number(), nothing()
        told_apart, leaks = [], []
        for who in world.outsiders():
            client = signed_in(world, who)
            for name, door in numbered():
                pairs = zip(door.asks(world, held), door.asks(world, none), strict=True)
                for theirs, of_none in pairs:
                    one, other = ask(client, theirs, held), ask(client, of_none, none)
                    if one != other:
                        told_apart.append((who.name, theirs, _apart(one, other)))
                    leaks += [(who.name, name, word) for word in SECRETS if word in one.body]
        assert leaks == []
        assert told_apart == []


@pytest.mark.django_db
class TestReaders:
    """Whoever is on the list sees it wherever they look for it."""

    @pytest.fixture
    def reader(self, world):
        world.accuse()
        world.settle()
        clerk = world.cast.hotline_clerk
        return signed_in(world, Outsider("reader", clerk, clerk.person))

    def test_find_the_page_with_text_files_list_and_ties(self, world, reader):
        body = reader.get(reverse("cases:case", args=[world.case.reference])).content.decode()
        for said in (BODY, NOTE, FILE, "邹正", world.ordinary.reference, "贾*义"):
            assert said in body

    def test_find_the_tie_on_the_other_case(self, world, reader):
        body = reader.get(reverse("cases:case", args=[world.ordinary.reference])).content.decode()
        assert world.case.reference in body

    def test_find_it_by_number_telephone_and_in_lists(self, world, reader):
        case = world.case
        for number in (case.reference, case.message.receipt):
            found = reader.get(reverse("desk:home"), {"reference": number})
            assert found["Location"] == reverse("cases:case", args=[case.reference])
        desk = reader.get(reverse("desk:home"), {"scope": "range", "list": "open"})
        assert case.reference in desk.content.decode()
        earlier = reader.post(reverse("hotline:earlier"), {"telephone": TELEPHONE})
        assert case.reference in earlier.content.decode()

    def test_find_the_call(self, world, reader):
        body = reader.get(reverse("hotline:calls")).content.decode()
        call = reverse("hotline:call_out", args=[world.number().call])
        assert call in body
        assert reader.get(call).status_code == 200

    def test_open_its_files(self, world, reader):
        address = reverse("cases:file", args=[world.case.reference, world.number().attachment])
        assert reader.get(address).status_code == 200

    def test_are_told_of_it_without_its_title(self, world):
        handler = world.cast.discipline_handler
        client = signed_in(world, Outsider("reader", handler, handler.person))
        world.accuse()
        body = client.get(reverse("desk:reminders")).content.decode()
        assert world.case.reference in body
        assert TITLE not in body

    def test_holds_for_the_receipt_as_before(self, world):
        world.accuse()
        shown = for_sender(world.case)
        assert not [line for line in shown if "检举" in line.what.zh]
        assert [line for line in shown if NOTE in str(line.said)]
