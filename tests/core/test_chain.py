"""The form of a line: everything in it is proved, and it survives every database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from linli.core.chain import Head, Line, clean, digest, head_mac, line_mac, moment, plain

KEY = b"k" * 32
SHANGHAI = timezone(timedelta(hours=8))
LINE = Line(
    chain="case:1", no=3, kind="case.accept", at="2026-10-08T01:30:00.000000+00:00",
    actor_kind="post", actor_key="7", actor_name="解放路街道办事处 · 街道经办人",
    person_id=11, post_id=7, unit_id=5, region_code=370102001000, role="street_clerk",
    is_deputy=False, facts={"to": "open"}, digest_of_texts="aa", prev="bb",
)  # fmt: skip
OTHER_VALUES = {
    "chain": "case:2", "no": 4, "kind": "case.close", "at": "2026-10-08T01:30:00.000001+00:00",
    "actor_kind": "system", "actor_key": "8", "actor_name": "别人", "person_id": None,
    "post_id": 8, "unit_id": 6, "region_code": 370102002000, "role": "", "is_deputy": True,
    "facts": {"to": "closed"}, "digest_of_texts": "", "prev": "",
}  # fmt: skip


class TestLineMac:
    @pytest.mark.parametrize("field", [field for field in Line._fields if field != "mac"])
    def test_changes_with_every_field(self, field: str) -> None:
        other = LINE._replace(**{field: OTHER_VALUES[field]})
        assert line_mac(other, KEY) != line_mac(LINE, KEY)

    def test_changes_with_the_key(self) -> None:
        assert line_mac(LINE, KEY) != line_mac(LINE, b"o" * 32)

    def test_does_not_depend_on_the_order_of_facts(self) -> None:
        one = LINE._replace(facts={"a": 1, "b": {"c": 2, "d": 3}})
        two = LINE._replace(facts={"b": {"d": 3, "c": 2}, "a": 1})
        assert line_mac(one, KEY) == line_mac(two, KEY)

    @pytest.mark.parametrize(
        ("one", "two"),
        [
            ({"a": 1}, {"a": "1"}),
            ({"a": True}, {"a": 1}),
            ({"a": None}, {}),
            ({"a": 1}, {"a": 1.0}),
        ],
    )
    def test_tells_apart_values_that_look_alike(self, one: object, two: object) -> None:
        assert line_mac(LINE._replace(facts=one), KEY) != line_mac(LINE._replace(facts=two), KEY)

    def test_does_not_let_text_flow_from_one_field_into_the_next(self) -> None:
        one = LINE._replace(actor_key="1", actor_name='","2')
        two = LINE._replace(actor_key='1","', actor_name="2")
        assert line_mac(one, KEY) != line_mac(two, KEY)


class TestHeadMac:
    HEAD = Head("case:1", 3, "aa")

    @pytest.mark.parametrize(
        "other",
        [HEAD._replace(chain="case:2"), HEAD._replace(no=2), HEAD._replace(mac="ab"),
         HEAD._replace(anchored_in=9)],
    )  # fmt: skip
    def test_changes_with_every_field(self, other: Head) -> None:
        assert head_mac(other, KEY) != head_mac(self.HEAD, KEY)


class TestDigest:
    def test_needs_the_salt(self) -> None:
        texts = {"note": "张三反映楼道堆物"}
        assert digest(texts, "00" * 32) == digest(dict(texts), "00" * 32)
        assert digest(texts, "00" * 32) != digest(texts, "01" * 32)

    def test_changes_with_the_text_and_its_name(self) -> None:
        salt = "00" * 32
        codes = {digest(t, salt) for t in ({"a": "x"}, {"a": "y"}, {"b": "x"}, {"a": "x", "b": ""})}
        assert len(codes) == 4


class TestMoment:
    def test_is_the_same_for_the_same_instant(self) -> None:
        there = datetime(2026, 10, 8, 9, 30, tzinfo=SHANGHAI)  # Thursday
        assert moment(there) == moment(there.astimezone(UTC)) == "2026-10-08T01:30:00.000000+00:00"

    def test_refuses_a_time_without_offset(self) -> None:
        with pytest.raises(ValueError, match="offset"):
            moment(datetime(2026, 10, 8, 9, 30))  # noqa: DTZ001


class TestPlain:
    def test_writes_dates_times_ids_and_amounts_as_text(self) -> None:
        value = {
            "day": date(2026, 10, 8),
            "time": datetime(2026, 10, 8, 9, tzinfo=SHANGHAI),
            "id": UUID(int=1),
            "sum": Decimal("1.50"),
            "list": (1, True, None, {"x"}),
        }
        assert plain(value) == {
            "day": "2026-10-08",
            "time": "2026-10-08T01:00:00.000000+00:00",
            "id": "00000000-0000-0000-0000-000000000001",
            "sum": "1.50",
            "list": [1, True, None, ["x"]],
        }

    @pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, b"x", object(), {1: "x"}])
    def test_refuses_what_databases_write_in_their_own_ways(self, value: object) -> None:
        with pytest.raises(TypeError):
            plain(value)


class TestClean:
    def test_leaves_ordinary_text_alone(self) -> None:
        assert clean("楼道堆物，请处理。🙏\n") == "楼道堆物，请处理。🙏\n"

    def test_replaces_what_postgresql_cannot_keep(self) -> None:
        assert clean("a\0b") == "a\ufffdb"
        assert clean("a\ud800b") == "a?b"
