"""Runs the recurring jobs that are due, each by one worker only."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from linli.base.jobs.models import JobRun
from linli.base.jobs.schedule import JOBS, Job

logger = logging.getLogger(__name__)
RETRY_AFTER: Final = timedelta(minutes=15)
MOST_ATTEMPTS: Final = 3
_SHANGHAI: Final = 8 * 3600


def tick(at: datetime) -> list[str]:
    """Run every job whose period has begun by `at` and that nobody ran yet; return their keys.

    A run that failed, or whose worker was killed, is tried again after RETRY_AFTER, at most
    MOST_ATTEMPTS times in its period. A job's error is logged and kept, and stops no other job.
    """
    rows = JobRun.objects.in_bulk(JOBS.keys())
    ran = []
    for job in JOBS:
        row = rows.get(job.key)
        if (row is None or _is_due(row, job, at)) and _claim(job, at):
            _run(job, at)
            ran.append(job.key)
    return ran


def slot(job: Job, at: datetime) -> int:
    """Return the number of the job's period at `at`; a day's begins at midnight in Shanghai."""
    return (int(at.timestamp()) + _SHANGHAI) // (job.minutes * 60)


def _is_due(row: JobRun, job: Job, at: datetime) -> bool:
    """Return whether it is worth asking for the run; only the claim decides."""
    if row.slot != slot(job, at):
        return row.slot < slot(job, at)
    return row.ended_at is None and row.attempts < MOST_ATTEMPTS


def _claim(job: Job, at: datetime) -> bool:
    """Take the run by a conditional update: of any number of workers one succeeds."""
    JobRun.objects.bulk_create([JobRun(key=job.key)], ignore_conflicts=True)
    now = slot(job, at)
    is_new = Q(slot__lt=now)
    is_left = Q(slot=now, ended_at=None, started_at__lte=at - RETRY_AFTER)
    taken = JobRun.objects.filter(is_new | (is_left & Q(attempts__lt=MOST_ATTEMPTS)), pk=job.key)
    attempts = Case(When(is_new, then=Value(1)), default=F("attempts") + 1)
    return bool(taken.update(slot=now, started_at=at, ended_at=None, error="", attempts=attempts))


def _run(job: Job, at: datetime) -> None:
    mine = JobRun.objects.filter(pk=job.key, slot=slot(job, at), started_at=at)
    try:
        job.run(at)
    except Exception:
        logger.exception("The recurring job %s failed", job.key)
        mine.update(error=traceback.format_exc()[-4000:])
    else:
        # A measurement for the reader of the table, not a time that any rule uses.
        mine.update(ended_at=timezone.now())
