"""The chain of a conference, and the locked row that every write begins with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from linli.base.audit.log import record, refusals_recorded
from linli.core.actors import Actor
from linli.registers.conferences.access import must_keep
from linli.registers.conferences.models import Conference

PREFIX = "conference"


def chain_of(conference: Conference) -> str:
    """Return the name of the chain in which the log of the conference stands."""
    return f"{PREFIX}:{conference.pk}"


def pk_of(chain: str) -> int:
    """Return the id of the conference whose chain this is."""
    return int(chain.partition(":")[2])


@contextmanager
def keeping(conference: Conference, act: str, *, by: Actor, at: datetime) -> Iterator[Conference]:
    """Give the conference, locked in a transaction, to whoever may change it. Raises NotAllowed
    to others; a refusal is put on record in the chain under the name of the act."""
    chain = chain_of(conference)
    with refusals_recorded(act, by=by, at=at, chain=chain), transaction.atomic():
        must_keep(conference, by)
        yield Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)


def put_down(
    conference: Conference,
    kind: str,
    /,
    *,
    by: Actor,
    at: datetime,
    texts: dict[str, str] | None = None,
    **facts: object,
) -> None:
    """Add a line to the conference's chain."""
    told = {"conference": conference.pk, **facts}
    record(chain_of(conference), kind, by=by, at=at, facts=told, texts=texts)
