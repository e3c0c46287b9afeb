"""Against exported heads even an older, genuine database put back is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from linli.base.audit.anchoring import anchor
from linli.base.audit.heads import heads_file
from linli.base.audit.verification import verify
from linli.home import key
from tests.base.audit.chains import (
    AT,
    WHOLE,
    change,
    damaged,
    delete_lines,
    hack,
    head_row,
    put_head_back,
    verdict,
    write,
)


class TestTheFileOfHeads:
    """Chains written in transactions of their own, so that the file holds them."""

    @pytest.fixture
    def exported(self, transactional_db: None, tmp_path: Path) -> Path:
        write("case:1", 4)
        self.old = head_row("case:1")
        write("case:1", 3)
        write("case:2", 2)
        anchor(AT)
        self.anchored_system = head_row("system")
        return Path(shutil.copy(heads_file(), tmp_path / "exported.jsonl"))

    def cut(self) -> None:
        """Put case:1 back to its fourth line, and the system chain to nothing of it."""
        delete_lines("case:1", "no > 4")
        put_head_back("case:1", self.old)

    def forget_anchors(self) -> None:
        delete_lines("system")
        hack("DELETE FROM audit_head WHERE chain = 'system'",
             "UPDATE audit_head SET anchored_in = NULL")  # fmt: skip

    def test_agrees_with_a_whole_log(self, exported: Path) -> None:
        report = verify(exported)
        assert verdict(report) == WHOLE
        assert report.compared >= 9

    def test_agrees_when_the_log_has_grown_since(self, exported: Path) -> None:
        write("case:1", 2)
        write("case:3", 2)
        anchor(AT)
        assert verdict(verify(exported)) == WHOLE

    def test_shows_a_cut_end(self, exported: Path) -> None:
        self.cut()
        self.forget_anchors()
        found = [fault[:3] for fault in verify(exported).faults]
        assert ("case:1", 5, "missing") in found

    def test_shows_an_older_database_put_back(self, exported: Path) -> None:
        """Everything is genuine: the lines, the heads, the triggers."""
        delete_lines("case:2")
        hack("DELETE FROM audit_head WHERE chain = 'case:2'")
        self.cut()
        delete_lines("system")
        hack("DELETE FROM audit_head WHERE chain = 'system'")
        heads_file().unlink()
        assert verify().faults == []
        report = verify(exported)
        assert verdict(report) == damaged("case:1", 5, "missing")
        assert [fault[:3] for fault in report.faults] == [
            ("case:1", 5, "missing"), ("case:2", 1, "missing"), ("system", 1, "missing"),
        ]  # fmt: skip

    def test_shows_a_past_that_was_written_anew(self, exported: Path) -> None:
        """An older database put back in which the application went on."""
        self.cut()
        write("case:1", 3, texts=(1,))
        assert ("case:1", 5, "altered") in [fault[:3] for fault in verify(exported).faults]

    def test_is_used_by_itself_when_it_is_the_instances_own(self, exported: Path) -> None:
        delete_lines("case:2")
        hack("DELETE FROM audit_head WHERE chain = 'case:2'")
        self.forget_anchors()
        assert ("case:2", 1, "missing") in [fault[:3] for fault in verify().faults]

    def test_is_missed_by_its_name_where_lines_were_written(self, exported: Path) -> None:
        heads_file().unlink()
        report = verify()
        assert (report.exit_code, report.faults) == (2, [])
        assert str(heads_file()) in report.sentences()[0].en
        assert verify(exported).exit_code == 0

    def test_is_begun_anew_by_the_next_line(self, exported: Path) -> None:
        heads_file().unlink()
        write("case:1", 1)
        assert verdict(verify()) == WHOLE

    def test_is_no_condition_where_nothing_was_written(self, db: None) -> None:
        heads_file().unlink()
        assert key("audit")
        report = verify()
        assert report.exit_code == 0
        assert str(heads_file()) in report.warnings[0].en

    def test_cannot_be_checked_when_it_is_not_there(self, exported: Path) -> None:
        report = verify(exported.with_name("no-such-file"))
        assert report.exit_code == 2
        assert "no-such-file" in report.sentences()[0].en

    def test_cannot_be_checked_when_it_is_a_folder(self, exported: Path) -> None:
        assert verify(exported.parent).exit_code == 2

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda text: text.replace('"case:1",7', '"case:1",8'),
            lambda text: text.replace("case:2", "case:3"),
            lambda text: "not json\n" + text,
            lambda text: text + "[]\n",
            lambda text: text + '{"a": 1}\n',
            lambda text: text + '["a", "b", 1, "c", "d"]\n',
            lambda text: "[" * 100_000 + "\n" + text,
        ],
    )
    def test_cannot_be_checked_when_a_line_is_not_authentic(
        self, exported: Path, spoil: Callable[[str], str]
    ) -> None:
        exported.write_text(spoil(exported.read_text()))
        report = verify(exported)
        assert report.exit_code == 2
        assert "not written under this key" in report.sentences()[0].en

    def test_still_shows_damage_when_one_of_its_lines_is_not_authentic(
        self, exported: Path
    ) -> None:
        exported.write_text("junk\n" + exported.read_text())
        change("case:1", 2, "kind", "x")
        assert verdict(verify(exported)) == damaged("case:1", 2, "altered")

    def test_may_end_in_a_line_that_a_crash_cut_off(self, exported: Path) -> None:
        exported.write_text(exported.read_text()[:-20])
        assert verdict(verify(exported)) == WHOLE

    def test_may_be_any_part_of_what_was_exported(self, exported: Path) -> None:
        lines = exported.read_text().splitlines(keepends=True)
        exported.write_text("".join(reversed(lines[2:5])))
        assert verdict(verify(exported)) == WHOLE

    def test_is_not_authentic_under_another_key(self, exported: Path, other_key: None) -> None:
        report = verify(exported)
        assert report.exit_code == 2
