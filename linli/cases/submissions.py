"""Lets the form of an act on a case do its work once, however often it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from linli.cases.models import Case, Submission
from linli.cases.refusals import recorded
from linli.core.actors import Actor

KEPT_FOR = timedelta(days=2)
LONGEST_KEY = 64


class AlreadySentError(Exception):
    """This very form was sent before, and did its work then."""


def new_key() -> str:
    """Return a key for a form about to be drawn."""
    return secrets.token_urlsafe(16)


@contextmanager
def once(case: Case, act: str, key: str, *, by: Actor, at: datetime) -> Iterator[None]:
    """Run an act on `case` in one transaction with the note that `key` was used.

    Raises AlreadySentError when it was used before. A refused act leaves the key unused, and is
    recorded under `act` on the system chain. Without a key nothing is remembered.
    """
    with recorded(case, act, by=by, at=at), transaction.atomic():
        if key:
            _, is_new = Submission.objects.get_or_create(key=key[:LONGEST_KEY], defaults={"at": at})
            if not is_new:
                raise AlreadySentError
        yield


def forget(at: datetime) -> int:
    """Delete keys that no open page can still hold; return how many there were."""
    return Submission.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
