"""The ends of the chains leave the database at once, and are anchored each minute."""

from __future__ import annotations

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from linli.base.audit import anchoring, heads
from linli.base.audit.anchoring import anchor
from linli.base.audit.heads import Seen, export, heads_file
from linli.base.audit.log import entries, record
from linli.base.audit.models import Head as HeadRow
from linli.base.audit.verification import verify
from linli.core.chain import ANCHORED, Head
from linli.home import key
from tests.base.audit.chains import AT, CLERK, delete_lines, hack, write


def told(path: Path | None = None) -> list[Seen | None]:
    """What the lines of the file tell."""
    path = path or heads_file()
    with path.open("rb") as file:
        return [seen for _, seen in heads.read(file, key("audit"), path.stat().st_size)]


@pytest.fixture(autouse=True)
def _none_yet(_heads_of_its_own: None) -> None:
    heads_file().unlink()


@pytest.mark.django_db(transaction=True)
class TestACommit:
    def test_puts_the_new_end_into_the_file(self) -> None:
        (line,) = write("case:1", 1)
        assert told() == [Seen("case:1", 1, line.mac)]

    def test_puts_nothing_there_before(self) -> None:
        with transaction.atomic():
            record("case:1", "x", by=CLERK, at=AT)
            assert not heads_file().exists()
        assert len(told()) == 1

    def test_that_is_none_puts_nothing_there(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            record("case:1", "x", by=CLERK, at=AT)
            raise ZeroDivisionError
        assert not heads_file().exists()

    def test_succeeds_though_the_file_cannot_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "file").write_text("")
        monkeypatch.setenv("LINLI_HEADS", str(tmp_path / "file" / "heads.jsonl"))
        write("case:1", 1)
        assert entries("case:1").count() == 1
        assert "export" in caplog.text


