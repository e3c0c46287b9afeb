"""Finds the tasks of workers that were killed, and puts them back."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any, Final

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from linli.base.jobs.models import WorkerBeat

logger = logging.getLogger(__name__)
SILENCE: Final = timedelta(seconds=90)
# A worker that never said that it lives: started by hand with the library's own command.
UNKNOWN_FOR: Final = timedelta(hours=1)
MOST_ATTEMPTS: Final = 3
KEPT_FOR: Final = timedelta(days=14)


class WorkerLost(Exception):
    """The worker of a task was lost too often."""


def beat(worker_id: str, at: datetime) -> None:
    """Say that the worker lives."""
    WorkerBeat.objects.update_or_create(
        worker_id=worker_id, defaults={"seen_at": at}, create_defaults=_new_beat(at)
    )


def reap(at: datetime) -> int:
    """Put tasks that a lost worker left running back, or give them up after MOST_ATTEMPTS.

    Lost is a worker not heard of for SILENCE. A task may so be run twice, when its worker only
    stood still: tasks must bear that. Returns how many tasks were moved.
    """
    seen = dict(WorkerBeat.objects.values_list("worker_id", "seen_at"))
    moved = sum(
        _put_back(task, at) for task in DBTaskResult.objects.running() if _is_lost(task, seen, at)
    )
    WorkerBeat.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
    return moved


def prune(at: datetime) -> int:
    """Delete what is left of tasks that ended long ago; return how many."""
    finished = DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT_FOR)
    return int(finished.delete()[0])


def _new_beat(at: datetime) -> dict[str, Any]:
    return {"started_at": at, "seen_at": at}


def _is_lost(task: DBTaskResult[Any, Any], seen: dict[str, datetime], at: datetime) -> bool:
    last_seen = seen.get(task.worker_ids[-1] if task.worker_ids else "")
    if last_seen is not None:
        return last_seen < at - SILENCE
    return task.started_at is None or task.started_at < at - UNKNOWN_FOR


def _put_back(task: DBTaskResult[Any, Any], at: datetime) -> int:
    is_last = len(task.worker_ids) >= MOST_ATTEMPTS
    logger.warning("Task %s lost its worker %s", task.task_path, task.worker_ids[-1:])
    values: dict[str, Any] = {"status": TaskResultStatus.READY, "started_at": None}
    if is_last:
        values = {
            "status": TaskResultStatus.FAILED,
            "finished_at": at,
            "exception_class_path": f"{WorkerLost.__module__}.{WorkerLost.__qualname__}",
            "traceback": f"Lost with {len(task.worker_ids)} workers.",
        }
    # Only if nobody else did so meanwhile, and it did not end after all.
    unchanged = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return unchanged.update(**values)
