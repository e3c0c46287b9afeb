"""Importing a duty list from Excel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from linli.base.audit.log import entries
from linli.base.sheets import reading, writing
from linli.core.errors import NotAllowed, Refused
from linli.registers.duties.columns import SHEET
from linli.registers.duties.importing import import_items
from linli.registers.duties.models import DutyItem
from linli.registers.duties.planning import plan
from tests.registers.duties.conftest import NOW

pytestmark = pytest.mark.django_db
HEADINGS = ["清单", "序号", "类别", "事项名称", "主责单位", "配合单位", "关键词", "施行日期"]
OWN = ["基本履职事项", 1, "市容环境", "楼道堆物的清理", "", "", "楼道", ""]
ASSISTING = [
    "配合履职事项清单", 2.0, "", "占道经营的治理", "城市管理局", "住房和城乡建设局", "摊贩", "",
]  # fmt: skip
TAKEN_BACK = ["收回清单", "3-1", "", "预售的管理", "住房和城乡建设局", "", "", "2026年1月31日"]
DAY = date(2026, 1, 1)


def book(*rows: list[object], headings: list[str] | None = None, above: int = 0) -> BytesIO:
    target = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(target, plain) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate([headings or HEADINGS, *rows]):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    style = made.add_format({"num_format": "yyyy-mm-dd"})
                    sheet.write_datetime(number + above, place, cell, style)
                else:
                    sheet.write(number + above, place, cell)
    target.seek(0)
    return target


def read(file):
    return reading.read(file, SHEET)


def planned(cast, *rows, day=DAY, is_whole=False, region=None):
    found = read(book(*rows))
    return plan(found, region=region or cast.city, day=day, is_whole=is_whole)


def take_over(cast, *rows, day=DAY, is_whole=False, by=None):
    return import_items(
        read(book(*rows)), region=cast.city, day=day, is_whole=is_whole, sha256="ab",
        by=by or cast.system_administrator.actor(), at=NOW,
    )  # fmt: skip


def errors_of(cast, *rows, **terms) -> list[str]:
    return [error.zh for row in planned(cast, *rows, **terms).rejected for error in row.errors]


class TestRead:
    def test_finds_headings_in_any_order_below_a_title(self) -> None:
        rows = read(
            book(["某事项", "own", 7, "x"], headings=["事项", "List", "编号*", "别的"], above=3)
        )
        assert [(row.line, row.cells) for row in rows] == [
            (5, {"name": "某事项", "list": "own", "number": "7"})
        ]

    def test_passes_over_empty_rows_and_keeps_the_lines_of_the_file(self) -> None:
        rows = read(book(OWN, ["", "", "", ""], TAKEN_BACK))
        assert [row.line for row in rows] == [2, 4]

    def test_reads_days_written_as_days(self) -> None:
        row = [*OWN[:7], datetime(2026, 1, 31)]
        assert read(book(row))[0].cells["from_date"] == "2026-01-31"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"\x00\x01 no workbook", "damaged"),
            (book(headings=["清单", "备注"]).getvalue(), "no_heading"),
        ],
    )
    def test_refuses_what_is_no_duty_list(self, content, code) -> None:
        with pytest.raises(Refused) as refusal:
            reading.read(BytesIO(content), SHEET)
        assert (refusal.value.code, refusal.value.field) == (code, "file")

    def test_refuses_a_sheet_whose_last_cell_would_fill_the_memory(self) -> None:
        target = BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
            sheet = made.add_worksheet()
            sheet.write_row(0, 0, HEADINGS)
            sheet.write(1_048_575, 16_383, "x")
        target.seek(0)
        with pytest.raises(Refused) as refusal:
            reading.read(target, SHEET)
        assert refusal.value.code == "too_many"

    def test_bears_empty_cells_with_a_look_far_out(self) -> None:
        target = BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as made:
            sheet = made.add_worksheet()
            sheet.write_row(0, 0, HEADINGS)
            sheet.write_row(1, 0, OWN)
            sheet.write_blank(1_048_575, 16_383, None, made.add_format({"bold": True}))
        target.seek(0)
        assert len(reading.read(target, SHEET)) == 1

    def test_refuses_more_rows_than_it_takes(self) -> None:
        with pytest.raises(Refused) as refusal:
            reading.read(book(OWN, TAKEN_BACK), replace(SHEET, most_rows=1))
        assert refusal.value.code == "too_many"


class TestTemplate:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_is_read_by_the_import_itself(self, language) -> None:
        assert reading.read(BytesIO(writing.template(SHEET, language)), SHEET) == []


class TestPlan:
    def test_shows_what_is_new_and_changes_nothing(self, cast) -> None:
        found = planned(cast, OWN, ASSISTING, TAKEN_BACK)
        assert (found.count("new"), found.rejected) == (3, [])
        assert not DutyItem.objects.exists()

    @pytest.mark.parametrize(
        ("place", "cell", "reason"),
        [
            (0, "别的清单", "请选择清单"),
            (0, "", "请选择清单"),
            (1, "", "请填写序号"),
            (3, "", "请填写事项名称"),
            (3, "长" * 201, "不能超过200个字"),
            (4, "", "请填写主责部门"),
            (4, "火星管理局", "没有名为“火星管理局”的部门"),
            (4, "历下区城市管理局", "不负责济南市全域"),
            (5, "城市管理局、火星局", "没有名为“火星局”的部门"),
            (7, "明年", "应写成2026-01-31的形式"),
            (7, "2026-02-30", "应写成2026-01-31的形式"),
        ],
    )
    def test_says_what_is_wrong_with_a_row(self, cast, place, cell, reason) -> None:
        row = list(ASSISTING)
        row[place] = cell
        told = errors_of(cast, OWN, row)
        assert len(told) == 1
        assert reason in told[0]

    def test_names_the_line_where_a_number_stands_already(self, cast) -> None:
        assert errors_of(cast, OWN, ASSISTING, OWN) == ["序号与第2行重复。"]

    def test_tells_all_that_is_wrong_with_a_row_at_once(self, cast) -> None:
        row = [*ASSISTING[:4], "火星局", "", "", "明年"]
        assert len(errors_of(cast, row)) == 2

    def test_asks_as_often_for_many_rows_as_for_few(self, cast, django_assert_num_queries) -> None:
        take_over(cast, *([*ASSISTING[:1], n, *ASSISTING[2:]] for n in range(30)))
        rows = read(book(*([*ASSISTING[:1], n, *ASSISTING[2:]] for n in range(60))))
        with django_assert_num_queries(3):
            plan(rows, region=cast.city, day=date(2026, 2, 1), is_whole=True)


class TestImportItems:
    def test_takes_over_all_rows_and_records_the_import_once(self, cast) -> None:
        take_over(cast, OWN, ASSISTING, TAKEN_BACK)
        own, assisting, taken_back = DutyItem.objects.all()
        assert (own.list, own.number, own.keywords) == ("own", "1", "楼道")
        assert (assisting.lead_name, assisting.number) == ("城市管理局", "2")
        assert assisting.assisting_names == "住房和城乡建设局"
        assert (taken_back.from_date, own.from_date) == (date(2026, 1, 31), DAY)
        entry = entries("system").get()
        assert entry.kind == "duties_imported"
        assert (entry.facts["new"], entry.facts["file"]) == (3, "ab")

    def test_leaves_rejected_rows_out(self, cast) -> None:
        take_over(cast, OWN, [*ASSISTING[:4], "火星局"])
        assert [item.name for item in DutyItem.objects.all()] == ["楼道堆物的清理"]

    def test_does_nothing_at_all_when_something_fails_on_the_way(self, cast, monkeypatch) -> None:
        def fail(*args, **values):
            raise OSError

        monkeypatch.setattr("linli.registers.duties.importing.audit.record", fail)
        with pytest.raises(OSError):
            take_over(cast, OWN, ASSISTING)
        assert not DutyItem.objects.exists()

    def test_finds_the_same_list_unchanged_at_a_later_day(self, cast) -> None:
        take_over(cast, OWN, ASSISTING)
        with pytest.raises(Refused) as refusal:
            take_over(cast, OWN, ASSISTING, day=date(2026, 3, 1), is_whole=True)
        assert refusal.value.code == "nothing_to_do"
        assert DutyItem.objects.count() == 2

    def test_ends_the_old_version_of_a_changed_item_the_day_before(self, cast) -> None:
        take_over(cast, OWN)
        take_over(cast, [*OWN[:3], "楼道堆物和小广告的清理"], day=date(2026, 3, 1))
        old, new = DutyItem.objects.order_by("from_date")
        assert (old.name, old.until_date) == ("楼道堆物的清理", date(2026, 2, 28))
        assert (new.from_date, new.until_date) == (date(2026, 3, 1), None)

    def test_changes_an_item_in_place_on_its_own_first_day(self, cast) -> None:
        take_over(cast, OWN)
        done = take_over(cast, [*OWN[:3], "楼道堆物和小广告的清理"])
        assert done.count("changed") == 1
        assert DutyItem.objects.get().name == "楼道堆物和小广告的清理"

    def test_ends_what_a_whole_list_does_not_name(self, cast) -> None:
        take_over(cast, OWN, ASSISTING)
        done = take_over(cast, OWN, TAKEN_BACK, day=date(2026, 3, 1), is_whole=True)
        assert [item.name for item in done.ended] == ["占道经营的治理"]
        ended = DutyItem.objects.get(list="assisting")
        assert ended.until_date == date(2026, 2, 28)

    def test_leaves_other_items_alone_when_the_file_is_a_part(self, cast) -> None:
        take_over(cast, OWN, ASSISTING)
        take_over(cast, TAKEN_BACK, day=date(2026, 3, 1))
        assert DutyItem.objects.filter(until_date=None).count() == 3

    def test_refuses_a_whole_list_with_rejected_rows(self, cast) -> None:
        take_over(cast, OWN, ASSISTING)
        with pytest.raises(Refused) as refusal:
            take_over(cast, TAKEN_BACK, ["x"] * 8, day=date(2026, 3, 1), is_whole=True)
        assert refusal.value.code == "rejected_rows"
        assert DutyItem.objects.filter(until_date=None).count() == 2

    def test_refuses_posts_without_the_power(self, cast) -> None:
        with pytest.raises(NotAllowed):
            take_over(cast, OWN, by=cast.hotline_clerk.actor())


class TestRejected:
    def test_gives_the_rows_back_with_their_reasons_ready_to_be_imported(self, cast) -> None:
        wrong = [*ASSISTING[:4], "=火星局"]
        found = planned(cast, OWN, wrong)
        content = writing.refused(
            SHEET, [(r.row.cells, r.errors) for r in found.rejected], "zh-hans"
        )
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        assert len(sheet) == 2
        assert "火星局" in sheet[1][-1]
        again = reading.read(BytesIO(content), SHEET)
        assert again[0].cells["lead"] == "=火星局"
        assert again[0].cells["name"] == "占道经营的治理"
