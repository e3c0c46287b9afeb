"""What the petitioner says who asks for review or re-examination, for those who decide on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.base.audit.models import Entry
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.petitions.procedure import PETITION

STEPS = ("request_review", "request_recheck")
# From asking until the opinion on it is signed.
STATES = frozenset(
    {"review_requested", "in_review", "recheck_requested", "in_recheck", "in_hearing"}
)


@dataclass(frozen=True)
class Request:
    """What is asked and why, by which step, and when it was entered."""

    name: Text
    reason: str
    at: datetime


def requests_of(cases: Sequence[Case]) -> dict[int, Request]:
    """Return {case: what is asked now} for those that wait for review or re-examination. One
    query; none where nothing waits."""
    by_chain = {case.chain: case.pk for case in cases if case.state in STATES}
    if not by_chain:
        return {}
    kinds = {f"{PETITION.key}.{step}": step for step in STEPS}
    lines = Entry.objects.filter(chain__in=by_chain, kind__in=kinds).select_related("held")
    return {
        by_chain[line.chain]: Request(
            PETITION.transition(kinds[line.kind]).name, line.texts.get("reason", ""), line.at
        )
        for line in lines.order_by("chain", "no")
    }
