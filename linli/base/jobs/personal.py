"""Recurring work keeps nothing of people."""

from linli.core.personal import declare

declare("jobs.JobRun", technical="key slot attempts error")
declare("jobs.WorkerBeat", key="worker_id")
