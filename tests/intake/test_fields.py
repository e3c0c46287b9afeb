"""What a line becomes, and why it can't."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from linli.base.regions.models import Region
from linli.core.errors import Refused
from linli.core.zone import SHANGHAI
from linli.intake.fields import Columns, item_of, read_mapping

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
PLACE = Region(code=370100000000, code_end=370200000000, level="city", name="济南市")
GOOD = {
    "id": 530,
    "user": "U1",
    "title": "小区脏乱差",
    "time": "2019/11/10 18:59:24",
    "detail": "多年无人管理。",
}


def item(columns=None, source="intake", **changes):
    return item_of(
        1, {**GOOD, **changes}, columns=columns or Columns(), source=source, region=PLACE, at=NOW
    )


class TestItem:
    def test_keeps_the_texts_and_the_local_time(self):
        draft = item().draft
        assert (draft.title, draft.body) == ("小区脏乱差", "多年无人管理。")
        assert draft.written_at == datetime(2019, 11, 10, 18, 59, 24, tzinfo=SHANGHAI)

    def test_keeps_nothing_of_who_wrote_it(self):
        draft = item().draft
        assert not draft.people
        assert "U1" not in repr(draft)

    def test_has_line_ends_where_a_workbook_left_its_sign_for_them(self):
        assert item(detail="灯坏了_x000D_\n_x000d_请修").draft.body == "灯坏了\n\n请修"

    def test_is_titled_by_its_first_sentence_where_the_title_is_empty(self):
        assert item(title=" ").draft.title == "多年无人管理"

    @pytest.mark.parametrize("same", [{"id": "530"}, {"id": 530.0}, {"detail": "多年无人管理。\n"}])
    def test_has_the_same_key_in_every_format(self, same):
        assert item(**same).submission_key == item().submission_key

    @pytest.mark.parametrize(
        "other", [{"id": 531}, {"title": "甲"}, {"detail": "乙"}, {"source": "12345"}]
    )
    def test_has_another_key_for_another_id_text_or_source(self, other):
        assert item(**other).submission_key != item().submission_key

    def test_has_a_source_key_that_fits_for_any_id(self):
        assert len(item(id="x" * 300).draft.source_key) <= 80
        assert item(id="x" * 300).submission_key != item(id="x" * 301).submission_key

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"id": None}, "no_id"),
            ({"id": "  "}, "no_id"),
            ({"id": True}, "bad_id"),
            ({"id": 1.5}, "bad_id"),
            ({"id": [1]}, "bad_id"),
            ({"detail": ""}, "empty"),
            ({"detail": "  \n"}, "empty"),
            ({"detail": None}, "empty"),
            ({"detail": {"a": 1}}, "not_text"),
            ({"title": ["a"]}, "not_text"),
            ({"title": "长" * 201}, "too_long"),
            ({"detail": "长" * 20_001}, "too_long"),
            ({"detail": "a\0b"}, "unkeepable"),
            ({"title": "a\ud800b"}, "unkeepable"),
            ({"time": "昨天"}, "bad_time"),
            ({"time": "2019/13/1 1:00:00"}, "bad_time"),
            ({"time": "2019/2/30"}, "bad_time"),
            ({"time": "0001/1/1"}, "bad_time"),
            ({"time": "2027/1/1"}, "bad_time"),
            ({"time": 43779}, "bad_time"),
        ],
    )
    def test_is_refused_with_its_reason(self, changes, code):
        with pytest.raises(Refused) as refused:
            item(**changes)
        assert refused.value.code == code

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("2019/1/2 3:04:05", datetime(2019, 1, 2, 3, 4, 5)),
            ("2019-11-10 18:59", datetime(2019, 11, 10, 18, 59)),
            ("2019年11月10日 18时59分", datetime(2019, 11, 10, 18, 59)),
            ("2019.11.10", datetime(2019, 11, 10)),
            ("2019-11-10T18:59:24", datetime(2019, 11, 10, 18, 59, 24)),
            (date(2019, 11, 10), datetime(2019, 11, 10)),
            (datetime(2019, 11, 10, 18, 59), datetime(2019, 11, 10, 18, 59)),
        ],
    )
    def test_reads_the_usual_ways_to_write_a_time_as_shanghai_s(self, written, expected):
        assert item(time=written).draft.written_at == expected.replace(tzinfo=SHANGHAI)

    def test_reads_a_time_with_its_offset(self):
        expected = datetime(2019, 11, 10, 10, 59, tzinfo=UTC)
        assert item(time="2019-11-10T18:59:00+08:00").draft.written_at == expected

    @pytest.mark.parametrize("empty", ["", None])
    def test_may_lack_its_time(self, empty):
        assert item(time=empty).draft.written_at is None


class TestMapping:
    def test_names_the_columns(self):
        columns = read_mapping(["id=编号", "detail = 内容"])
        assert (columns.id, columns.detail, columns.title) == ("编号", "内容", "title")
        values = {"编号": "1", "内容": "甲。乙"}
        found = item_of(1, values, columns=columns, source="s", region=PLACE, at=NOW)
        assert found.draft.body == "甲。乙"

    def test_can_stand_in_a_file(self, tmp_path):
        path = tmp_path / "columns.txt"
        path.write_text("# 某系统导出\nid=编号\n\ndetail=内容\n", "utf-8")
        assert read_mapping([str(path)]) == Columns(id="编号", detail="内容")

    @pytest.mark.parametrize("bad", ["name=x", "id", "id=", "=x"])
    def test_that_names_no_field_is_refused(self, bad):
        with pytest.raises(Refused):
            read_mapping([bad])
