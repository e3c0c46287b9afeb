"""Tries are counted by who tries, within any span of time and not by the hands of the clock."""

from __future__ import annotations

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.cache.backends import base as cache_base
from django.core.cache.backends import db as database_cache
from django.db import connection

from linli.base.accounts.limits import Limit, spend

TWICE = Limit("twice", 2, 3600)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()


@pytest.fixture
def later(monkeypatch):
    """Set the cache's clocks ahead: the one by which a row is kept and the one by which it ends."""
    now, begun = database_cache.tz_now, time.time

    def set_ahead(seconds: int) -> None:
        ahead = SimpleNamespace(time=lambda: begun() + seconds)
        monkeypatch.setattr(cache_base, "time", ahead)
        monkeypatch.setattr(database_cache, "tz_now", lambda: now() + timedelta(seconds=seconds))

    return set_ahead


def test_holds_back_who_tried_often_enough_and_nobody_else():
    assert [spend(TWICE, "one") for _ in range(4)] == [True, True, False, False]
    assert spend(TWICE, "other") and spend(Limit("else", 2, 3600), "one")


def test_frees_a_try_when_its_own_hour_is_over(later):
    spend(TWICE, "one")
    later(3000)
    assert spend(TWICE, "one")
    later(3601)
    assert [spend(TWICE, "one") for _ in range(2)] == [True, False]
    later(6000)
    assert not spend(TWICE, "one")
    later(6700)
    assert spend(TWICE, "one")


def test_asks_little_of_the_database_of_who_floods(django_assert_num_queries):
    for _ in range(2):
        spend(TWICE, "one")
    with django_assert_num_queries(1):
        spend(TWICE, "one")


def test_keeps_no_address_and_no_number():
    spend(TWICE, "203.0.113.7")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM linli_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys and not any("203.0.113.7" in key for key in keys)
