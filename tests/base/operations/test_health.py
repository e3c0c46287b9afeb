"""Probes are answered cheaply, and told why only where they may know."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from linli.base.audit import triggers
from linli.base.jobs.models import JobRun
from linli.base.jobs.reaping import beat
from linli.base.operations import durability, health, measuring

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-some-length"


@pytest.fixture(autouse=True)
def anew(monkeypatch):
    """Look anew for each test; on a disk with room."""
    health.forget()
    monkeypatch.setattr(health, "disk_free", lambda: 50_000_000_000)
    monkeypatch.setattr(health, "weaknesses", list)
    yield
    health.forget()


def states(client):
    told = client.get("/health").json()
    return {key: check["state"] for key, check in told["checks"].items()}


class TestHealth:
    def test_is_all_well_with_a_worker(self, client):
        beat("worker", timezone.now())
        answer = client.get("/health")
        assert answer.status_code == 200
        assert set(states(client).values()) == {"ok"}
        assert answer.json()["state"] == "ok"
        assert "no-store" in answer.headers["Cache-Control"]

    def test_stays_ready_without_a_worker_or_a_trigger_and_says_so(self, client):
        beat("worker", timezone.now() - timedelta(minutes=2))
        JobRun.objects.create(key="cases.sweep", error="Traceback …")
        triggers.remove()
        found = states(client)
        triggers.install()
        warned = {key for key, state in found.items() if state == "warn"}
        assert warned == {"worker", "jobs", "triggers"}
        assert client.get("/health").status_code == 200

    @pytest.mark.parametrize(
        ("name", "value", "key"),
        [
            ("missing_migrations", lambda: ["cases.0002_x"], "migrations"),
            ("disk_free", lambda: 1_000, "disk"),
            ("may_write", lambda: False, "writing"),
        ],
    )
    def test_is_not_ready_when_requests_cannot_be_answered(
        self, client, monkeypatch, name, value, key
    ):
        monkeypatch.setattr(health, name, value)
        answer = client.get("/health")
        assert answer.status_code == 503
        assert answer.json()["checks"][key]["state"] == "fail"

    def test_says_to_everybody_in_a_word_what_is_unwell_and_no_more(self, client, monkeypatch):
        monkeypatch.setattr(health, "disk_free", lambda: 1_000)
        monkeypatch.setattr(health, "may_write", lambda: False)
        answer = client.get("/health", REMOTE_ADDR="10.1.2.3")
        assert answer.status_code == 503
        assert answer.json() == {"ready": False, "unwell": ["writing", "disk"]}
        health.forget()
        monkeypatch.undo()
        assert client.get("/health", REMOTE_ADDR="10.1.2.3").json()["unwell"] == []

    def test_is_not_ready_without_its_database(self, client, monkeypatch):
        def away():
            raise OperationalError("could not connect to 10.1.2.3 as linli")

        monkeypatch.setattr(connection, "ensure_connection", away)
        answer = client.get("/health")
        assert answer.status_code == 503
        assert "10.1.2.3" not in answer.content.decode()
        assert client.get("/health/live").status_code == 200

    def test_asks_little_and_is_not_worn_out_by_asking(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(10):
            client.get("/health")
        with django_assert_max_num_queries(0):
            client.get("/health")


class TestDetails:
    @pytest.mark.parametrize(
        ("request_is", "sees"),
        [
            ({}, True),
            ({"REMOTE_ADDR": "::1"}, True),
            ({"REMOTE_ADDR": "10.1.2.3"}, False),
            ({"REMOTE_ADDR": ""}, False),
            ({"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
            ({"HTTP_X_FORWARDED_PROTO": "https"}, False),
            ({"HTTP_FORWARDED": "for=127.0.0.1"}, False),
            ({"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, True),
            ({"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"}, False),
            ({"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": "Bearer "}, False),
            ({"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": TOKEN}, False),
        ],
    )
    def test_are_for_this_machine_and_who_has_the_token(
        self, client, monkeypatch, request_is, sees
    ):
        monkeypatch.setattr(settings, "LINLI_OPERATIONS_TOKEN", TOKEN)
        assert ("checks" in client.get("/health", **request_is).json()) is sees
        assert client.get("/metrics", **request_is).status_code == (200 if sees else 404)

    def test_need_a_token_that_was_set(self, client):
        near = {"REMOTE_ADDR": "10.1.2.3", "HTTP_AUTHORIZATION": "Bearer "}
        assert "checks" not in client.get("/health", **near).json()


class TestFigures:
    def figures(self, client):
        measuring.measure(timezone.now())
        text = client.get("/metrics").content.decode()
        return {
            line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
            for line in text.splitlines()
            if not line.startswith("#")
        }

    def test_count_requests_by_route_and_tell_what_was_measured(self, client, cast):
        at = timezone.now()
        beat("worker", at)
        JobRun.objects.create(key="cases.sweep", ended_at=at - timedelta(seconds=90))
        asked = 'linli_requests_total{method="GET",route="portal:home",status="200"}'
        before = self.figures(client).get(asked, 0)
        client.get("/")
        client.get("/nothing/张三")
        found = self.figures(client)
        assert found[asked] == before + 1
        assert found["linli_tasks_waiting"] == 0
        assert found["linli_database_bytes"] > 100_000
        assert found["linli_worker_seen_seconds"] < 60
        assert 90 <= found['linli_job_age_seconds{job="cases.sweep"}'] < 150
        assert not [name for name in found if "张三" in name]

    def test_name_nobody_and_number_nothing(self, client, cast):
        labels = {
            label.partition("=")[0]
            for name in self.figures(client)
            for label in name.partition("{")[2].rstrip("}").split(",")
            if label
        }
        assert labels <= {"route", "method", "status", "le", "job"}


class TestWriting:
    @pytest.mark.skipif("connection.vendor == 'sqlite'", reason="asks PostgreSQL")
    def test_is_missed_on_a_server_that_is_read(self):
        assert durability.may_write()
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_read_only = on")
        assert not durability.may_write()

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="asks SQLite")
    @pytest.mark.parametrize("part", ["the folder", "the file"])
    def test_is_missed_where_its_files_cannot_be_written(self, monkeypatch, part):
        assert durability.may_write()
        file = Path(connection.settings_dict["NAME"])
        locked = {"the folder": file.parent, "the file": file}[part]
        # Whoever runs the tests may be one whom no file is closed to.
        monkeypatch.setattr(os, "access", lambda path, mode: path != locked)
        assert not durability.may_write()


class TestDurability:
    @pytest.mark.skipif("connection.vendor == 'sqlite'", reason="asks PostgreSQL")
    def test_refuses_a_server_that_forgets_what_it_acknowledged(self):
        with connection.cursor() as cursor:
            for value, lost in (("off", True), ("on", False)):
                cursor.execute(f"SET LOCAL synchronous_commit = {value}")
                said = [text.en for text in durability.weaknesses()]
                assert any("synchronous_commit" in text for text in said) is lost

    @pytest.mark.skipif("connection.vendor != 'sqlite'", reason="asks SQLite")
    def test_is_given_by_how_each_connection_is_opened(self):
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
        assert durability.weaknesses() == []
