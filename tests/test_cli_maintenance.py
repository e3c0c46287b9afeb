"""`linli manage` offers what an instance needs, and nothing that goes round the log."""

from __future__ import annotations

import pytest

from linli.cli import COMMANDS
from linli.cli.language import Failure
from linli.cli.maintenance import INSTEAD, Maintenance
from tests.commands import linli

OFFERED = {
    "check", "makemigrations", "migrate", "showmigrations", "reset_sign_in", "rotate_keys",
}  # fmt: skip


class TestManage:
    def test_offers_what_it_runs_and_nothing_else(self, tmp_path):
        for language, about in (("en", "Bring the database up to date"), ("zh", "升级数据库")):
            shown = linli("manage", "help", "--language", language, home=tmp_path)
            names = {line.split()[0] for line in shown.stdout.splitlines() if line[:2] == "  "}
            assert names == OFFERED
            assert about in shown.stdout
        assert "--plan" in linli("manage", "help", "migrate", home=tmp_path).stdout

    @pytest.mark.parametrize(
        ("name", "own"),
        [
            ("createsuperuser", "linli init"),
            ("changepassword", "linli manage reset_sign_in"),
            ("dumpdata", "linli backup"),
            ("loaddata", "linli restore"),
            ("flush", "migrate"),
            ("shell", "migrate"),
            ("diffsettings", "migrate"),
            ("nonsense", "migrate"),
        ],
    )
    def test_refuses_what_goes_round_the_log(self, name, own):
        for arguments in ([name], ["help", name]):
            with pytest.raises(Failure) as refused:
                Maintenance(["linli manage", *arguments]).execute()
            assert name in refused.value.said.en
            assert own in refused.value.said.en

    def test_says_so_in_one_line(self, tmp_path):
        told = linli("manage", "changepassword", "sys", home=tmp_path)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)

    def test_names_commands_that_are_there(self):
        for own in INSTEAD.values():
            _, command, *rest = own.split()
            assert command in COMMANDS
            assert set(rest) <= OFFERED

    @pytest.mark.parametrize("back", [["accounts", "zero"], ["--fake"], ["audit"]])
    def test_migrates_forward_alone(self, back):
        with pytest.raises(Failure) as refused:
            Maintenance(["linli manage", "migrate", *back]).execute()
        assert "the way back is the backup" in refused.value.said.en
