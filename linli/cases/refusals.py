"""Records refused acts on cases, once, at the outermost act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from linli.base.audit.log import refusals_recorded
from linli.cases.models import Case
from linli.core.actors import Actor

# On a case's own chain, where a line under the act's key would say that it was done.
REFUSED = "case.refused"


@contextmanager
def recorded(case: Case, act: str, *, by: Actor, at: datetime) -> Iterator[None]:
    """Run an act on `case`; if it is Refused, record that on the system chain and raise it on.
    Of a sealed case its own chain alone tells it, to those who may read that.

    Inside another act's transaction nothing is recorded here: it would roll back with it, and
    the outer act records its own refusal.
    """
    if _is_inside_an_act():
        yield
        return
    if case.is_sealed:
        kept = refusals_recorded(REFUSED, by=by, at=at, facts={"act": act}, chain=case.chain)
    else:
        kept = refusals_recorded(act, by=by, at=at, facts={"case": case.pk})
    with kept:
        yield


def _is_inside_an_act() -> bool:
    blocks = connection.atomic_blocks
    # The transaction that wraps a test is no act.
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)
