"""Measures what the processes of an instance hold in memory, at rest and after much work."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.reading import Clerk
from bench.timing import Figure
from tests.postgres import free_port

GROUP: Final = "memory"
REQUESTS: Final = 200
WEB_WORKERS: Final = 2
ADDRESSES: Final = ("/", "/desk/", "/desk/search/?q=%E8%B7%AF%E7%81%AF")


def figures(clerk: Clerk) -> Iterator[Figure]:
    """Yield megabytes: of each web worker before and after many pages, and of the worker of the
    background. What processes share is counted in parts (PSS)."""
    port = free_port()
    options = ["serve", "--port", str(port), "--workers", str(WEB_WORKERS)]
    with _running(options) as web:
        _wait_for(port)
        yield _figure("web worker, at rest", _children(web))
        for number in range(REQUESTS):
            _get(port, ADDRESSES[number % len(ADDRESSES)], clerk)
        yield _figure(f"web worker, after {REQUESTS} pages", _children(web))
    with _running(["worker"]) as worker:
        time.sleep(15)
        yield _figure("background worker, after its first tick", [worker, *_children(worker)])


def _figure(name: str, processes: Sequence[int]) -> Figure:
    sizes = [_megabytes(pid) for pid in processes] or [0.0]
    return Figure(
        GROUP, name, sorted(sizes)[len(sizes) // 2], max(sizes), len(sizes), unit="MB",
        remark="median and largest of the processes",
    )  # fmt: skip


@contextmanager
def _running(options: Sequence[str]) -> Iterator[int]:
    """Run a command of `linli` until the block ends."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "linli.cli", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/", timeout=10):  # noqa: S310
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("the web server did not start")


def _get(port: int, address: str, clerk: Clerk) -> None:
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in clerk.browser.cookies.items())
    request = urllib.request.Request(  # noqa: S310
        f"http://localhost:{port}{address}", headers={"Cookie": cookies}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        answer.read()


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found if Path(f"/proc/{one}").exists()]


def _megabytes(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024
