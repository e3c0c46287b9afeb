"""Damage done behind the application's back, each kind, is named with chain, line and kind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction

from linli.base.audit import verification
from linli.base.audit.anchoring import anchor
from linli.base.audit.erasing import erase_texts
from linli.base.audit.heads import heads_file
from linli.base.audit.log import LogDamaged, entries, record
from linli.base.audit.models import Entry, EntryText, Head
from linli.base.audit.report import Report
from linli.base.audit.verification import verify
from linli.core.actors import Actor
from linli.home import keys_folder
from tests.base.audit.chains import (
    AT,
    CLERK,
    change,
    copy_line,
    delete_lines,
    forge,
    hack,
    head_row,
    push_down,
    put_head_back,
    renumber,
    write,
)

Verdict = tuple[int, str | None, int | None, str | None, str | None]
WHOLE: Verdict = (0, None, None, None, None)


def verdict(report: Report) -> Verdict:
    """The exit code and the first fault."""
    first = report.first
    if first is None:
        return (report.exit_code, None, None, None, None)
    return (report.exit_code, first.chain, first.line, first.kind, first.part)


def damaged(chain: str, line: int, kind: str, part: str = "line") -> Verdict:
    return (1, chain, line, kind, part)


@pytest.fixture
def chains(db: None) -> None:
    """Three chains: two cases and the system's."""
    write("case:1")
    write("case:2")
    write("system", texts=())


class TestAWholeLog:
    def test_is_whole(self, chains: None) -> None:
        report = verify()
        assert verdict(report) == WHOLE
        assert (report.lines, report.chains) == (21, 3)

    def test_is_whole_when_empty(self, db: None) -> None:
        assert verdict(verify()) == WHOLE

    def test_is_whole_after_anchoring(self, chains: None) -> None:
        anchor(AT)
        anchor(AT)
        report = verify()
        assert verdict(report) == WHOLE
        assert report.compared >= 2

    def test_holds_every_kind_of_value(self, db: None) -> None:
        facts = {
            "n": -(2**62),
            "b": True,
            "none": None,
            "deep": [{"键": "值\n\"'\\🙏\u2028"}],
            "": "",
        }
        with transaction.atomic():
            record("case:9", "odd", by=Actor.receipt("4821-0937-5526"), at=AT, facts=facts,
                   texts={"body": "a\0b\ud800 \x7f 🙏"})  # fmt: skip
            record("case:9", "odd", by=Actor.system("job"), at=AT.replace(microsecond=7))
        assert verdict(verify()) == WHOLE
        assert entries("case:9")[0].facts == facts

    def test_says_so_in_both_languages(self, chains: None) -> None:
        said = verify().sentences()[0]
        assert (said.zh, said.en) == ("日志完整。", "The log is whole.")