class TestExport:
    HEAD = Head("case:1", 3, "ab" * 32)

    def test_writes_lines_that_prove_themselves(self) -> None:
        export([self.HEAD, Head("system", 9, "cd" * 32)], AT)
        assert told() == [Seen("case:1", 3, "ab" * 32), Seen("system", 9, "cd" * 32)]

    def test_writes_no_personal_data(self) -> None:
        export([self.HEAD], AT)
        assert len(json.loads(heads_file().read_text())) == 5

    @pytest.mark.parametrize("place", range(5))
    def test_writes_lines_in_which_every_value_counts(self, place: int) -> None:
        export([self.HEAD], AT)
        values = json.loads(heads_file().read_text())
        values[place] = 4 if place == 2 else values[place][:-1] + "x"
        heads_file().write_text(json.dumps(values) + "\n")
        assert told() == [None]

    def test_only_adds(self) -> None:
        export([self.HEAD], AT)
        before = heads_file().read_bytes()
        export([self.HEAD], AT)
        assert heads_file().read_bytes().startswith(before)
        assert len(told()) == 2

    def test_begins_anew_when_the_file_was_moved_away(self) -> None:
        export([self.HEAD], AT)
        heads_file().rename(heads_file().with_name("moved"))
        export([self.HEAD], AT)
        assert len(told()) == 1

    @pytest.mark.parametrize("left", ["half a li", "x" * 200])
    def test_cuts_off_what_a_crash_left_of_a_line(self, left: str) -> None:
        export([self.HEAD], AT)
        with heads_file().open("a") as file:
            file.write(left)
        export([self.HEAD], AT)
        assert told() == [Seen("case:1", 3, "ab" * 32)] * 2

    def test_lets_many_write_at_a_time(self) -> None:
        def work(number: int) -> None:
            for no in range(50):
                export([Head(f"case:{number}", no, "ab" * 32)], AT)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(told()) == 200
        assert None not in told()

    def test_is_open_to_its_owner_and_group_only(self) -> None:
        export([self.HEAD], AT)
        assert heads_file().stat().st_mode & 0o007 == 0

    def test_writes_into_the_home_unless_told_otherwise(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("LINLI_HEADS")
        monkeypatch.setenv("LINLI_KEYS", os.environ["LINLI_HOME"] + "/keys")
        monkeypatch.setenv("LINLI_HOME", str(tmp_path))
        export([self.HEAD], AT)
        assert (tmp_path / "audit" / "heads.jsonl").exists()


@pytest.mark.django_db(transaction=True)
class TestAnchor:
    def test_names_the_moved_ends_in_the_system_chain(self) -> None:
        one, two = write("case:1")[-1], write("case:2", 2)[-1]
        assert anchor(AT) == 2
        line = entries("system").get()
        assert (line.kind, line.actor_key) == (ANCHORED, "audit.anchor")
        assert line.facts == {"heads": [["case:1", 7, one.mac], ["case:2", 2, two.mac]]}
        assert HeadRow.objects.get(pk="case:1").anchored_in == 1

    def test_writes_nothing_when_nothing_moved(self) -> None:
        write("case:1")
        anchor(AT)
        before = heads_file().read_bytes()
        assert anchor(AT) == 0
        assert entries("system").count() == 1
        assert heads_file().read_bytes() == before

    def test_names_an_end_again_when_it_moved_again(self) -> None:
        write("case:1")
        anchor(AT)
        write("case:1", 1)
        assert anchor(AT) == 1
        assert entries("system").last().facts["heads"][0][1] == 8

    def test_puts_ends_into_the_file_that_a_commit_could_not(self) -> None:
        write("case:1")
        write("system", 1)
        heads_file().unlink()
        anchor(AT)
        ends = {(seen.chain, seen.no) for seen in told() if seen}
        assert {("case:1", 7), ("system", 2)} <= ends

    def test_tries_again_when_the_file_could_not_be_written(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("case:1")

        def full(*_: object, **__: object) -> None:
            raise OSError("disk full")

        with monkeypatch.context() as context:
            context.setattr(anchoring.file, "export", full)
            with pytest.raises(OSError, match="disk full"):
                anchor(AT)
        assert entries("system").count() == 0
        assert anchor(AT) == 1

    def test_goes_in_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(anchoring, "BATCH", 2)
        for number in range(5):
            write(f"case:{number}", 1)
        assert anchor(AT) == 5
        assert [len(line.facts["heads"]) for line in entries("system")] == [2, 2, 1]
        assert verify().exit_code == 0

    def test_does_not_sign_an_end_that_was_tampered_with(self) -> None:
        write("case:1")
        write("case:2")
        hack("UPDATE audit_head SET no = 3 WHERE chain = 'case:1'")
        assert anchor(AT) == 1
        assert [one[0] for one in entries("system").get().facts["heads"]] == ["case:2"]

    def test_leaves_an_end_that_someone_holds_to_the_next_minute(self) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has one writer at a time")
        write("case:1")
        held, done = threading.Event(), threading.Event()

        def hold() -> None:
            with transaction.atomic():
                record("case:1", "x", by=CLERK, at=AT)
                held.set()
                done.wait(10)
            connection.close()

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait(10)
        anchor(AT)
        done.set()
        thread.join()
        assert HeadRow.objects.get(pk="case:1").anchored_in is None
        assert anchor(AT) == 1
        assert verify().exit_code == 0


@pytest.mark.django_db(transaction=True)
class TestRotate:
    # Months turn at midnight in Shanghai, 16:00 in Greenwich.
    LAST = datetime(2026, 3, 31, 15, 59, tzinfo=UTC)
    FIRST = datetime(2026, 3, 31, 16, 0, tzinfo=UTC)

    def write_in_march(self) -> None:
        write("case:1", 2)
        heads_file().unlink()
        export([Head("case:1", 2, HeadRow.objects.get(pk="case:1").mac)], self.LAST)

    def test_puts_the_file_of_a_month_aside_that_is_over(self) -> None:
        self.write_in_march()
        assert heads.rotate(self.LAST) is None
        aside = heads.rotate(self.FIRST)
        assert aside == heads_file().with_name("heads-2026-03.jsonl")
        assert not heads_file().exists()
        assert heads.rotate(self.FIRST) is None
        write("case:2", 1)
        assert heads.heads_files() == [heads_file(), aside]

    def test_leaves_verification_what_it_compares_with(self) -> None:
        self.write_in_march()
        heads.rotate(self.FIRST)
        assert verify().compared == 1
        delete_lines("case:1")
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        assert [fault[:3] for fault in verify().faults] == [("case:1", 1, "missing")]

    def test_writes_over_no_file_that_lies_there(self) -> None:
        self.write_in_march()
        heads.rotate(self.FIRST)
        self.write_in_march_again()
        assert heads.rotate(self.FIRST) == heads_file().with_name("heads-2026-03-2.jsonl")
        assert verify().compared == 2

    def write_in_march_again(self) -> None:
        export([Head("case:1", 2, HeadRow.objects.get(pk="case:1").mac)], self.LAST)
