"""Walks through the doors of the instance as somebody, and says what came back."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpRequest
from django.test import Client

from tests.undoing import undone
from tests.wall import doors
from tests.wall.asking import Ask, Both, Door, General, Number, Numbered
from tests.wall.world import Outsider, World

TOKENS = re.compile(
    r'(name="(?:csrfmiddlewaretoken|submission|key|[a-z_]+-key)" value=")[^"]*|'
    r'(name="csrf-token" content=")[^"]*'
)
# When a file was written stands in these parts of it.
DATED = ("docProps/core.xml",)
# What somebody like others walks through: the doors at which what they see is decided.
CHIEF = frozenset(
    {"cases:case", "desk:home", "desk:reminders", "petitions:day", "petitions:registered",
     "hotline:calls", "letters:letter"}
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the body without what every request has of its own, the
    address led to, how many queries it took, and what the next page would say of it."""

    status: int
    body: str
    led_to: str
    queries: int
    said: str = ""


class Counter:
    """Counts queries; their texts, which Django would keep, take longer than they do."""

    number = 0

    def __call__(self, execute: Any, *query: Any) -> Any:
        """Run the query."""
        self.number += 1
        return execute(*query)


def ask(client: Client, one: Ask, number: Number | None = None) -> Answer:
    """Return the answer to a request that leaves no trace; numbers asked for read alike."""
    headers = {"HX-Request": "true"} if one.htmx else {}
    counted = Counter()
    with undone(), connection.execute_wrapper(counted):
        if one.data is None:
            response = client.get(one.url, headers=headers)
        else:
            response = client.post(one.url, one.data, headers=headers)
        stream = getattr(response, "streaming_content", None)
        raw = b"".join(stream) if stream else response.content
    body = TOKENS.sub(lambda found: (found[1] or found[2]) + "…", _text(raw))
    led_to = response.headers.get("Location", "")
    body, led_to, said = (_neutral(text, number) for text in (body, led_to, _said(client)))
    return Answer(response.status_code, body, led_to, counted.number, said)


def _said(client: Client) -> str:
    """Return what the next page would say of this request, and take it away."""
    kept = client.cookies.pop("messages", None)
    if kept is None or not kept.value:
        return ""
    storage = CookieStorage(HttpRequest())
    return "\n".join(str(one) for one in storage._decode(kept.value) or ())


def _neutral(text: str, number: Number | None) -> str:
    """Write the numbers that were asked for as one and the same."""
    if number is None:
        return text
    for value in (number.reference, number.receipt, number.telephone, number.file):
        for written in (value, value.replace("-", "")):
            text = text.replace(written, "N")
    # Ids stand in addresses and in the name of a chain.
    ids = {number.case, number.call, number.attachment, *number.letters}
    return re.sub(rf"(case:|case%3A|/)({'|'.join(map(str, sorted(ids)))})\b", r"\1N", text)


def apart(one: Answer, other: Answer) -> str:
    """Return in a few words how two answers differ, for whoever must mend it."""
    firsts = [(each.status, each.led_to, each.said) for each in (one, other)]
    if firsts[0] != firsts[1]:
        return f"{firsts[0]} / {firsts[1]}"
    if one.body == other.body:
        return f"{one.queries} / {other.queries} queries"
    pairs = zip(one.body.splitlines(), other.body.splitlines(), strict=False)
    return next((f"{a.strip()} / {b.strip()}" for a, b in pairs if a != b), "longer")[:300]


def _text(raw: bytes) -> str:
    """Return what was sent as text; of a Word or Excel file what stands in its parts."""
    if not raw.startswith(b"PK"):
        return raw.decode(errors="replace")
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        names = [name for name in parts.namelist() if name not in DATED]
        return "\n".join(name + parts.read(name).decode(errors="replace") for name in names)


def signed_in(world: World, who: Outsider) -> Client:
    """Return a browser in which `who` acts."""
    client = Client()
    world.cast.sign_in(client, who.post, who.person)
    return client


def look_around(world: World) -> dict[tuple[str, str, int], Answer]:
    """Return what each outsider is told at each general door."""
    told = {}
    for who in world.outsiders():
        client = signed_in(world, who)
        for name, door in for_one(who, General):
            for position, one in enumerate(door.asks(world)):
                told[who.name, name, position] = ask(client, one)
    return told


def for_one(who: Outsider, kind: type) -> list[tuple[str, Any]]:
    """Return the doors of a kind that `who` walks through."""
    walks_all = who.walks == "all" or (who.walks == "lists" and kind is General)
    named = [(name, door) for name, door in doors.DOORS.items() if walks_all or name in CHIEF]
    return [(name, one) for name, door in named for one in _parts(door, kind)]


def numbers_for(who: Outsider, name: str, numbers: dict[str, Number]) -> list[Number]:
    """Return the accusations of whose numbers a door is asked: a room's own doors of that room's,
    the chief ones of all, the others, and those who are like others, of one of each room."""
    room = name.partition(":")[0]
    if room == "hotline":
        return [numbers["hotline"]]
    if who.walks == "all" and name in CHIEF:
        return [*numbers.values()]
    if room == "petitions":
        petitions = [one for key, one in numbers.items() if key != "hotline"]
        return petitions if who.walks == "all" else petitions[-1:]
    return [numbers["hotline"], numbers["late"]]


def _parts(door: Door, kind: type) -> list[Any]:
    parts = door.doors if isinstance(door, Both) else (door,)
    return [one for one in parts if isinstance(one, kind)]


def walk_to_nothing(
    world: World, none: Number
) -> Iterator[tuple[Outsider, str, Ask, Answer, Answer]]:
    """Yield what each outsider is told of each accusation and of a number of nothing."""
    numbers = world.numbers()
    for who in world.outsiders():
        client = signed_in(world, who)
        for name, door in for_one(who, Numbered):
            of_none = [ask(client, one, none) for one in door.asks(world, none)]
            for held in numbers_for(who, name, numbers):
                for one, other in zip(door.asks(world, held), of_none, strict=True):
                    yield who, name, one, ask(client, one, held), other
