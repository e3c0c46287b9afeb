"""`linli mend` and `linli conference`, run as people run them, without an instance."""

from __future__ import annotations

import json

import pytest

from linli.cli import main
from tests.core.conferences.written import REPORTS

SHOWN = "會(huì)議強(qiáng)調(diào),要定分止?fàn)帯⒁缘轮未猴L(fēng)化雨。"


def run(capsys, *arguments):
    with pytest.raises(SystemExit) as left:
        main([*map(str, arguments)])
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


@pytest.fixture
def damaged(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text(SHOWN, "utf-8")
    return file


class TestMend:
    def test_prints_the_text_and_tells_the_spots_apart(self, capsys, damaged):
        code, out, err = run(capsys, "mend", damaged)
        assert (code, out) == (0, "会议强调，要定分止争、以德治春风化雨。\n")
        assert "9–16 ?fàn)" in err

    def test_as_json_has_the_shape_that_was_agreed(self, capsys, damaged):
        code, out, err = run(capsys, "mend", damaged, "--json")
        assert (code, err) == (0, "")
        assert json.loads(out) == {
            "text": "会议强调，要定分止争、以德治春风化雨。",
            "spots": [
                {
                    "start": 9, "end": 16, "raw": "?fàn)帯⒁缘轮未猴L(fēng)",
                    "alternatives": [], "certain": True,
                }
            ],
        }  # fmt: skip


class TestConference:
    def test_as_json_has_the_shape_that_was_agreed(self, capsys, tmp_path):
        file = tmp_path / "report.txt"
        file.write_text(REPORTS[0].text, "utf-8")
        code, out, _ = run(capsys, "conference", file, "--json")
        found = json.loads(out)
        assert code == 0
        assert (found["date"], found["level"], found["host"]) == ("2025-11-06", "province", None)
        assert found["speakers"][0] == {"name": "周启明", "post": "省委常委、政法委书记"}
        assert found["present"] == []
        assert found["venues"] == ["临江", "乡镇（街道）", "各市"]
        assert found["directives"][0] == {
            "no": "1", "start": 177, "end": 221, "speaker": "周启明", "addressee": "各地",
            "subject": "disputes", "children": [],
        }  # fmt: skip

    def test_reads_a_damaged_report_and_shows_it_demand_by_demand(self, capsys, damaged):
        code, out, err = run(capsys, "conference", damaged)
        assert (code, out) == (
            0,
            "1 (the meeting) [Grassroots governance] 要定分止争、以德治春风化雨\n",
        )
        assert "look at: 1" in err


class TestAFileThatCannotBeRead:
    @pytest.mark.parametrize("command", ["mend", "conference"])
    def test_is_told_in_one_line(self, capsys, tmp_path, command):
        picture = tmp_path / "a.png"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
        for file in (tmp_path / "none.txt", tmp_path, picture):
            code, out, err = run(capsys, command, file)
            assert (code, out, err.count("\n")) == (2, "", 1)
