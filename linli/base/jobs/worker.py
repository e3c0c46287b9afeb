"""The worker: runs tasks, ticks, and looks after other workers' lost tasks, in one process."""

from __future__ import annotations

import logging
import signal
import threading
import uuid
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import Final

from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from linli.base.jobs.models import WorkerBeat
from linli.base.jobs.reaping import beat, reap
from linli.base.jobs.ticking import tick

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_TASKS: Final = 0.5
SECONDS_BETWEEN_TICKS: Final = 1.0
SECONDS_BETWEEN_BEATS: Final = 15.0
SECONDS_AFTER_ERROR: Final = 5.0
SECONDS_TO_FINISH: Final = 30.0


def run_worker(stop: threading.Event | None = None) -> None:
    """Work until `stop` is set, or SIGTERM or SIGINT comes (in a main thread); then finish the
    task and the job in hand and return. A second signal ends at once.

    Survives a database that goes away for a while. Any number may run side by side.
    """
    stop = stop or threading.Event()
    worker_id = uuid.uuid4().hex
    worker = _worker(worker_id)
    _listen(stop)
    beat(worker_id, timezone.now())
    threads = [
        _every(SECONDS_BETWEEN_TICKS, tick, stop),
        _every(SECONDS_BETWEEN_BEATS, lambda at: _look_after(worker_id, at), stop),
        threading.Thread(target=_end, args=(worker, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    while not stop.is_set():
        _work(worker, stop)
    for thread in threads:
        thread.join(SECONDS_TO_FINISH)
    WorkerBeat.objects.filter(pk=worker_id).delete()


def _worker(worker_id: str) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=SECONDS_BETWEEN_TASKS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )


def _work(worker: Worker, stop: threading.Event) -> None:
    try:
        worker.run()
    except (OperationalError, InterfaceError):
        logger.exception("The database is away; the worker waits")
        connections.close_all()
        stop.wait(SECONDS_AFTER_ERROR)


def _look_after(worker_id: str, at: datetime) -> None:
    beat(worker_id, at)
    reap(at)


def _end(worker: Worker, stop: threading.Event) -> None:
    stop.wait()
    worker.running = False


def _every(
    seconds: float, run: Callable[[datetime], object], stop: threading.Event
) -> threading.Thread:
    """Return a thread that calls `run` with the time until `stop` is set."""

    def loop() -> None:
        while not stop.wait(seconds):
            try:
                run(timezone.now())
            except Exception:
                logger.exception("The worker goes on after an error")
            finally:
                close_old_connections()
        connections.close_all()

    return threading.Thread(target=loop, daemon=True)


def _listen(stop: threading.Event) -> None:
    if threading.current_thread() is not threading.main_thread():
        return

    def ask_to_stop(number: int, _: FrameType | None) -> None:
        if stop.is_set():
            raise SystemExit(128 + number)
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
