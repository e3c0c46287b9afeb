"""What verification says when it finds damage, and when nothing can be checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from linli.base.audit import verification
from linli.base.audit.heads import heads_file
from linli.base.audit.verification import verify
from linli.home import keys_folder
from tests.base.audit.chains import (
    change,
    delete_lines,
    hack,
)


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
        assert "not listed: 11" in report.sentences()[3].en

    def test_warns_of_missing_triggers(self, chains: None) -> None:
        hack()
        report = verify()
        assert report.exit_code == 0
        assert any("audit_entry_no_update" in said.en for said in report.warnings)

    def test_does_not_warn_when_all_is_well(self, chains: None) -> None:
        heads_file().touch()
        assert verify().warnings == []


class TestWhatCannotBeChecked:
    def test_is_a_log_without_its_key(
        self, chains: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LINLI_KEYS", str(tmp_path / "nothing"))
        report = verify()
        path = keys_folder() / "audit.key"
        assert (report.exit_code, report.unchecked) == (2, [verification.NO_KEY.format(path=path)])
        assert not path.exists()

    @pytest.mark.parametrize("spoilt", [b"not hexadecimal", b"", b"11" * 31, b"\xff" * 64])
    def test_is_a_log_with_a_spoilt_key(
        self, chains: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: bytes
    ) -> None:
        monkeypatch.setenv("LINLI_KEYS", str(tmp_path))
        (tmp_path / "audit.key").write_bytes(spoilt)
        report = verify()
        assert report.exit_code == 2
        assert f"{tmp_path / 'audit.key'}, is damaged" in report.sentences()[0].en

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
