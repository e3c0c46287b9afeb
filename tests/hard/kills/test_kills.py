"""Killed at any moment under a stream of work: nothing acknowledged is lost, nothing half-done.

On a database of its own: a PostgreSQL server where DATABASE_URL names one, else a file.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict

import pytest

from tests.hard.kills.instance import Instance
from tests.hard.kills.killer import Killer
from tests.hard.kills.people import People

DATABASE = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
FEW = 4 if DATABASE == "sqlite" else 5
MANY = 60
PEOPLE = 4


def survive(*, kills: int, late: int, seed: int) -> None:
    """Let people work while processes are killed, then compare what is there."""
    instance = Instance(DATABASE, late=late)
    try:
        instance.start()
        people, killer = People(instance, number=PEOPLE, seed=seed), Killer(instance, seed=seed)
        people.begin()
        try:
            killer.kill(kills, acknowledged=people.acknowledged)
        finally:
            people.end()
        assert not people.errors, f"{people.errors}\n{instance.said()}"
        assert people.acknowledged() > kills, "hardly anything was going on"
        check(instance, people, killer)
    finally:
        instance.close()


def check(instance: Instance, people: People, killer: Killer) -> None:
    """Compare what is there with what was acknowledged, after everything was killed once more."""
    instance.kill_all()
    before = verdict(instance)
    told = {"told": [asdict(case) for case in people.cases], "late": instance.ground["late"]}
    found = json.loads(instance.run("tests.hard.kills.inspection", given=json.dumps(told)).stdout)
    # Shown by `pytest -s`, and when it fails: with the seed it can be done again.
    sys.stdout.write(
        f"\nseed {people.seed}, {DATABASE}: killed {dict(killer.killed)}; acknowledged "
        f"{len(people.cases)} messages, {people.steps} deeds; requests {dict(people.tally)}; "
        f"there are {found['counts']}\n"
    )
    assert found["problems"] == []
    assert [before, verdict(instance)] == ["whole", "whole"]
    assert (instance.home / "audit" / "heads.jsonl").stat().st_size > 0


def verdict(instance: Instance) -> str:
    """Return what `linli verify` says; it leaves with an error unless the log is whole."""
    return str(json.loads(instance.run("linli.cli", "verify", "--json").stdout)["verdict"])


class TestKilled:
    def test_loses_nothing_and_leaves_nothing_half_done(self):
        survive(kills=FEW, late=30, seed=20261122)

    @pytest.mark.hard
    @pytest.mark.parametrize("seed", [1, 2])
    def test_many_times_over_too(self, seed):
        survive(kills=MANY // 2, late=400, seed=seed)
