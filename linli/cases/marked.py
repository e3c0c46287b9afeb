"""Runs an act on a case that is kept from some, or on all the cases of its message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Case, Link
from linli.cases.receiving import WITHOUT_SENDER
from linli.cases.refusals import recorded
from linli.core.actors import Actor


def with_all(
    case: Case,
    act: str,
    change: Callable[[list[Case]], None],
    check: Callable[[Case, Actor], None],
    *,
    by: Actor,
    at: datetime,
) -> Case:
    """Run `change` on all cases of the message, whose text is the same, and on those that an
    office opened beside them in words of its own, which tell of the same."""
    beside = Link.objects.filter(
        kind="follows",
        to_case__message=case.message_id,
        from_case__message__channel__in=WITHOUT_SENDER,
    )
    told = Q(message=case.message_id) | Q(message__in=beside.values("from_case__message"))
    same: QuerySet[Case] = Case.objects.filter(told)
    pks = sorted(same.values_list("pk", flat=True))
    return on_locked(pks, case, act, change, lambda locked: check(locked, by), by=by, at=at)


def on_locked(
    pks: Sequence[int],
    case: Case,
    act: str,
    change: Callable[[list[Case]], None],
    check: Callable[[Case], None],
    *,
    by: Actor,
    at: datetime,
) -> Case:
    """Run `change` on the cases locked in order; record the refusal on the chain of `case`."""
    with recorded(case, f"case.{act}", by=by, at=at), transaction.atomic():
        cases = [lock(pk) for pk in pks]
        locked = next(one for one in cases if one.pk == case.pk)
        authority.check_in_force(by, at)
        check(locked)
        change(cases)
    return locked