class TestAnAlteredLine:
    @pytest.mark.parametrize("no", [1, 4, 7])
    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("kind", "case.close"),
            ("at", AT + timedelta(days=1)),
            ("actor_kind", "system"),
            ("actor_key", "8"),
            ("actor_name", "别的单位"),
            ("person_id", 12),
            ("person_id", None),
            ("post_id", 8),
            ("unit_id", 6),
            ("region_code", 370103010000),
            ("role", "unit_head"),
            ("is_deputy", True),
            ("facts", '{"step": 99}'),
            ("facts", "[]"),
            ("facts", "null"),
            ("digest_of_texts", "00" * 32),
            ("prev", "00" * 32),
            ("mac", "00" * 32),
            ("mac", ""),
        ],
    )
    def test_is_named(self, chains: None, no: int, column: str, value: Any) -> None:
        change("case:1", no, column, value)
        report = verify()
        assert verdict(report) == damaged("case:1", no, "altered")
        assert len(report.faults) == 1

    def test_is_named_for_one_changed_fact(self, chains: None) -> None:
        hack("UPDATE audit_entry SET facts = "
             + ("jsonb_set(facts, '{to,state}', '\"shut\"')" if connection.vendor == "postgresql"
                else "json_set(facts, '$.to.state', 'shut')")
             + " WHERE chain = 'case:2' AND no = 3")  # fmt: skip
        assert verdict(verify()) == damaged("case:2", 3, "altered")

    def test_is_named_in_the_system_chain(self, chains: None) -> None:
        change("system", 2, "actor_key", "8")
        assert verdict(verify()) == damaged("system", 2, "altered")

    def test_is_named_when_it_was_moved_to_another_chain(self, chains: None) -> None:
        change("case:1", 4, "chain", "case:3")
        assert ("case:1", 4, "removed") in [fault[:3] for fault in verify().faults]

    @pytest.mark.parametrize("junk", ["no time", "2026-13-45 99:99:99", b"\xff\xfe", 17])
    def test_is_named_when_its_time_is_nonsense(self, chains: None, junk: Any) -> None:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL keeps types")
        change("case:1", 3, "at", junk)
        assert verdict(verify()) == damaged("case:1", 3, "altered")

    @pytest.mark.parametrize("column", ["kind", "actor_name", "facts", "mac"])
    def test_is_named_when_bytes_stand_there_that_are_no_text(
        self, chains: None, column: str
    ) -> None:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL keeps types")
        hack("PRAGMA ignore_check_constraints = ON",
             f"UPDATE audit_entry SET {column} = CAST(X'FF00FE' AS text) "
             "WHERE chain = 'case:1' AND no = 3",
             "PRAGMA ignore_check_constraints = OFF")  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 3, "altered")

    def test_is_named_when_its_number_or_chain_is_no_more(self, chains: None) -> None:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL keeps types")
        change("case:1", 7, "no", "seven")
        change("case:2", 1, "chain", b"\xff")
        report = verify()
        assert ("case:1", 7, "altered") in [fault[:3] for fault in report.faults]
        assert ("case:2", 1, "removed") in [fault[:3] for fault in report.faults]
        assert json.dumps(report.as_dict()).encode()


class TestARemovedLine:
    @pytest.mark.parametrize("no", [1, 3, 6])
    def test_is_named(self, chains: None, no: int) -> None:
        delete_lines("case:1", f"no = {no}")
        assert verdict(verify()) == damaged("case:1", no, "removed")

    def test_is_named_when_the_rest_was_renumbered(self, chains: None) -> None:
        delete_lines("case:1", "no = 3")
        for no in (4, 5, 6, 7):
            renumber("case:1", no, no - 1)
        report = verify()
        assert verdict(report) == damaged("case:1", 3, "removed")
        assert len(report.faults) == 1


class TestAMissingEnd:
    @pytest.mark.parametrize("left", [1, 5, 6])
    def test_is_named_by_the_row_of_the_head(self, chains: None, left: int) -> None:
        delete_lines("case:1", f"no > {left}")
        assert verdict(verify()) == damaged("case:1", left + 1, "missing")

    def test_is_named_when_the_head_was_rewritten_without_the_key(self, chains: None) -> None:
        mac = Entry.objects.get(chain="case:1", no=5).mac
        delete_lines("case:1", "no > 5")
        hack("UPDATE audit_head SET no = 5, mac = %s WHERE chain = 'case:1'", values=(mac,))
        assert verdict(verify()) == damaged("case:1", 5, "altered", "head")

    def test_is_named_by_the_anchors_when_the_head_was_put_back(self, db: None) -> None:
        write("case:1", 4)
        old = head_row("case:1")
        write("case:1", 3)
        anchor(AT)
        delete_lines("case:1", "no > 4")
        put_head_back("case:1", old)
        assert verdict(verify()) == damaged("case:1", 5, "missing")

    def test_of_the_system_chain_is_named_by_the_other_chains(self, chains: None) -> None:
        old = head_row("system")
        anchor(AT)
        delete_lines("system", "no > 7")
        put_head_back("system", old)
        assert verdict(verify()) == damaged("system", 8, "missing")


