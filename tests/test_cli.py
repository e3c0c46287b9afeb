"""The command line, run as people run it."""

from __future__ import annotations

import json
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request

import pytest

from linli.base.accounts.kinds import ROLES
from linli.cli import main
from tests.commands import environment, linli


class TestHelp:
    def test_names_every_command(self, nowhere):
        shown = linli("--help", home=nowhere)
        for name in ("init", "serve", "worker", "demo", "regions", "units", "procedures", "term"):
            assert f"\n  {name} " in shown.stdout
        assert not nowhere.exists()

    @pytest.mark.parametrize("how", [{"LANG": "zh_CN.UTF-8"}, {"arguments": ["--language", "zh"]}])
    def test_speaks_the_user_s_language(self, nowhere, how):
        arguments = how.pop("arguments", [])
        assert "计算时限" in linli(*arguments, "--help", home=nowhere, **how).stdout
        how = {**how}
        refused = linli(
            *arguments, "term", "none", "normal", "--from", "2026-01-01", home=nowhere, **how
        )
        assert "没有程序 none" in refused.stderr

    @pytest.mark.parametrize("command", [[], ["serve"], ["regions"], ["regions", "load"]])
    def test_is_in_one_language(self, nowhere, command):
        shown = linli(*command, "--help", "--language", "zh", home=nowhere).stdout
        assert shown.startswith("用法：linli")
        assert "选项:" in shown
        for word in ("Usage", "Options:", "Commands", "Show this"):
            assert word not in shown
        assert linli(*command, "--help", home=nowhere).stdout.startswith("Usage: linli")

    @pytest.mark.parametrize(
        "wrong",
        [
            ["nonsense"],
            ["units", "--nonsense"],
            ["term", "hotline"],
            ["term", "hotline", "normal"],
            ["regions", "load", "12x"],
            ["units", "--region", "3"],
            ["intake", "messages.jsonl"],
            ["serve", "--port", "0"],
            [],
        ],
    )
    def test_follows_a_wrong_use_which_leaves_with_2(self, capsys, wrong):
        with pytest.raises(SystemExit) as left:
            main(wrong)
        said = capsys.readouterr()
        assert (left.value.code, said.out) == (2, "")
        assert said.err.strip()

    @pytest.mark.parametrize("place", [0, 1])
    def test_is_refused_in_a_language_that_nobody_wrote(self, capsys, place):
        arguments = ["procedures"]
        arguments[place:place] = ["--language", "fr"]
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
        assert "no language fr, but: zh, en" in capsys.readouterr().err


class TestTerm:
    def ask(self, home, *arguments):
        run = linli("term", *arguments, "--json", home=home)
        assert run.returncode == 0, run.stderr
        (line,) = run.stdout.splitlines()
        return json.loads(line)

    def test_answers_without_a_database_and_leaves_no_trace(self, nowhere):
        answer = self.ask(nowhere, "hotline", "normal", "--from", "2026-02-10T09:30")
        assert answer == {
            "procedure": "hotline",
            "term": "normal",
            "from": "2026-02-10T09:30:00+08:00",
            "due_raw": "2026-02-17T23:59:59+08:00",  # a Tuesday of the Spring Festival
            "due_at": "2026-02-17T23:59:59+08:00",
            "rolled": False,
            "provisional": False,
            "basis": {"instrument": answer["basis"]["instrument"], "article": ""},
        }
        assert not nowhere.exists()

    def test_answers_from_an_instance(self, instance):
        answer = self.ask(
            instance[0], "hotline", "emergency", "--from", "2026-02-10T23:30+08:00",
            "--region", "370102",
        )  # fmt: skip
        assert answer["due_at"] == "2026-02-11T01:30:00+08:00"

    def test_counts_pauses_and_extensions(self, nowhere):
        answer = self.ask(
            nowhere, "hotline", "normal", "--from", "2026-03-02", "--extend", "3",
            "--pause", "2026-03-04/2026-03-06", "--pause", "2026-03-08/2026-03-09",
        )  # fmt: skip
        assert answer["due_at"] == "2026-03-15T23:59:59+08:00"

    @pytest.mark.parametrize(
        "wrong",
        [
            ["hotline", "none", "--from", "2026-01-01"],
            ["hotline", "normal", "--from", "soon"],
        ],
    )
    def test_refuses_what_cannot_be_counted_in_one_line(self, nowhere, wrong):
        run = linli("term", *wrong, "--json", home=nowhere)
        assert (run.returncode, run.stdout) == (2, "")
        assert len(run.stderr.splitlines()) == 1


