"""Adds who a petitioner is, once that is known: name, address, telephone, identity number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from linli.base.privacy.actions import keep
from linli.cases import authority, indexing
from linli.cases.engine import happened, lock
from linli.cases.models import Case
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed
from linli.core.text import Text
from linli.procedures.petitions.opening import is_identified
from linli.procedures.petitions.steps.takers import HANDLERS

ROLES = frozenset(taker.role for taker in HANDLERS)
NOTHING = Text("请填写姓名、住址或联系方式。", "Fill in the name, the address or a telephone.")
NOT_YOURS = Text(
    "只有信访部门和承办单位的工作人员可以补充信访人信息。",
    "Only staff of the units that run and hold the petition can add who the petitioner is.",
)


def identify(case: Case, *, people: Mapping[str, str], by: Actor, at: datetime) -> Case:
    """Keep what was learnt of the petitioner, `people` by kind of identifier, and return the case.

    Once name and address are clear, the written notice is owed from now on (Art. 23). For the
    units that run and hold the petition; the log says which kinds were added, never what. Raises
    NotAllowed for others, Incomplete, naming the kind, for what can't be one.
    """
    given = {kind: value for kind, value in people.items() if value.strip()}
    with recorded(case, "petition.identify", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        sides = authority.sides_of(locked, by) & {"lead", "coordinating"}
        if not sides or by.role not in ROLES:
            raise NotAllowed(NOT_YOURS)
        if not given:
            raise Incomplete(NOTHING, field="name")
        for kind, value in given.items():
            keep(locked.message.subject, kind, value)
        # Only now can the name be left out of what the petition is found by.
        indexing.write(locked)
        petition = locked.petition
        petition.is_identified = is_identified(locked.message.subject)
        petition.save(update_fields=["is_identified"])
        return happened(locked, "identify", by=by, at=at, kinds=sorted(given))