class TestAMissingChain:
    def test_is_named_by_its_head(self, chains: None) -> None:
        delete_lines("case:1")
        report = verify()
        assert verdict(report) == damaged("case:1", 1, "missing")
        assert report.faults[0].to == 7

    def test_is_named_by_the_anchors_when_its_head_is_gone_too(self, chains: None) -> None:
        anchor(AT)
        delete_lines("case:1")
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        report = verify()
        assert verdict(report) == damaged("case:1", 1, "missing")
        assert report.faults[0].to == 7

    def test_is_named_when_it_is_the_system_chain(self, chains: None) -> None:
        anchor(AT)
        delete_lines("system")
        hack("DELETE FROM audit_head WHERE chain = 'system'")
        assert verdict(verify()) == damaged("system", 1, "missing")


class TestAnInsertedLine:
    @pytest.mark.parametrize("no", [1, 4, 7])
    def test_is_named_in_the_middle(self, chains: None, no: int) -> None:
        push_down("case:1", no, 7)
        forge("case:1", no)
        report = verify()
        assert verdict(report) == damaged("case:1", no, "inserted")
        assert len(report.faults) == 1

    def test_is_named_in_the_middle_of_an_anchored_chain(self, chains: None) -> None:
        anchor(AT)
        push_down("case:1", 4, 7)
        forge("case:1", 4)
        report = verify()
        assert verdict(report) == damaged("case:1", 4, "inserted")
        assert len(report.faults) == 1

    def test_is_named_at_the_end(self, chains: None) -> None:
        forge("case:1", 8)
        assert verdict(verify()) == damaged("case:1", 8, "inserted")

    @pytest.mark.parametrize("no", [4, 8])
    def test_is_named_when_copied_from_another_chain(self, chains: None, no: int) -> None:
        push_down("case:1", no, 7)
        copy_line("case:2", min(no, 7), into="case:1", number=no)
        assert verdict(verify()) == damaged("case:1", no, "inserted")

    @pytest.mark.parametrize("no", [4, 8])
    def test_is_named_when_copied_within_the_chain(self, chains: None, no: int) -> None:
        push_down("case:1", no, 7)
        copy_line("case:1", 3, into="case:1", number=no)
        assert verdict(verify()) == damaged("case:1", no, "inserted")

    def test_is_named_as_a_chain_of_its_own(self, chains: None) -> None:
        copy_line("case:1", 1, into="case:9", number=1)
        assert ("case:9", 1, "altered") in [fault[:3] for fault in verify().faults]


class TestAReorderedLine:
    @pytest.mark.parametrize(("one", "two"), [(3, 4), (1, 7), (6, 7)])
    def test_is_named_when_two_were_swapped(self, chains: None, one: int, two: int) -> None:
        renumber("case:1", one, 99)
        renumber("case:1", two, one)
        renumber("case:1", 99, two)
        report = verify()
        assert verdict(report) == damaged("case:1", one, "reordered")
        assert len(report.faults) == 1


class TestTheRowOfTheHead:
    @pytest.mark.parametrize(
        ("column", "value"), [("no", 6), ("mac", "ab"), ("anchored_in", 1), ("head_mac", "ab")]
    )
    def test_is_named_when_altered(self, chains: None, column: str, value: Any) -> None:
        hack(f"UPDATE audit_head SET {column} = %s WHERE chain = 'case:1'", values=(value,))
        assert verdict(verify()) == damaged("case:1", 7, "altered", "head")

    def test_is_named_when_gone(self, chains: None) -> None:
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        assert verdict(verify()) == damaged("case:1", 7, "removed", "head")

    def test_is_named_when_an_older_one_was_put_back(self, db: None) -> None:
        write("case:1", 4)
        old = head_row("case:1")
        write("case:1", 3)
        put_head_back("case:1", old)
        assert verdict(verify()) == damaged("case:1", 5, "altered", "head")