class TestProcedures:
    def test_are_lines_of_json_and_nothing_else(self, nowhere):
        run = linli("procedures", "--json", home=nowhere)
        found = [json.loads(line) for line in run.stdout.splitlines()]
        assert "hotline" in {procedure["key"] for procedure in found}
        assert all(procedure["states"] and "terms" in procedure for procedure in found)
        assert run.stderr == ""


class TestInit:
    def test_prints_a_link_for_each_administrator(self, instance):
        _, said = instance
        links = [line for line in said.splitlines() if "https://linli.example/" in line]
        assert len(links) == 3
        assert [line.split("\t")[1] for line in links] == ["sys", "sec", "aud"]

    def test_makes_what_the_other_commands_need(self, instance):
        home, _ = instance
        units = linli("units", "--json", home=home).stdout.splitlines()
        assert [json.loads(unit)["code"] for unit in units] == ["centre"]
        assert linli("verify", home=home).returncode == 0

    def test_refuses_an_instance_that_is_not_empty(self, instance):
        home, _ = instance
        again = linli(
            "init", "--name", "x", "--kind", "operator", "--region", "37",
            "--system-administrator", "a", "--security-administrator", "b", "--auditor", "c",
            home=home,
        )  # fmt: skip
        assert again.returncode == 1
        assert len(again.stderr.splitlines()) == 1
        assert len(linli("units", home=home).stdout.splitlines()) == 1

    def test_refuses_fewer_than_three_people_before_anything_is_made(self, nowhere):
        run = linli(
            "init", "--name", "x", "--kind", "operator", "--region", "37",
            "--system-administrator", "a", "--security-administrator", "A=甲", "--auditor", "c",
            home=nowhere,
        )  # fmt: skip
        assert run.returncode == 2
        assert not nowhere.exists()

    def test_keeps_what_it_writes_for_its_owner(self, instance):
        mode = (instance[0] / "linli.sqlite3").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600

    def test_is_no_demo_to_be_reset(self, instance):
        run = linli("demo", "--reset", "--no-serve", home=instance[0])
        assert run.returncode == 1
        assert len(linli("units", home=instance[0]).stdout.splitlines()) == 1


class TestRegions:
    def test_are_loaded_once(self, instance):
        again = linli("regions", "load", "370102", home=instance[0])
        assert (again.returncode, again.stdout.split()[:2]) == (0, ["0", "added,"])

    def test_that_nobody_knows_are_refused_in_one_line(self, instance):
        run = linli("regions", "load", "990000", home=instance[0])
        assert run.returncode == 2
        assert len(run.stderr.splitlines()) == 1


