"""The commands that keep an instance: `linli backup`, `linli restore`, `linli verify`."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.commands import linli


class TestBackup:
    @pytest.fixture
    def damaged(self, instance, tmp_path):
        """A copy of the instance, in whose log somebody altered a line."""
        home = tmp_path / "damaged"
        shutil.copytree(instance[0], home)
        with closing(sqlite3.connect(home / "linli.sqlite3")) as database:
            database.execute("DROP TRIGGER audit_entry_no_update")
            database.execute("UPDATE audit_entry SET kind = 'x' WHERE chain = 'system' AND no = 3")
            database.commit()
        return home

    def test_of_a_damaged_log_is_written_and_says_so(self, damaged, tmp_path):
        told = linli("backup", "--plain", tmp_path / "b.tar.gz", home=damaged)
        assert told.returncode == 1
        assert (tmp_path / "b.tar.gz").exists()
        said = "the log is damaged. In the chain system, line 3 was altered. Keep the earlier"
        assert said in told.stderr

    def test_tells_programs_the_verdict(self, instance, damaged, tmp_path):
        for home, asked, verdict, code in (
            (instance[0], [], "whole", 0),
            (damaged, [], "damaged", 1),
            (damaged, ["--no-verify"], None, 0),
        ):
            archive = tmp_path / f"{verdict}.tar.gz"
            told = linli("backup", "--plain", "--json", *asked, archive, home=home)
            assert (told.returncode, json.loads(told.stdout)["log"]) == (code, verdict)


class TestRestore:
    def test_a_backup_that_can_be_read_is_not_to_blame_for_its_target(self, instance, tmp_path):
        home, _ = instance
        assert linli("backup", "--plain", tmp_path / "b.tar.gz", home=home).returncode == 0
        (tmp_path / "file").touch()
        told = linli(
            "restore", tmp_path / "b.tar.gz", "--to", tmp_path / "file" / "x", home=tmp_path / "h"
        )
        assert (told.returncode, told.stderr.count("\n")) == (2, 1)
        assert "Can't write" in told.stderr

    def test_of_keys_says_that_there_is_nothing_to_verify(self, instance, tmp_path):
        archive, home = tmp_path / "k.tar.gz", tmp_path / "h"
        assert linli("backup", "--keys", "--plain", archive, home=instance[0]).returncode == 0
        told = linli("restore", archive, "--to", home, "--verify", home=home)
        assert (told.returncode, told.stderr.count("\n")) == (0, 1)
        assert "no log for --verify" in told.stderr


class TestVerify:
    def test_cannot_check_what_is_not_there(self, nowhere):
        run = linli("verify", "--json", home=nowhere)
        assert run.returncode == 2
        told = json.loads(run.stdout)
        assert told["verdict"] == "not_checkable"
        assert "There is no instance" in told["unchecked"][0]
        assert not nowhere.exists()

    def test_counts_in_words_that_fit_one_and_many(self, instance):
        run = linli("verify", home=instance[0])
        assert re.fullmatch(r"The log is whole\.\nChains: \d+, lines: \d+\.\n", run.stdout)

    def test_says_where_it_looked_for_heads(self, instance, tmp_path):
        run = linli("verify", home=instance[0], LINLI_HEADS=str(tmp_path / "haeds.jsonl"))
        assert run.returncode == 2
        assert str(tmp_path / "haeds.jsonl") in run.stdout

    def test_says_which_key_is_damaged(self, instance, tmp_path):
        for key in (instance[0] / "keys").iterdir():
            (tmp_path / key.name).write_bytes(key.read_bytes())
        (tmp_path / "audit.key").write_text("damaged")
        run = linli("verify", home=instance[0], LINLI_KEYS=str(tmp_path))
        assert (run.returncode, run.stdout.count("\n")) == (2, 1)
        assert f"{tmp_path / 'audit.key'}, is damaged" in run.stdout
