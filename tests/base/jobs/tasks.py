"""Tasks for the tests of the worker."""

from __future__ import annotations

import time

from django_tasks import task


@task()
def add(one: int, two: int) -> int:
    """Return the sum."""
    return one + two


@task()
def fail() -> None:
    """Fail."""
    raise ZeroDivisionError


@task()
def sleep(seconds: float) -> str:
    """Take long, once only: a task that is run again returns at once."""
    time.sleep(seconds)
    return "slept"