class TestIntake:
    def test_opens_each_message_once_and_tells_what_it_refused(self, instance, tmp_path):
        path = tmp_path / "messages.csv"
        rows = [
            "id,title,time,detail",
            "1,路灯,2024/1/2 3:04:05,不亮",
            "2,,2024/1/2,",
            "3,井盖,,翻了",
        ]
        path.write_bytes("\n".join(rows).encode("gb18030"))
        arguments = ["intake", path, "--region", "370102", "--unit", "centre", "--json"]
        first = linli(*arguments, home=instance[0])
        assert first.returncode == 1
        refused, tally = map(json.loads, first.stdout.splitlines())
        assert (refused["line"], tally) == (3, {"opened": 2, "known": 0, "refused": 1})
        second = linli(*arguments, home=instance[0])
        assert json.loads(second.stdout.splitlines()[-1])["known"] == 2

    def test_goes_on_where_it_was_killed(self, instance, tmp_path):
        path = tmp_path / "messages.jsonl"
        rows = [{"id": n, "title": f"甲{n}", "detail": f"乙{n}"} for n in range(600)]
        path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        arguments = ["intake", path, "--region", "3701", "--unit", "centre", "--source", "killed"]
        process = subprocess.Popen(
            [sys.executable, "-m", "linli.cli", *map(str, arguments)],
            env=environment(instance[0]), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stderr.readline()  # the first batches are in
        process.kill()
        process.wait()
        process.stderr.close()
        again = linli(*arguments, "--json", home=instance[0])
        tally = json.loads(again.stdout.splitlines()[-1])
        assert tally["known"] > 0
        assert tally["known"] + tally["opened"] == 600
        assert linli("verify", home=instance[0]).returncode == 0

    @pytest.mark.parametrize(
        "wrong", [["--unit", "none"], ["--region", "370199"], ["--region", "37"]]
    )
    def test_refuses_a_wrong_unit_or_region(self, instance, tmp_path, wrong):
        path = tmp_path / "messages.jsonl"
        path.write_text("{}")
        run = linli(
            "intake", path, "--region", "3701", "--unit", "centre", *wrong, home=instance[0]
        )
        assert run.returncode == 2
        assert len(run.stderr.splitlines()) == 1

    def test_needs_an_instance(self, nowhere):
        run = linli("intake", "x.jsonl", "--region", "3701", "--unit", "centre", home=nowhere)
        assert run.returncode == 2
        assert not nowhere.exists()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def sign_in_page(host, port):
    """Return the page's text, empty while nobody answers."""
    try:
        with urllib.request.urlopen(f"http://{host}:{port}/account/sign-in/", timeout=9) as page:
            return page.read().decode()
    except OSError:
        return ""


def wait_until(true, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.2)
    return False


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The home of a demo that was prepared where another one had been."""
    home = tmp_path_factory.mktemp("demo")
    for name in ("linli.sqlite3", "demo-sign-ins.json", "keys/audit.key", "audit/heads.jsonl"):
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("of the other demo")
    made = linli("demo", "--reset", "--no-serve", home=home)
    assert made.returncode == 0, made.stderr
    return home


def sign_ins_of(home):
    found = json.loads((home / "demo-sign-ins.json").read_text("utf-8"))
    return {one["username"]: one for one in found}


class TestDemo:
    def test_begins_anew_when_asked(self, demo):
        assert linli("verify", home=demo).returncode == 0
        assert {one["role"] for one in sign_ins_of(demo).values()} == set(ROLES)

    def test_keeps_its_sign_ins_the_second_time(self, demo):
        before = sign_ins_of(demo)
        assert linli("demo", "--no-serve", home=demo).returncode == 0
        assert sign_ins_of(demo) == before

    def test_hides_its_sign_ins_from_others(self, demo):
        mode = (demo / "demo-sign-ins.json").stat().st_mode
        assert stat.S_IMODE(mode) == 0o600

    def test_gives_new_passwords_where_they_are_lost(self, demo):
        kept = sign_ins_of(demo)
        lost, *others = kept.values()
        (demo / "demo-sign-ins.json").write_text(json.dumps(others), "utf-8")
        assert linli("demo", "--no-serve", home=demo).returncode == 0
        now = sign_ins_of(demo)
        assert now.pop(lost["username"])["password"] != lost["password"]
        assert now == {one["username"]: one for one in others}

    @pytest.mark.parametrize(
        ("end", "host"),
        [
            pytest.param(signal.SIGINT, "127.0.0.1", marks=pytest.mark.hard),
            (signal.SIGTERM, "0.0.0.0"),
            (signal.SIGKILL, "localhost"),
        ],
    )
    def test_serves_until_it_ends_and_leaves_nobody_behind(self, demo, end, host):
        port, here = free_port(), "127.0.0.1"
        process = subprocess.Popen(
            [sys.executable, "-m", "linli.cli", "demo", "--port", str(port)],
            env=environment(demo, HOST=host), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            assert wait_until(lambda: sign_in_page(here, port) or process.poll() is not None)
            assert process.poll() is None, process.stdout.read()
            # One click would let everybody in whom the network lets through.
            is_offered = "/account/demo/" in sign_in_page(here, port)
            assert is_offered == (host != "0.0.0.0")
            process.send_signal(end)
            code = process.wait(30)
        finally:
            process.kill()
            process.wait()
            said = process.stdout.read()
            process.stdout.close()
        assert wait_until(lambda: not sign_in_page(here, port), 20)
        assert code == (0 if end != signal.SIGKILL else -signal.SIGKILL), said
        assert ("one-click sign-in is off" in said) == (host == "0.0.0.0")
        assert "Traceback" not in said
        for role in ROLES:
            shown = next(one for one in sign_ins_of(demo).values() if one["role"] == role)
            assert shown["password"] in said

    def test_says_that_its_port_is_taken(self, demo):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen()
            port = listener.getsockname()[1]
            run = linli("demo", "--port", port, home=demo)
        assert run.returncode == 1
        assert str(port) in run.stderr
        assert "`linli demo --port " in run.stderr
        assert len(run.stderr.splitlines()) == 1
