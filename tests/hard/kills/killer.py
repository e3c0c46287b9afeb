"""Kills processes of an instance at random moments, and starts again what nobody else does."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

from tests.hard.kills.instance import Instance

# How much work is acknowledged between two kills, if it takes no longer than that.
AT_LEAST, SECONDS_TO_WORK = 3, 20
LONGEST_PAUSE = 1.0


class Killer:
    """Sends SIGKILL by a seed: as often to each kind of process, each time at another moment."""

    def __init__(self, instance: Instance, *, seed: int) -> None:
        self.instance = instance
        self.chance = random.Random(seed)
        self.killed: Counter[str] = Counter()
        self.targets: dict[str, Callable[[], int | None]] = {
            "a process of the web server": self._web_process,
            "the web server's master": lambda: instance.web.pid if instance.web else None,
            "the worker": lambda: instance.worker.pid if instance.worker else None,
        }
        if instance.cluster:
            self.targets["a database backend"] = self._backend
            self.targets["the database server"] = lambda: self._server

    def kill(self, times: int, *, acknowledged: Callable[[], int]) -> None:
        """Kill `times` processes, each once work goes on again by what was `acknowledged`."""
        kinds: list[str] = []
        while sum(self.killed.values()) < times:
            kinds = kinds or self.chance.sample(sorted(self.targets), len(self.targets))
            self._wait_for_work(acknowledged)
            time.sleep(self.chance.uniform(0, LONGEST_PAUSE))
            kind = kinds.pop()
            pid = self.targets[kind]()
            if pid is None:
                continue
            self.instance.kill(pid)
            self.killed[kind] += 1
            self.instance.start()

    def _wait_for_work(self, acknowledged: Callable[[], int]) -> None:
        wanted, until = acknowledged() + AT_LEAST, time.monotonic() + SECONDS_TO_WORK
        while acknowledged() < wanted and time.monotonic() < until:
            time.sleep(0.05)

    @property
    def _server(self) -> int | None:
        cluster = self.instance.cluster
        return cluster.process.pid if cluster and cluster.process else None

    def _web_process(self) -> int | None:
        web = self.instance.web
        found = self.instance.children(web.pid) if web else []
        return self.chance.choice(found) if found else None

    def _backend(self) -> int | None:
        """Return one of those that serve a connection: PostgreSQL's own came first."""
        found = self.instance.children(self._server) if self._server else []
        return self.chance.choice(found)
