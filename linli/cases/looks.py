"""Records who looked at a case and at the people in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.audit.models import Entry
from linli.base.notices.desk import for_post, mark_seen
from linli.base.privacy.actions import reveal as reveal_identifier
from linli.cases import authority
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import NotAllowed
from linli.core.text import Text

# One line for all the times that a person opens the page while they work on it.
AGAIN_AFTER = timedelta(minutes=10)
# Units that only look on (a copy, a range) need nobody's telephone number.
MAY_REVEAL = frozenset({"coordinating", "lead", "assisting"})
NOT_TO_SEE = Text(
    "只有归口、承办和协办单位可以查看来件人的信息。",
    "Only the units that run, handle or assist with the case can see who sent it.",
)


def look(case: Case, *, post: Post, by: Actor, at: datetime) -> bool:
    """Record on the case's chain that `by` opened the case, and take its reminders from the
    desk of `post`; return whether the look was recorded.

    The same person in the same post is recorded once in ten minutes.
    """
    if for_post(post).filter(about=case.chain).exists():
        mark_seen(post, at=at, about=case.chain)
    before = Entry.objects.filter(
        chain=case.chain,
        kind="case.viewed",
        at__gt=at - AGAIN_AFTER,
        post_id=by.post_id,
        person_id=by.person_id,
    )
    if before.exists():
        return False
    with transaction.atomic():
        record(case.chain, "case.viewed", by=by, at=at)
    return True


def look_over(cases: Sequence[Case], *, by: Actor, at: datetime) -> None:
    """Record a look at each of `cases`, shown in a list of what somebody sent before: once in
    ten minutes for the same person, in the order of chains, so that two who look at once never
    wait for each other."""
    chains = sorted(case.chain for case in cases)
    lately = Entry.objects.filter(chain__in=chains, kind="case.viewed", at__gt=at - AGAIN_AFTER)
    mine = lately.filter(post_id=by.post_id, person_id=by.person_id)
    seen = set(mine.values_list("chain", flat=True))
    with transaction.atomic():
        for chain in chains:
            if chain not in seen:
                record(chain, "case.viewed", by=by, at=at, facts={"as": "earlier_case"})


def reveal(case: Case, kind: str, *, by: Actor, at: datetime, reason: str) -> str:
    """Return an identifier of the sender in clear, on record with the reason.

    Raises NotAllowed for units that only look on, Incomplete without a reason, Refused when
    nothing of that kind is kept.
    """
    with recorded(case, "case.reveal", by=by, at=at):
        authority.check_in_force(by, at)
        if not authority.sides_of(case, by) & MAY_REVEAL:
            raise NotAllowed(NOT_TO_SEE)
        return reveal_identifier(
            case.message.subject, kind, by=by, at=at, reason=reason, chain=case.chain
        )
