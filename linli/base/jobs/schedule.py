"""The register of recurring jobs, filled while the applications start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is due every `minutes`; `run` takes the time of the tick.

    It must bear being run late, or again after it was cut short.
    """

    key: str
    minutes: int
    run: Callable[[datetime], object]


JOBS: Final[Registry[Job]] = Registry("recurring job")


def schedule(key: str, minutes: int, run: Callable[[datetime], object]) -> Job:
    """Register `run` to be called with the time every `minutes`, by one worker at a time.

    Call it in `ready()`. Raises ValueError for a key taken twice or fewer than one minute.
    """
    if minutes < 1:
        raise ValueError("a recurring job runs at most once a minute")
    return JOBS.register(key, Job(key, minutes, run))
