"""A task whose worker was killed is put back, and one whose worker lives is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from linli.base.jobs.models import WorkerBeat
from linli.base.jobs.reaping import beat, prune, reap
from tests.base.jobs.tasks import add

AT = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)  # Thursday, 9:30 in Shanghai
pytestmark = pytest.mark.django_db


def running(*worker_ids: str, since: datetime = AT) -> DBTaskResult[Any, Any]:
    """A task that the last of these workers runs."""
    task = DBTaskResult.objects.get(pk=add.enqueue(1, 2).id)
    task.status, task.started_at, task.worker_ids = TaskResultStatus.RUNNING, since, [*worker_ids]
    task.save()
    return task


def state(task: DBTaskResult[Any, Any]) -> str:
    task.refresh_from_db()
    return str(task.status)


class TestReap:
    def test_puts_back_the_task_of_a_worker_that_fell_silent(self) -> None:
        beat("lost", AT)
        task = running("lost")
        assert reap(AT + timedelta(seconds=91)) == 1
        assert state(task) == "READY"
        assert task in DBTaskResult.objects.ready()

    def test_leaves_the_task_of_a_worker_that_lives_however_long_it_takes(self) -> None:
        beat("alive", AT)
        task = running("alive")
        later = AT + timedelta(hours=9)
        beat("alive", later)
        assert reap(later + timedelta(seconds=60)) == 0
        assert state(task) == "RUNNING"

    def test_leaves_tasks_that_nobody_runs(self) -> None:
        add.enqueue(1, 2)
        assert reap(AT + timedelta(days=1)) == 0

    def test_waits_longer_for_a_worker_that_never_beat(self) -> None:
        task = running("library's own")
        assert reap(AT + timedelta(minutes=59)) == 0
        assert reap(AT + timedelta(minutes=61)) == 1
        assert state(task) == "READY"

    def test_judges_by_the_worker_that_took_the_task_last(self) -> None:
        beat("lost", AT)
        beat("alive", AT + timedelta(minutes=5))
        task = running("lost", "alive")
        assert reap(AT + timedelta(minutes=6)) == 0
        assert state(task) == "RUNNING"

    def test_gives_a_task_up_that_lost_three_workers(self) -> None:
        beat("third", AT)
        task = running("first", "second", "third")
        assert reap(AT + timedelta(minutes=5)) == 1
        assert state(task) == "FAILED"
        assert task.task_result.errors[0].exception_class.__name__ == "WorkerLost"

    def test_forgets_workers_after_a_day(self) -> None:
        beat("lost", AT)
        reap(AT + timedelta(hours=25))
        assert not WorkerBeat.objects.exists()


class TestBeat:
    def test_keeps_when_the_worker_began_and_was_heard_of_last(self) -> None:
        beat("one", AT)
        beat("one", AT + timedelta(minutes=1))
        row = WorkerBeat.objects.get()
        assert (row.started_at, row.seen_at) == (AT, AT + timedelta(minutes=1))


class TestPrune:
    def test_deletes_tasks_that_ended_long_ago(self) -> None:
        old, new, open_still = (running("x") for _ in range(3))
        for task, ended in ((old, AT - timedelta(days=15)), (new, AT - timedelta(days=13))):
            task.status, task.finished_at = TaskResultStatus.SUCCESSFUL, ended
            task.save()
        assert prune(AT) == 1
        assert set(DBTaskResult.objects.all()) == {new, open_still}
