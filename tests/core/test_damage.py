"""Every kind of damage to a chain is named with its line, and a whole chain is left in peace."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from linli.core.chain import ERASED, Head, Line, digest, head_mac, line_mac
from linli.core.damage import Fault, Held, Walk, faults

KEY = b"k" * 32
SALT = "5a" * 32
Stored = list[tuple[Line, Held | None]]


def line(no: int, prev: str, *, chain: str = "case:1", key: bytes = KEY, **values: object) -> Line:
    """A proved line."""
    blank = Line(
        chain, no, "case.note", f"2026-10-08T01:30:{no % 60:02}.000000+00:00", "post", "7", "甲",
        1, 7, 5, 370102001000, "street_clerk", False, {"step": no}, "", prev,
    )  # fmt: skip
    made = blank._replace(**values)
    return made._replace(mac=line_mac(made, key))


def whole(length: int = 7, *, chain: str = "case:1", texts: tuple[int, ...] = (2, 5)) -> Stored:
    """A whole chain whose lines `texts` have personal texts."""
    stored: Stored = []
    prev = ""
    for no in range(1, length + 1):
        held = Held(SALT, {"body": f"第{no}条"}) if no in texts else None
        code = digest(held.texts, held.salt) if held else ""
        made = line(no, prev, chain=chain, digest_of_texts=code)
        stored.append((made, held))
        prev = made.mac
    return stored


def head_of(stored: Stored, length: int | None = None) -> Head:
    """The proved head after `length` lines."""
    last = stored[(length or len(stored)) - 1][0]
    return proved(Head(last.chain, last.no, last.mac))


def proved(head: Head) -> Head:
    return head._replace(head_mac=head_mac(head, KEY))


def found(stored: Stored, head: Head | None) -> list[tuple[int, str, str]]:
    """What a walk says of lines as a database would return them: by stored number."""
    in_order = sorted(stored, key=lambda pair: pair[0].no)
    return [(f.line, f.kind, f.part) for f in faults(in_order, head, KEY, "case:1")]


def put(stored: Stored, place: int, /, **values: object) -> None:
    """Change the line at `place` (from 1) without the key."""
    old, held = stored[place - 1]
    stored[place - 1] = (old._replace(**values), held)


class TestAWholeChain:
    @pytest.mark.parametrize("length", [1, 2, 7, 50])
    def test_has_no_fault(self, length: int) -> None:
        stored = whole(length)
        assert found(stored, head_of(stored)) == []

    def test_may_have_a_head_and_no_line_yet(self) -> None:
        assert found([], proved(Head("case:1", 0, ""))) == []


class TestAlteredLine:
    CHANGES = (
        {"kind": "case.close"}, {"facts": {"step": 99}}, {"actor_key": "8"}, {"actor_name": "乙"},
        {"person_id": 2}, {"post_id": None}, {"unit_id": 6}, {"region_code": 1}, {"role": "x"},
        {"is_deputy": True}, {"at": "2020-01-01T00:00:00.000000+00:00"}, {"prev": "00"},
        {"mac": "00" * 32}, {"digest_of_texts": "00" * 32}, {"facts": b"bytes"}, {"facts": None},
        {"chain": "case:2"}, {"kind": None}, {"mac": None},
    )  # fmt: skip

    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("no", [1, 4, 7])
    def test_is_named(self, change: dict[str, object], no: int) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, no, **change)
        assert found(stored, head) == [(no, "altered", "line")]

    def test_is_named_when_its_code_was_made_with_another_key(self) -> None:
        stored, head = whole(), head_of(whole())
        forged = line(4, stored[2][0].mac, key=b"x" * 32, kind="forged")
        stored[3] = (forged, None)
        assert found(stored, head) == [(4, "altered", "line")]

    def test_is_named_for_each_of_several(self) -> None:
        stored, head = whole(), head_of(whole())
        for no in (2, 3, 6):
            put(stored, no, kind="x")
        assert [(no, kind) for no, kind, _ in found(stored, head)] == [
            (2, "altered"), (3, "altered"), (6, "altered"),
        ]  # fmt: skip

    def test_is_named_when_it_alone_was_renumbered(self) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, 7, no=9)
        assert found(stored, head) == [(7, "altered", "line")]

    @pytest.mark.parametrize("number", ["x", 7.0, None, b"7"])
    def test_is_named_when_its_number_is_none(self, number: object) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, 7, no=number)
        assert faults(stored, head, KEY, "case:1") == [Fault("case:1", 7, "altered", "line", 7)]

    def test_is_named_when_a_genuine_line_of_another_past_stands_there(self) -> None:
        stored, head = whole(), head_of(whole())
        stored[3] = (line(4, stored[2][0].mac, kind="of.another.past"), None)
        assert found(stored, head) == [(4, "altered", "line")]

    def test_is_named_when_the_last_is_a_genuine_one_of_another_past(self) -> None:
        stored, head = whole(), head_of(whole())
        stored[6] = (line(7, stored[5][0].mac, kind="of.another.past"), None)
        assert found(stored, head) == [(7, "altered", "line")]


class TestRemovedLine:
    @pytest.mark.parametrize("no", [1, 4, 6])
    def test_is_named(self, no: int) -> None:
        stored, head = whole(), head_of(whole())
        del stored[no - 1]
        assert found(stored, head) == [(no, "removed", "line")]

    @pytest.mark.parametrize("no", [1, 4, 6])
    def test_is_named_when_the_rest_was_renumbered(self, no: int) -> None:
        stored, head = whole(), head_of(whole())
        del stored[no - 1]
        for index in range(no - 1, 6):
            put(stored, index + 1, no=index + 1)
        assert found(stored, head) == [(no, "removed", "line")]

    def test_is_told_with_its_range(self) -> None:
        stored, head = whole(), head_of(whole())
        del stored[2:5]
        assert faults(stored, head, KEY, "case:1") == [Fault("case:1", 3, "removed", "line", 5)]

    def test_is_told_beside_an_altered_one(self) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, 4, kind="x")
        del stored[2]
        assert found(stored, head) == [(3, "removed", "line"), (4, "altered", "line")]


class TestMissingEnd:
    @pytest.mark.parametrize("left", [1, 4, 6])
    def test_is_named_with_its_first_line(self, left: int) -> None:
        stored, head = whole(), head_of(whole())
        assert faults(stored[:left], head, KEY, "case:1") == [
            Fault("case:1", left + 1, "missing", "line", 7)
        ]

    def test_is_the_whole_chain_when_only_the_head_is_left(self) -> None:
        assert faults([], head_of(whole()), KEY, "case:1") == [
            Fault("case:1", 1, "missing", "line", 7)
        ]

    def test_does_not_show_here_when_the_head_was_put_back(self) -> None:
        stored = whole()
        assert found(stored[:4], head_of(stored, 4)) == []


class TestInsertedLine:
    @pytest.mark.parametrize("no", [1, 4, 7, 8])
    def test_is_named_when_the_rest_was_pushed_down(self, no: int) -> None:
        stored, head = whole(), head_of(whole())
        pushed = [(one._replace(no=one.no + (one.no >= no)), held) for one, held in stored]
        forged = line(no, "", key=b"x" * 32)
        assert found([*pushed, (forged, None)], head) == [(no, "inserted", "line")]

    def test_is_named_beside_the_genuine_one_of_its_number(self) -> None:
        stored, head = whole(), head_of(whole())
        stored.insert(3, (line(4, "", key=b"x" * 32), None))
        assert found(stored, head) == [(4, "inserted", "line")]

    @pytest.mark.parametrize("no", [4, 8])
    def test_is_named_when_copied_from_another_chain(self, no: int) -> None:
        stored, head = whole(), head_of(whole())
        pushed = [(one._replace(no=one.no + (one.no >= no)), held) for one, held in stored]
        copy = whole(9, chain="case:2")[no - 1][0]._replace(chain="case:1")
        assert found([*pushed, (copy, None)], head) == [(no, "inserted", "line")]

    @pytest.mark.parametrize("no", [4, 8])
    def test_is_named_when_copied_from_the_same_chain(self, no: int) -> None:
        stored, head = whole(), head_of(whole())
        pushed = [(one._replace(no=one.no + (one.no >= no)), held) for one, held in stored]
        copy = stored[2][0]._replace(no=no)
        assert found([*pushed, (copy, None)], head) == [(no, "inserted", "line")]

    def test_is_named_when_the_head_was_moved_to_it(self) -> None:
        stored = whole()
        forged = line(8, stored[6][0].mac, key=b"x" * 32)
        head = Head("case:1", 8, forged.mac, None, "00")
        assert found([*stored, (forged, None)], head) == [
            (7, "altered", "head"), (8, "inserted", "line"),
        ]  # fmt: skip


class TestReorderedLine:
    @pytest.mark.parametrize(("one", "two"), [(3, 4), (1, 2), (6, 7), (2, 6), (1, 7)])
    def test_is_named_when_two_were_swapped(self, one: int, two: int) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, one, no=two)
        put(stored, two, no=one)
        assert found(stored, head) == [(one, "reordered", "line")]

    def test_is_named_when_moved_to_the_end(self) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, 3, no=8)
        assert found(stored, head) == [(3, "reordered", "line")]

    def test_is_named_when_moved_to_the_end_and_the_rest_renumbered(self) -> None:
        stored, head = whole(), head_of(whole())
        put(stored, 3, no=70)
        for no in (4, 5, 6, 7):
            put(stored, no, no=no - 1)
        put(stored, 3, no=7)
        assert found(stored, head) == [(3, "reordered", "line")]


class TestHead:
    @pytest.mark.parametrize("change", [{"no": 6}, {"mac": "00"}, {"anchored_in": 9}])
    def test_is_altered_when_changed_without_the_key(self, change: dict[str, object]) -> None:
        stored, head = whole(), head_of(whole())
        assert found(stored, head._replace(**change)) == [(7, "altered", "head")]

    def test_is_altered_when_an_older_one_was_put_back(self) -> None:
        stored = whole()
        assert faults(stored, head_of(stored, 5), KEY, "case:1") == [
            Fault("case:1", 6, "altered", "head", 7)
        ]

    def test_is_removed_when_its_row_is_gone(self) -> None:
        assert found(whole(), None) == [(7, "removed", "head")]

    def test_does_not_hide_an_altered_line(self) -> None:
        stored = whole()
        put(stored, 3, kind="x")
        assert found(stored, None)[0] == (3, "altered", "line")


class TestText:
    def test_is_altered_when_another_stands_there(self) -> None:
        stored, head = whole(), head_of(whole())
        stored[1] = (stored[1][0], Held(SALT, {"body": "改过"}))
        assert found(stored, head) == [(2, "altered", "text")]

    @pytest.mark.parametrize(
        "held", [Held("zz", {}), Held(None, None), Held("5a", "text"), Held(SALT, ["a"])]
    )
    def test_is_altered_when_it_is_nonsense(self, held: Held) -> None:
        stored, head = whole(), head_of(whole())
        stored[1] = (stored[1][0], held)
        assert found(stored, head) == [(2, "altered", "text")]

    def test_is_removed_when_no_erasure_is_on_record(self) -> None:
        stored, head = whole(), head_of(whole())
        stored[4] = (stored[4][0], None)
        assert found(stored, head) == [(5, "removed", "text")]

    def test_is_inserted_where_the_line_had_none(self) -> None:
        stored, head = whole(), head_of(whole())
        stored[2] = (stored[2][0], Held(SALT, {"body": "x"}))
        assert found(stored, head) == [(3, "inserted", "text")]

    def erased(self, *, still_there: bool) -> Stored:
        stored = whole()
        erasure = line(8, stored[6][0].mac, kind=ERASED, facts={"lines": [2, 5]})
        kept = stored if still_there else [(one, None) for one, _ in stored]
        return [*kept, (erasure, None)]

    def test_may_be_gone_after_an_erasure_on_record(self) -> None:
        stored = self.erased(still_there=False)
        assert found(stored, head_of(stored)) == []

    def test_is_inserted_when_put_back_after_its_erasure(self) -> None:
        stored = self.erased(still_there=True)
        assert found(stored, head_of(stored)) == [(2, "inserted", "text"), (5, "inserted", "text")]

    def test_is_not_excused_by_a_forged_erasure(self) -> None:
        stored, head = whole(), head_of(whole())
        forged = line(8, stored[6][0].mac, key=b"x" * 32, kind=ERASED, facts={"lines": [2, 5]})
        stored[1] = (stored[1][0], None)
        assert found([*stored, (forged, None)], head)[0] == (2, "removed", "text")


class TestAnyDamage:
    DAMAGES: tuple[Callable[[random.Random, Stored], Stored], ...] = (
        lambda dice, stored: stored[: dice.randrange(len(stored))],
        lambda dice, stored: dice.sample(stored, len(stored) - 1),
        lambda dice, stored: [
            *stored,
            (dice.choice(stored)[0]._replace(no=dice.randint(1, 40)), None),
        ],
        lambda dice, stored: [
            (one._replace(kind="x") if dice.random() < 0.2 else one, held) for one, held in stored
        ],
        lambda dice, stored: [
            (one._replace(no=no), held)
            for no, (one, held) in enumerate(dice.sample(stored, len(stored)), 1)
        ],
        lambda dice, stored: [
            (one, Held(SALT, {"body": "y"}) if held and dice.random() < 0.5 else held)
            for one, held in stored
        ],
    )  # fmt: skip

    def test_is_found_whatever_is_done_at_random(self) -> None:
        dice = random.Random(20261008)
        for _ in range(600):
            stored = whole(dice.randint(2, 20))
            head = head_of(stored)
            damaged = stored
            for _ in range(dice.randint(1, 3)):
                damaged = dice.choice(self.DAMAGES)(dice, damaged) if damaged else damaged
            in_order = sorted(damaged, key=lambda pair: pair[0].no)
            assert bool(found(damaged, head)) == (in_order != stored)

    def test_never_takes_long_for_a_chain_of_forged_lines(self) -> None:
        walk = Walk("case:1", None, KEY, attempts=500)
        for no in range(1, 3000):
            walk.step(line(no, "", key=b"x" * 32), None)
        assert walk.proved == 0
        assert len(walk.end()) == 3000