class TestText:
    def test_is_named_when_altered(self, chains: None) -> None:
        hack("""UPDATE audit_entrytext SET texts = '{"body": "别的话"}' WHERE entry_id =
             (SELECT id FROM audit_entry WHERE chain = 'case:1' AND no = 2)""")
        assert verdict(verify()) == damaged("case:1", 2, "altered", "text")

    def test_is_named_when_swapped_with_its_salt(self, chains: None) -> None:
        two, five = (EntryText.objects.get(entry__chain="case:1", entry__no=no) for no in (2, 5))
        for one, other in ((two, five), (five, two)):
            hack("UPDATE audit_entrytext SET salt = %s, texts = %s WHERE entry_id = %s",
                 values=(other.salt, json.dumps(other.texts), one.pk))  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 2, "altered", "text")

    def test_is_named_when_deleted_without_an_erasure(self, chains: None) -> None:
        hack("DELETE FROM audit_entrytext WHERE entry_id = "
             "(SELECT id FROM audit_entry WHERE chain = 'case:1' AND no = 5)")  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 5, "removed", "text")

    def test_is_named_when_added_to_a_line_without(self, chains: None) -> None:
        hack("INSERT INTO audit_entrytext (entry_id, salt, texts) SELECT id, 'aa', '{}' "
             "FROM audit_entry WHERE chain = 'case:1' AND no = 3")  # fmt: skip
        assert verdict(verify()) == damaged("case:1", 3, "inserted", "text")

    def test_may_be_erased_lawfully(self, chains: None) -> None:
        ids = Entry.objects.filter(chain="case:1").values_list("pk", flat=True)
        assert erase_texts(ids, by=CLERK, at=AT, reason="retention_ended") == 2
        assert verdict(verify()) == WHOLE

    def test_is_named_when_put_back_after_its_erasure(self, chains: None) -> None:
        held = EntryText.objects.get(entry__chain="case:1", entry__no=2)
        erase_texts([held.pk], by=CLERK, at=AT, reason="retention_ended")
        held.save(force_insert=True)
        assert verdict(verify()) == damaged("case:1", 2, "inserted", "text")

    def test_of_other_lines_is_still_checked_after_an_erasure(self, chains: None) -> None:
        held = EntryText.objects.get(entry__chain="case:1", entry__no=2)
        erase_texts([held.pk], by=CLERK, at=AT, reason="retention_ended")
        hack("""UPDATE audit_entrytext SET texts = '{"body": "别的话"}' WHERE entry_id =
             (SELECT id FROM audit_entry WHERE chain = 'case:1' AND no = 5)""")
        assert verdict(verify()) == damaged("case:1", 5, "altered", "text")


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
        assert verdict(verify()) == WHOLE
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

    def test_is_missed_when_there_is_none(self, exported: Path) -> None:
        heads_file().unlink()
        report = verify()
        assert verification.NOT_COMPARED in report.warnings
        assert report.exit_code == 0

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


