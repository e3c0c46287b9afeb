"""What an officer at the counter is shown while registering: what the same person sent before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from linli.base.accounts.models import Post
from linli.base.privacy.selectors import find_subjects
from linli.cases.looks import look_over
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.petitions.earlier import SAME_PERSON, Likely

MOST_SHOWN = 6
# These say who somebody is; a name alone is many people's.
CERTAIN = frozenset({SAME_PERSON["identity_number"], SAME_PERSON["telephone"]})
SAME_NAME_AND_HOME = Text("姓名、住址相同", "Same name and address")
NOBODY = UUID(int=0)


def earlier_of(told: Mapping[str, str], *, post: Post, by: Actor, at: datetime) -> list[Likely]:
    """Return the newest petitions by who `told` these identifiers that `post` may see, open ones
    first, each with what is the same, and record that they were looked at."""
    why = _subjects(told)
    # Asked for nobody as well: who sent nothing but accusations takes as long as a stranger.
    visible = Case.objects.visible_to(post).filter(message__subject__in=[*why] or [NOBODY])
    rows = visible.filter(procedure="petition").for_list().order_by("-opened_at", "-pk")
    newest = sorted(rows[: 2 * MOST_SHOWN], key=lambda case: case.closed_at is not None)
    found = [Likely(case, tuple(why[case.message.subject])) for case in newest[:MOST_SHOWN]]
    if found:
        look_over([one.case for one in found], by=by, at=at)
    return found


def is_certain(one: Likely) -> bool:
    """Return whether it is surely the same person who sent it."""
    return bool(CERTAIN & {*one.why}) or SAME_NAME_AND_HOME in one.why


def _subjects(told: Mapping[str, str]) -> dict[UUID, list[Text]]:
    """Return the senders with one of these identifiers, each with what is the same."""
    found: dict[UUID, list[Text]] = {}
    by_kind = {kind: find_subjects(kind, told.get(kind, "")) for kind in (*SAME_PERSON, "address")}
    for kind, name in SAME_PERSON.items():
        for subject in by_kind[kind]:
            is_home = kind == "name" and subject in by_kind["address"]
            found.setdefault(subject, []).append(SAME_NAME_AND_HOME if is_home else name)
    return found
