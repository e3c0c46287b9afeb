"""Intakes killed at any moment and run side by side: every message once, and the log whole.

On the database that DATABASE_URL names, else on a file; run by `make test-hard`.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys

import pytest

pytestmark = pytest.mark.hard
KILLS = 25
ROWS = 3000


def start(home, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "linli.cli", *map(str, arguments)],
        env={**os.environ, "LINLI_HOME": str(home), "LANG": "en"},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def run(home, *arguments):
    process = start(home, *arguments)
    said, _ = process.communicate(timeout=600)
    assert process.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("instance")
    os.environ.pop("LINLI_HEADS", None)
    run(
        folder, "init", "--name", "甲", "--kind", "hotline_centre", "--region", "3701",
        "--code", "centre", "--system-administrator", "sys", "--security-administrator", "sec",
        "--auditor", "aud",
    )  # fmt: skip
    return folder


def command(home, source):
    path = home / f"{source}.jsonl"
    rows = [{"id": n, "title": f"甲{n}", "detail": f"乙{n}"} for n in range(ROWS)]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    place = ["--region", "3701", "--unit", "centre"]
    return ["intake", path, *place, "--source", source, "--json"]


def tally(said):
    return json.loads(said.splitlines()[-1])


class TestKilledIntake:
    def test_loses_and_doubles_nothing(self, home):
        arguments = command(home, "killed")
        chance = random.Random(20261122)  # noqa: S311 (no secret)
        for _ in range(KILLS):
            process = start(home, *arguments)
            try:
                process.wait(chance.uniform(0.5, 3))
            except subprocess.TimeoutExpired:
                process.kill()
            process.communicate()
        last = tally(run(home, *arguments))
        assert last["opened"] + last["known"] == ROWS
        assert tally(run(home, *arguments)) == {"opened": 0, "known": ROWS, "refused": 0}
        assert "whole" in run(home, "verify")


class TestIntakesSideBySide:
    def test_open_each_message_once(self, home):
        arguments = command(home, "beside")
        processes = [start(home, *arguments) for _ in range(3)]
        tallies = [tally(process.communicate(timeout=600)[0]) for process in processes]
        assert sum(one["opened"] for one in tallies) == ROWS
        assert all(one["opened"] + one["known"] == ROWS for one in tallies)
        assert "whole" in run(home, "verify")
