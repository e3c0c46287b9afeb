"""The worker runs tasks and ticks, ends when asked, and a killed one loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from linli.base.audit.log import entries
from linli.base.jobs import worker
from linli.base.jobs.models import JobRun, WorkerBeat
from linli.base.jobs.reaping import reap
from linli.base.jobs.worker import run_worker
from tests.base.audit.chains import write
from tests.base.jobs.tasks import add, fail, sleep

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = Path(__file__).with_name("run_worker.py")
ROOT = Path(__file__).resolve().parents[3]


def wait_for(is_so: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something is so; fail if it does not come."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def state(task_id: str) -> str:
    return str(DBTaskResult.objects.get(pk=task_id).status)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A worker in a thread; setting the event ends it."""
    monkeypatch.setattr(worker, "SECONDS_BETWEEN_TICKS", 0.05)
    stop = threading.Event()

    def run() -> None:
        run_worker(stop)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield stop
    stop.set()
    thread.join(20)
    assert not thread.is_alive()


class TestRunWorker:
    def test_runs_tasks_and_keeps_their_results(self, work: threading.Event) -> None:
        good, bad = add.enqueue(1, 2), fail.enqueue()
        wait_for(lambda: {state(good.id), state(bad.id)} == {"SUCCESSFUL", "FAILED"})
        assert DBTaskResult.objects.get(pk=good.id).return_value == 3

    def test_ticks_and_so_anchors_the_log(self, work: threading.Event) -> None:
        write("case:1", 2)
        wait_for(lambda: JobRun.objects.filter(pk="audit.anchor").exists())
        JobRun.objects.update(slot=0)
        wait_for(lambda: entries("system").exists())

    def test_says_that_it_lives_and_takes_that_back_when_it_ends(
        self, work: threading.Event
    ) -> None:
        wait_for(lambda: WorkerBeat.objects.count() == 1)
        work.set()
        wait_for(lambda: not WorkerBeat.objects.exists())


@pytest.fixture
def processes() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers in processes of their own, and ends them all."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
        name = str(connection.settings_dict["NAME"])
        started.append(subprocess.Popen([sys.executable, SCRIPT, name], env=environment, cwd=ROOT))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


class TestAWorkerProcess:
    def test_loses_no_task_when_it_is_killed(
        self, processes: Callable[[], subprocess.Popen[bytes]]
    ) -> None:
        task = sleep.enqueue(1.5)
        first = processes()
        wait_for(lambda: state(task.id) == "RUNNING")
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert reap(timezone.now()) == 0
        assert reap(timezone.now() + timedelta(minutes=2)) == 1
        second = processes()
        wait_for(lambda: state(task.id) == "SUCCESSFUL")
        assert len(DBTaskResult.objects.get(pk=task.id).worker_ids) == 2
        second.send_signal(signal.SIGTERM)
        assert second.wait(10) == 0

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_finishes_the_task_in_hand_when_asked_to_end(
        self, processes: Callable[[], subprocess.Popen[bytes]], number: signal.Signals
    ) -> None:
        task = sleep.enqueue(1.5)
        process = processes()
        wait_for(lambda: state(task.id) == "RUNNING")
        later = add.enqueue(1, 2)
        process.send_signal(number)
        assert process.wait(15) == 0
        assert (state(task.id), state(later.id)) == ("SUCCESSFUL", "READY")
        assert not WorkerBeat.objects.exists()
