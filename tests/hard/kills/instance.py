"""An instance of its own: web server and worker as people start them, killed and started again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.postgres import Cluster

ROOT = Path(__file__).resolve().parents[3]
DROPPED = ("DATABASE_URL", "LINLI_HEADS", "LINLI_KEYS", "LINLI_DEMO", "LINLI_HOSTS")
SECONDS_TO_START = 90


class Instance:
    """Web server, worker and database in a temporary home; `database` is sqlite or postgresql."""

    def __init__(self, database: str, *, late: int) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="linli-kills-"))
        self.cluster = Cluster() if database == "postgresql" else None
        self.port = _free_port()
        self.web: subprocess.Popen[bytes] | None = None
        self.worker: subprocess.Popen[bytes] | None = None
        try:
            self.ground = json.loads(self.run("tests.hard.kills.ground", str(late)).stdout)
        except BaseException:
            self.close()
            raise

    @property
    def address(self) -> str:
        """Return where the pages are."""
        return f"127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of every process of the instance."""
        kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
        url = {"DATABASE_URL": self.cluster.url} if self.cluster else {}
        # Each resident comes from an address of their own, as behind a proxy.
        own = {"LINLI_HOME": str(self.home), "LINLI_PROXIES": "1", "LANG": "en"}
        return {**kept, **url, **own, "DJANGO_SETTINGS_MODULE": "linli.settings"}

    def run(self, module: str, *arguments: str, given: str = "") -> Any:
        """Run a module to its end on the instance and return what it printed; AssertionError
        when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments], env=self.environment, cwd=ROOT,
            input=given, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{module}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done

    def start(self) -> None:
        """Start what does not run, and return when pages are answered."""
        if self.cluster:
            _until(lambda: self._is_database_up(self.cluster))
        if self.web is None or self.web.poll() is not None:
            self.web = self._start("serve", "--port", str(self.port))
        if self.worker is None or self.worker.poll() is not None:
            self.worker = self._start("worker")
        _until(self._answers)

    def kill(self, pid: int) -> None:
        """Send SIGKILL to a process, and return when it and whoever could not go on without it
        are gone: nobody else takes the port or the files of one that was killed."""
        started = self.children(pid)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        cluster = self.cluster.process if self.cluster else None
        for process in filter(None, (self.web, self.worker, cluster)):
            if process.pid == pid:
                process.wait()
        _until(lambda: not any(one in _parents() for one in started))

    def children(self, pid: int) -> list[int]:
        """Return the ids of the processes that `pid` started, the oldest first."""
        return sorted(child for child, parent in _parents().items() if parent == pid)

    def close(self) -> None:
        """Kill all that runs and delete the home."""
        self.kill_all()
        if self.cluster:
            self.cluster.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def kill_all(self) -> None:
        """Kill web server and worker, with every process that they started."""
        for process in filter(None, (self.web, self.worker)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def said(self) -> str:
        """Return the end of what the processes wrote."""
        return "\n".join(
            f"— {log.name}\n{log.read_text(errors='replace')[-4000:]}"
            for log in sorted(self.home.glob("*.log"))
        )

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.home / f"{arguments[0]}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "linli.cli", *arguments], env=self.environment, cwd=ROOT,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def _is_database_up(self, cluster: Cluster) -> bool:
        """Start the server unless it runs. What a killed one left keeps it for a moment from
        beginning anew."""
        if cluster.process and cluster.process.poll() is None:
            return True
        with contextlib.suppress(SystemExit):
            cluster.start()
            return True
        return False

    def _answers(self) -> bool:
        if self.web and self.web.poll() is not None:
            # What a killed server left behind may have held the port still.
            self.web = self._start("serve", "--port", str(self.port))
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://{self.address}/track/", timeout=10).close()
            return True
        return False


def _until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while not true():
        assert time.monotonic() < until, "the instance did not come back"
        time.sleep(0.1)


def _parents() -> dict[int, int]:
    """Return each process with the one that started it."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            found[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