@pytest.fixture
def other_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another key in the place of the one that the log was written with."""
    folder = tmp_path / "keys"
    folder.mkdir()
    (folder / "audit.key").write_text("11" * 32)
    monkeypatch.setenv("LINLI_KEYS", str(folder))


class TestWhatCannotBeChecked:
    def test_is_a_log_without_its_key(
        self, chains: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LINLI_KEYS", str(tmp_path / "nothing"))
        report = verify()
        assert (report.exit_code, report.unchecked) == (2, [verification.NO_KEY])
        assert not (keys_folder() / "audit.key").exists()

    def test_is_a_log_with_a_spoilt_key(
        self, chains: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LINLI_KEYS", str(tmp_path))
        (tmp_path / "audit.key").write_text("not hexadecimal")
        assert verify().exit_code == 2

    def test_is_a_log_of_another_key(self, chains: None, other_key: None) -> None:
        report = verify()
        assert (report.exit_code, report.faults) == (2, [])
        assert report.unchecked == [verification.WRONG_KEY]

    def test_is_a_database_without_tables(
        self, chains: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(verification, "TABLES", ("audit_nowhere",))
        report = verify()
        assert (report.exit_code, report.unchecked) == (2, [verification.NO_DATABASE])

    def test_is_a_database_that_is_not_there(self, tmp_path: Path) -> None:
        """And asking for it does not make it."""
        (tmp_path / "keys").mkdir()
        (tmp_path / "keys" / "audit.key").write_text("11" * 32)
        script = (
            "import django; django.setup(); "
            "from linli.base.audit.verification import verify; "
            "report = verify(); print(report.sentences()[0].en); raise SystemExit(report.exit_code)"
        )
        environment = {**os.environ, "LINLI_HOME": str(tmp_path), "DATABASE_URL": ""}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (2, "")
        assert done.stdout.startswith("There is no database")
        assert [path.name for path in tmp_path.glob("*.sqlite3")] == []

    def test_is_a_database_that_breaks_while_it_is_read(
        self, chains: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken() -> None:
            raise OperationalError("disk I/O error")

        monkeypatch.setattr(verification.stored, "rows", broken)
        report = verify()
        assert report.exit_code == 2
        assert "disk I/O error" in report.sentences()[0].en


class TestTheReport:
    def test_names_chain_line_and_kind_in_both_languages(self, chains: None) -> None:
        change("case:1", 4, "kind", "x")
        said = verify().sentences()[0]
        assert said.en == "In the chain case:1, line 4 was altered."
        assert said.zh == "日志链 case:1：第 4 行被篡改。"

    def test_names_a_range(self, chains: None) -> None:
        delete_lines("case:1", "no > 4")
        assert verify().sentences()[0].en == "In the chain case:1, lines 5 to 7 are missing."

    def test_is_plain_for_programs(self, chains: None) -> None:
        change("case:1", 4, "kind", "x")
        told = json.loads(json.dumps(verify().as_dict()))
        assert told["verdict"] == "damaged"
        assert told["faults"][0] == {
            "chain": "case:1", "line": 4, "kind": "altered", "part": "line", "to": 4,
        }  # fmt: skip

    def test_lists_a_limited_number_of_faults(
        self, chains: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("linli.base.audit.report.MOST_FAULTS", 3)
        hack("UPDATE audit_entry SET kind = 'x' WHERE chain <> 'system'")
        report = verify()
        assert (len(report.faults), report.further) == (3, 11)
        assert "11 further faults" in report.sentences()[3].en

    def test_warns_of_missing_triggers(self, chains: None) -> None:
        hack()
        report = verify()
        assert report.exit_code == 0
        assert any("audit_entry_no_update" in said.en for said in report.warnings)

    def test_does_not_warn_when_all_is_well(self, chains: None) -> None:
        heads_file().touch()
        assert verify().warnings == []


class TestALaterLine:
    def test_is_not_written_on_a_cut_chain(self, chains: None) -> None:
        """Else the application would sign the attacker's end."""
        hack("UPDATE audit_head SET no = 4 WHERE chain = 'case:1'")
        with pytest.raises(LogDamaged), transaction.atomic():
            record("case:1", "case.note", by=CLERK, at=AT)
        assert Head.objects.get(pk="case:1").no == 4

    def test_does_not_hide_a_removed_one(self, chains: None) -> None:
        delete_lines("case:1", "no = 7")
        write("case:1", 1)
        assert verdict(verify()) == damaged("case:1", 7, "removed")

    def test_is_not_lent_to_a_damaged_end_by_anchoring(
        self, chains: None, caplog: pytest.LogCaptureFixture
    ) -> None:
        hack("UPDATE audit_head SET no = 4 WHERE chain = 'case:1'")
        anchor(AT)
        assert "case:1" in caplog.text
        assert verdict(verify())[0] == 1
        assert verdict(verify())[1] == "case:1"
