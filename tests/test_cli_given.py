"""What a command is given and can't use: one line says so, and nothing is made."""

from __future__ import annotations

import socket

import pytest

from tests.commands import FOUNDED, linli


@pytest.fixture
def begun(tmp_path):
    """Return the home of an instance that has a database and made a key."""
    home = tmp_path / "home"
    (home / "keys.made").mkdir(parents=True)
    (home / "keys.made" / "secret").touch()
    (home / "linli.sqlite3").touch()
    (home / "keys").mkdir()
    (home / "keys" / "secret.key").write_text("ab" * 32)
    return home


class TestWhatIsGiven:
    def test_keys_of_another_instance_are_no_reason_for_new_ones(self, begun, tmp_path):
        keys, folder = tmp_path / "mistyped", tmp_path / "backups"
        folder.mkdir()
        for command in (("units",), ("serve", "--port", "1"), ("backup", "--plain", folder)):
            told = linli(*command, home=begun, LINLI_KEYS=str(keys))
            assert told.returncode == 2
            assert "secret.key is missing or damaged" in told.stderr
            assert told.stderr.count("\n") == 1
        assert [*keys.iterdir(), *folder.iterdir()] == []

    @pytest.mark.parametrize(
        "setting",
        [
            {"LINLI_PROXIES": "x"},
            {"LINLI_IDLE_MINUTES": "-1"},
            {"LINLI_TLS": "yes"},
            {"LINLI_ORIGINS": "linli.example"},
            {"LINLI_PETITION_GROUNDS": "2005 bejing"},
            {"DATABASE_URL": "mysql://x/y"},
            {"DATABASE_URL": "postgresql://linli:secret"},
            {"DATABASE_URL": "postgresql://linli:secret@localhost/"},
        ],
    )
    def test_settings_are_refused_by_name(self, begun, setting):
        told = linli("units", home=begun, **setting)
        assert told.returncode == 2
        assert told.stderr.startswith(f"linli: {next(iter(setting))} can't be ")
        assert told.stderr.count("\n") == 1
        assert "secret" not in told.stderr

    def test_a_folder_that_is_none_is_named(self, tmp_path):
        file = tmp_path / "file"
        file.touch()
        told = linli("init", *FOUNDED, home=file / "home")
        assert (told.returncode, told.stderr.count("\n")) == (2, 1)
        assert str(file) in told.stderr

    def test_a_backup_makes_no_file_of_a_folder_that_was_forgotten(self, begun, tmp_path):
        told = linli("backup", "--plain", tmp_path / "nightly", home=begun)
        assert (told.returncode, told.stderr.count("\n")) == (2, 1)
        assert "no folder" in told.stderr
        assert not (tmp_path / "nightly").exists()


COMMANDS = (
    ("units",), ("backup", "--plain", "b.gz"), ("manage", "migrate"), ("verify",),
    ("term", "hotline", "normal", "--from", "2026-02-10"),
)  # fmt: skip


class TestADatabaseThatDoesNotAnswer:
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
    def test_is_named_with_the_reason_and_no_password(self, begun, command):
        with socket.socket() as taken:
            # Bound and not listening: nobody answers there.
            taken.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{taken.getsockname()[1]}/city"
            told = linli(*command, home=begun, DATABASE_URL=f"postgresql://linli:secret@{place}")
        said = told.stdout + told.stderr
        assert (told.returncode, said.count("\n")) == (2, 1)
        assert f"The database {place} can't be used: " in said
        assert "refused" in said
        assert "secret" not in said

    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
    def test_is_named_when_its_file_is_something_else(self, begun, command):
        file = begun / "linli.sqlite3"
        file.write_text("This was a letter once. " * 100)
        told = linli(*command, home=begun)
        said = told.stdout + told.stderr
        assert (told.returncode, said.count("\n")) == (2, 1)
        assert f"The database {file} can't be used: the file is no database" in said


class TestNoDatabase:
    def test_is_made_by_no_maintenance(self, tmp_path):
        told = linli("manage", "migrate", home=tmp_path)
        assert (told.returncode, told.stderr.count("\n")) == (2, 1)
        assert "There is no instance" in told.stderr
        assert not (tmp_path / "linli.sqlite3").exists()
