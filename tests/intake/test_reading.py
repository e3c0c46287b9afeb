"""What the reader makes of files: formats, encodings, and lines that can't be read."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

from linli.core.errors import Refused
from linli.intake import reading
from linli.intake.reading import BadFile, Source

NEEDED = frozenset({"id", "detail"})


def lines_of(path, needed=NEEDED):
    return list(Source(path, needed=needed).lines())


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class TestObjects:
    def test_are_read_a_line_each_with_blank_ones_passed_over(self, tmp_path):
        path = written(
            tmp_path, "a.jsonl", '{"id": 1, "detail": "甲"}\n\n{"id": 2, "detail": "乙"}'
        )
        assert [(line.number, line.values["id"]) for line in lines_of(path)] == [(1, 1), (3, 2)]

    @pytest.mark.parametrize("bad", ["{", "[1]", '"x"', "7", "nonsense", '{"id": 1,}', "{'id': 1}"])
    def test_that_are_none_are_refused_and_the_next_goes_on(self, tmp_path, bad):
        path = written(tmp_path, "a.jsonl", f'{bad}\n{{"id": 2, "detail": "乙"}}\n')
        first, second = lines_of(path)
        assert first.values is None
        assert first.why_not
        assert second.values == {"id": 2, "detail": "乙"}

    def test_nested_too_deeply_are_refused(self, tmp_path):
        path = written(tmp_path, "a.jsonl", '{"id": ' + "[" * 100_000 + "\n")
        assert [line.values for line in lines_of(path)] == [None]

    def test_that_are_too_long_are_refused_without_being_held(self, tmp_path, monkeypatch):
        monkeypatch.setattr(reading, "LONGEST_LINE", 50)
        long = json.dumps({"id": 1, "detail": "x" * 500})
        path = written(tmp_path, "a.jsonl", long + '\n{"id": 2, "detail": "y"}')
        assert [(line.number, line.values is None) for line in lines_of(path)] == [
            (1, True),
            (2, False),
        ]

    def test_with_a_mark_of_byte_order_are_read(self, tmp_path):
        path = written(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + '{"id": 1, "detail": "甲"}'.encode())
        assert lines_of(path)[0].values["id"] == 1

    def test_are_known_by_content_where_the_name_says_nothing(self, tmp_path):
        path = written(tmp_path, "messages", '  {"id": 1, "detail": "甲"}')
        assert lines_of(path)[0].values["id"] == 1


class TestEncodings:
    CSV = "id,title,time,detail\n7,路灯,2024/1/2 3:04:05,路灯坏了\n"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
    def test_of_columns_are_found_out(self, tmp_path, encoding):
        path = written(tmp_path, "a.csv", self.CSV.encode(encoding))
        (line,) = lines_of(path)
        assert line.values["id"] == "7"
        assert line.values["detail"] == "路灯坏了"

    def test_of_objects_are_found_out(self, tmp_path):
        path = written(tmp_path, "a.jsonl", '{"id": 1, "detail": "甲"}'.encode("gb18030"))
        assert lines_of(path)[0].values["detail"] == "甲"

    def test_that_one_line_breaks_cost_that_line_alone(self, tmp_path):
        good = '{"id": 1, "detail": "甲"}\n'.encode()
        bad = '{"id": 2, "detail": "乙"}\n'.encode("gb18030")
        lines = lines_of(written(tmp_path, "a.jsonl", good + bad + good))
        assert [line.values is None for line in lines] == [False, True, False]

    def test_that_one_row_of_columns_breaks_cost_that_row_alone(self, tmp_path):
        rows = [self.CSV.encode(), "8,甲,,乙\n".encode("gbk"), "9,甲,,乙\n".encode()]
        lines = lines_of(written(tmp_path, "a.csv", b"".join(rows)))
        assert [line.values is None for line in lines] == [False, True, False]

    def test_of_16_bits_are_refused_as_a_whole(self, tmp_path):
        with pytest.raises(Refused) as refused:
            lines_of(written(tmp_path, "a.csv", self.CSV.encode("utf-16")))
        assert refused.value.code == "utf_16"


class TestColumns:
    @pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
    def test_may_stand_between_any_usual_signs(self, tmp_path, sign):
        path = written(tmp_path, "a.csv", f"id{sign}detail\n1{sign}甲\n")
        assert lines_of(path)[0].values == {"id": "1", "detail": "甲"}

    def test_may_hold_quoted_signs_and_new_lines(self, tmp_path):
        path = written(tmp_path, "a.csv", 'id,detail\n1,"甲,乙\n丙"\n2,丁\n')
        lines = lines_of(path)
        assert lines[0].values["detail"] == "甲,乙\n丙"
        assert [line.number for line in lines] == [2, 4]

    def test_that_are_missing_are_named_with_those_found(self, tmp_path):
        with pytest.raises(BadFile) as refused:
            lines_of(written(tmp_path, "a.csv", "编号,内容\n1,甲\n"))
        assert "detail, id" in refused.value.message.zh
        assert "编号, 内容" in refused.value.message.zh

    def test_beyond_the_first_line_are_refused(self, tmp_path):
        lines = lines_of(written(tmp_path, "a.csv", "id,detail\n1,甲,乙\n2,丙\n"))
        assert [line.values is None for line in lines] == [True, False]

    def test_with_a_quotation_mark_left_open_are_refused(self, tmp_path):
        text = 'id,detail\n1,"甲\n' + "x" * 140_000 + "\n"
        lines = lines_of(written(tmp_path, "a.csv", text))
        assert lines[0].values is None

    def test_of_an_empty_file_are_missing(self, tmp_path):
        with pytest.raises(BadFile):
            lines_of(written(tmp_path, "a.csv", b""))


class TestWorkbooks:
    def test_are_read_from_their_first_filled_row(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(1, 0, ["id", "title", "time", "detail"])
            sheet.write_row(2, 0, [7, "路灯", "2024/1/2", "坏了"])
            sheet.write_row(4, 0, [8, "路灯", "2024/1/2", "又坏了"])
        lines = lines_of(path)
        assert [(line.number, line.values["id"]) for line in lines] == [(3, 7.0), (5, 8.0)]

    def test_whose_last_cell_would_fill_the_memory_are_refused(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["id", "detail"])
            sheet.write(1_048_575, 16_383, "x")
        with pytest.raises(BadFile) as refusal:
            lines_of(path)
        assert "too far out" in refusal.value.message.en

    def test_that_are_none_are_refused(self, tmp_path):
        with pytest.raises(BadFile):
            lines_of(written(tmp_path, "a.xlsx", b"PK\x03\x04 but no more"))

    def test_that_do_not_exist_are_refused(self, tmp_path):
        with pytest.raises(BadFile):
            lines_of(tmp_path / "none.csv")
