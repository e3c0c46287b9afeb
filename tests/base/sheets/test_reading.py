"""Tables that anybody may have made: what is read, and what is refused in words."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from linli.base.sheets import reading, writing
from linli.base.sheets.columns import Column, Sheet
from linli.core.errors import Refused
from linli.core.text import Text

NOTHING = Text("", "")
SHEET = Sheet(
    Text("表", "Table"),
    (
        Column("code", Text("代码", "Code"), 10, NOTHING, is_required=True),
        Column("name", Text("名称", "Name"), 10, NOTHING, longest=8),
        Column("day", Text("日期", "Day"), 10, NOTHING),
    ),
    Text("带*的列必填。", "Columns with * are needed."),
    most_rows=3,
)


def xlsx(*rows, then=None) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, datetime):
                    page.write_datetime(number, place, cell, book.add_format({"num_format": 14}))
                elif isinstance(cell, str):
                    page.write_string(number, place, cell)
                else:
                    page.write(number, place, cell)
        if then:
            then(page)
    return target.getvalue()


def read(content: bytes):
    return reading.read(BytesIO(content), SHEET)


def bomb() -> bytes:
    target = BytesIO(xlsx(["代码"]))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", b"0" * 30_000_000)
    return target.getvalue()


def far_out(page) -> None:
    page.write_string(1_048_575, 16_383, "x")


def computed(page) -> None:
    page.write_formula(1, 0, "=1+1", None, 2)


def merged(page) -> None:
    page.merge_range(1, 0, 3, 0, "甲")


class TestRead:
    def test_reads_codes_telephones_and_leading_zeros_as_they_were_written(self):
        rows = read(xlsx(["代码*", "名称"], ["007", "甲"], [370102001001, 13812345678]))
        assert [row.cells for row in rows] == [
            {"code": "007", "name": "甲"},
            {"code": "370102001001", "name": "13812345678"},
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_reads_csv_as_chinese_excel_writes_it(self, encoding):
        rows = read("代码,名称\r\n007,甲\r\n".encode(encoding))
        assert [(row.line, row.cells["code"], row.cells["name"]) for row in rows] == [
            (2, "007", "甲")
        ]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"\x00\x01\x02", "damaged"),
            (b"\xd0\xcf\x11\xe0 old", "old_excel"),
            ("代码".encode("utf-16"), "utf_16"),
            (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
            (xlsx(["代码", "名称", "名称"], ["1", "甲", "乙"]), "doubled"),
            (b"PK\x03\x04 broken", "damaged"),
            (b"code\xff\xff\xff", "damaged"),
            (xlsx(["别的"], ["x"]), "no_heading"),
            (xlsx(["代码"], *([str(n)] for n in range(4))), "too_many"),
            (xlsx(["代码"], then=far_out), "too_many"),
            (b"a," * 2_000, "too_many"),
            (xlsx(["代码"], then=computed), "formulas"),
            (xlsx(["代码"], then=merged), "merged"),
            (bomb(), "bomb"),
            (b"0" * (20 * 1024 * 1024 + 1), "too_large"),
        ],
    )  # fmt: skip
    def test_refuses_at_the_file_what_it_can_not_take(self, content, code):
        with pytest.raises(Refused) as refusal:
            read(content)
        assert (refusal.value.code, refusal.value.field) == (code, "file")

    def test_says_of_what_is_no_excel_file_that_it_is_none(self):
        told = {}
        for content in (b"This was saved as .xlsx", xlsx(["别的"], ["x"])):
            with pytest.raises(Refused) as refusal:
                read(content)
            told[content] = "这不是Excel" in refusal.value.message.zh
        assert list(told.values()) == [True, False]

    def test_bears_a_merged_title_above_the_headings(self):
        def title(page):
            page.merge_range(0, 0, 0, 2, "某某单位一览")

        assert len(read(xlsx([""], ["代码"], ["1"], then=title))) == 1

    @pytest.mark.parametrize(
        ("cell", "reason"), [(9133010056789012345, "丢失末几位"), ("长" * 9, "不能超过8个字")]
    )
    def test_says_of_a_cell_what_is_wrong_with_it(self, cell, reason):
        row = read(xlsx(["代码", "名称"], ["1", cell]))[0]
        assert reason in row.errors[0].zh

    @pytest.mark.parametrize(
        "cell", ["2026-01-31", "2026年1月31日", "2026/1/31", 46053, datetime(2026, 1, 31)]
    )
    def test_understands_a_day_however_it_was_written(self, cell):
        row = read(xlsx(["代码", "日期"], ["1", cell]))[0]
        assert reading.day_of(row.cells["day"]) == date(2026, 1, 31)

    @pytest.mark.parametrize("text", ["", "明年", "2026-02-30", "12"])
    def test_knows_no_day_where_there_is_none(self, text):
        assert reading.day_of(text) is None


class TestWriting:
    @pytest.mark.parametrize("language", ["zh-hans", "en"])
    def test_makes_a_template_that_is_read_again(self, language):
        assert read(writing.template(SHEET, language)) == []

    def test_writes_nothing_that_could_be_run(self):
        cells = ["=1+1", "+1", "-1", "@SUM(1)", "=HYPERLINK(1)"]
        rows = [[cell, "", ""] for cell in cells]
        content = writing.table(Text("表", "Table"), SHEET.columns, rows, "zh")
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
        assert [row[0] for row in sheet[1:]] == cells
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
