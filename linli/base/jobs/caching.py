"""Clears away what has expired and nobody else clears: rows of the shared cache, which does so
itself only when it is full, and sessions."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

DATABASE_CACHE = "django.core.cache.backends.db.DatabaseCache"


def forget_expired(at: datetime) -> int:
    """Delete the cache's rows that expired before `at`; return how many there were."""
    cache = settings.CACHES["default"]
    if cache["BACKEND"] != DATABASE_CACHE:
        return 0
    table = connection.ops.quote_name(cache["LOCATION"])
    with connection.cursor() as cursor:
        before = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [before])  # noqa: S608 (our name)
        return int(cursor.rowcount)


def forget_sessions(at: datetime) -> int:
    """Delete the sessions that ended before `at`; return how many there were."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]
