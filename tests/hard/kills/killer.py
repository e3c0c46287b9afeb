"""Kills processes of an instance at random moments, and starts again what nobody else does."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

from tests.hard.kills.instance import Instance


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

    def kill(self, times: int, *, pause: tuple[float, float]) -> None:
        """Kill `times` processes, each between `pause` seconds after all was well again."""
        kinds: list[str] = []
        while sum(self.killed.values()) < times:
            kinds = kinds or self.chance.sample(sorted(self.targets), len(self.targets))
            time.sleep(self.chance.uniform(*pause))
            kind = kinds.pop()
            pid = self.targets[kind]()
            if pid is None:
                continue
            self.instance.kill(pid)
            self.killed[kind] += 1
            self.instance.start()

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
