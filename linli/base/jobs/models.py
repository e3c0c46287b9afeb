"""When each recurring job last ran, and which workers are alive."""

from __future__ import annotations

from django.db import models


class JobRun(models.Model):
    """The newest run of a recurring job: one row a job, claimed by conditional update.

    `slot` counts the job's periods since 1970, so that workers agree without a shared clock
    tick. `ended_at` stays empty while the run lasts, and after it failed or was killed.
    """

    key = models.CharField(max_length=80, primary_key=True)
    slot = models.BigIntegerField(default=-1)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.key


class WorkerBeat(models.Model):
    """A worker process and when it last said that it lives."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker_id
