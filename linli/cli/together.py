"""Runs web server and worker side by side, and ends both with the process that started them."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time

from linli.cli.declaring import step
from linli.cli.language import Failure
from linli.cli.running import LISTENING, connect_address, url_of
from linli.core.text import Text

STARTING = 60
STOPPING = 12
STOPPED = Text("{part}意外停止，演示已结束。", "{part} stopped unexpectedly; the demo has ended.")
NEVER_ANSWERED = Text("网站没有在一分钟内启动。", "The web server didn't start within a minute.")
STOPPING_NOW = Text("正在停止……", "Stopping …")


def run_together(host: str, port: int) -> None:
    """Run both until interrupted, or until one of them ends: then Failure."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    parts = {
        "serve": _start("serve", "--host", host, "--port", str(port)),
        "worker": _start("worker"),
    }
    try:
        _wait_for_answer(host, port, parts, stop)
        if not stop.is_set():
            step(LISTENING.format(url=url_of(host, port)))
        while not stop.wait(0.5):
            _check_alive(parts)
        step(STOPPING_NOW)
    finally:
        _end(parts)


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    # In a session of its own, so that Ctrl-C reaches this process alone, which then ends the
    # others in order. They end by themselves when the pipe breaks, however this process ends.
    return subprocess.Popen(  # noqa: S603 (our own command)
        [sys.executable, "-m", "linli.cli", *arguments, "--with-parent"],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def _wait_for_answer(
    host: str, port: int, parts: dict[str, subprocess.Popen[bytes]], stop: threading.Event
) -> None:
    until = time.monotonic() + STARTING
    while not stop.wait(0.1):
        _check_alive(parts)
        try:
            socket.create_connection((connect_address(host), port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise Failure(NEVER_ANSWERED, exit_code=1) from None
            continue
        return


def _check_alive(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, part in parts.items():
        if part.poll() is not None:
            raise Failure(STOPPED.format(part=f"linli {name}"), exit_code=1)


def _end(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    for part in parts.values():
        part.terminate()
    until = time.monotonic() + STOPPING
    for part in parts.values():
        try:
            part.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
