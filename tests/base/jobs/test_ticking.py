"""Recurring jobs run once a period, whoever ticks and whatever fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from linli.base.jobs import schedule as register
from linli.base.jobs import ticking
from linli.base.jobs.models import JobRun
from linli.base.jobs.schedule import JOBS, Job, schedule
from linli.base.jobs.ticking import slot, tick
from linli.core.registry import Registry

AT = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)  # Thursday, 9:30 in Shanghai
MINUTE = timedelta(minutes=1)


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[Job]]:
    """An empty register in the place of the real one."""
    empty: Registry[Job] = Registry("recurring job")
    monkeypatch.setattr(register, "JOBS", empty)
    monkeypatch.setattr(ticking, "JOBS", empty)
    return empty


class TestSchedule:
    def test_knows_the_job_that_anchors_the_log_every_minute(self) -> None:
        assert JOBS["audit.anchor"].minutes == 1

    def test_refuses_a_key_taken_twice(self, jobs: Registry[Job]) -> None:
        schedule("a", 1, print)
        with pytest.raises(ValueError, match="twice"):
            schedule("a", 1, print)

    def test_refuses_less_than_a_minute(self, jobs: Registry[Job]) -> None:
        with pytest.raises(ValueError, match="minute"):
            schedule("a", 0, print)


class TestSlot:
    def test_of_a_day_begins_at_midnight_in_shanghai(self) -> None:
        daily = Job("a", 24 * 60, print)
        before = datetime(2026, 10, 7, 15, 59, 59, tzinfo=UTC)
        assert slot(daily, before) + 1 == slot(daily, before + timedelta(seconds=1))
        assert slot(daily, AT) == slot(daily, before + timedelta(seconds=1))


@pytest.mark.django_db
class TestTick:
    def test_runs_a_job_once_a_period_with_the_time_of_the_tick(self, jobs: Registry[Job]) -> None:
        times: list[datetime] = []
        schedule("a", 5, times.append)
        for minute in range(11):
            tick(AT + minute * MINUTE)
        assert times == [AT, AT + 5 * MINUTE, AT + 10 * MINUTE]

    def test_returns_what_it_ran(self, jobs: Registry[Job]) -> None:
        schedule("a", 1, print)
        schedule("b", 5, print)
        assert tick(AT) == ["a", "b"]
        assert tick(AT + MINUTE) == ["a"]

    def test_runs_late_what_nobody_ran_in_time_and_only_once(self, jobs: Registry[Job]) -> None:
        times: list[datetime] = []
        schedule("a", 1, times.append)
        tick(AT)
        tick(AT + timedelta(days=3, seconds=7))
        assert times == [AT, AT + timedelta(days=3, seconds=7)]

    def test_does_not_run_again_when_the_clock_is_set_back(self, jobs: Registry[Job]) -> None:
        times: list[datetime] = []
        schedule("a", 1, times.append)
        tick(AT)
        tick(AT - timedelta(hours=1))
        assert times == [AT]

    def test_goes_on_after_a_job_that_fails(
        self, jobs: Registry[Job], caplog: pytest.LogCaptureFixture
    ) -> None:
        times: list[datetime] = []
        schedule("a", 1, lambda at: 1 // 0)
        schedule("b", 1, times.append)
        assert tick(AT) == ["a", "b"]
        assert times == [AT]
        assert "ZeroDivisionError" in JobRun.objects.get(pk="a").error
        assert "recurring job a failed" in caplog.text

    def test_tries_a_failed_job_again_in_its_period_but_not_for_ever(
        self, jobs: Registry[Job]
    ) -> None:
        times: list[datetime] = []

        def fail(at: datetime) -> None:
            times.append(at)
            raise ZeroDivisionError

        schedule("a", 24 * 60, fail)
        for minute in range(120):
            tick(AT + minute * MINUTE)
        assert times == [AT, AT + 15 * MINUTE, AT + 30 * MINUTE]
        tick(AT + timedelta(days=1))
        assert len(times) == 4

    def test_runs_a_job_again_whose_worker_was_killed(self, jobs: Registry[Job]) -> None:
        times: list[datetime] = []

        def die(at: datetime) -> None:
            times.append(at)
            if len(times) == 1:
                raise SystemExit

        schedule("a", 24 * 60, die)
        with pytest.raises(SystemExit):
            tick(AT)
        for minute in range(1, 60):
            tick(AT + minute * MINUTE)
        assert times == [AT, AT + 15 * MINUTE]
        assert JobRun.objects.get().ended_at is not None

    def test_asks_the_database_once_when_nothing_is_due(
        self, jobs: Registry[Job], django_assert_num_queries: Callable
    ) -> None:
        for number in range(10):
            schedule(f"job.{number}", 5, print)
        tick(AT)
        with django_assert_num_queries(1):
            assert tick(AT + MINUTE) == []


@pytest.mark.django_db(transaction=True)
class TestManyWorkers:
    def test_never_run_the_same_tick_twice(self, jobs: Registry[Job]) -> None:
        ran: list[tuple[str, datetime]] = []
        for key in ("a", "b", "c"):
            schedule(key, 1, lambda at, key=key: ran.append((key, at)))
        together = threading.Barrier(4)

        def work() -> None:
            for minute in range(5):
                together.wait(20)
                tick(AT + minute * MINUTE)
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(ran) == sorted(
            (key, AT + minute * MINUTE) for key in "abc" for minute in range(5)
        )
