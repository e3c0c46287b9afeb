"""The shared cache keeps what still counts, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from linli.base.jobs.caching import forget_expired, forget_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def table(db):
    call_command("createcachetable", verbosity=0)


class TestForgetExpired:
    def test_deletes_what_has_expired_and_nothing_else(self):
        cache.clear()  # a flush between tests does not know its table
        cache.set("short", 1, 60)
        cache.set("long", 1, 7200)
        assert forget_expired(timezone.now()) == 0
        assert forget_expired(timezone.now() + timedelta(hours=1)) == 1
        assert cache.get("long") == 1


class TestForgetSessions:
    def test_deletes_those_that_ended(self, client):
        now = timezone.now()
        for key, days in (("over", -1), ("open", 1)):
            Session.objects.create(session_key=key, expire_date=now + timedelta(days=days))
        assert forget_sessions(now) == 1
        assert Session.objects.get().session_key == "open"


class TestCrowd:
    def test_pushes_out_no_count(self):
        cache.set("counted", 1, 3600)
        for number in range(350):
            cache.set(f"{'0' * 8}{number}", 1, 3600)
            cache.set(f"{'z' * 8}{number}", 1, 3600)
        assert cache.get("counted") == 1
