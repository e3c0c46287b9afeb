"""Disputes for tests, brought to any state by the public actions alone.

`in_state(state, cast)` gives a dispute of the cast's community, mediated by its `committee`;
`take(case, step, cast)` takes a step as its mediator, or as a party where it is a party's own,
with values that do; both accept others.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from linli.base.files.actions import store
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.disputes import parties, selectors
from linli.procedures.disputes.duties import Duties, Duty
from linli.procedures.disputes.models import Mediator
from linli.procedures.disputes.opening import Side, Told, open_dispute
from tests.courses import path_to
from tests.requests import draft

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = {"name": "李明", "telephone": "13812345678", "address": "历下区青年东路12号"}
OTHER = {"name": "王强", "telephone": "13900001111"}
_keys = itertools.count()


def register(cast: Any) -> list[Mediator]:
    """Return the mediators of the cast's committee: five members, in office since 2025."""
    there = list(Mediator.objects.filter(unit=cast.committee))
    if there:
        return there
    rows = (
        ("万安", "director", False, cast.mediation_head),
        ("苏和", "member", True, cast.mediator),
        ("田静", "member", True, None),
        ("石磊", "engaged", False, None),
    )
    return Mediator.objects.bulk_create(
        Mediator(
            unit=cast.committee, name=name, standing=standing, is_woman=is_woman, post=post,
            from_date=date(2025, 6, 1),
        )
        for name, standing, is_woman, post in rows
    )  # fmt: skip


def new_dispute(
    cast: Any, *, at: datetime = START, by: Actor | None = None, **changes: Any
) -> Case:
    """Return a dispute in `registered` that a neighbour asked to be mediated; the other side is
    named and not asked yet. Changes are of the draft, or of what is told of the dispute."""
    elements: dict[str, Any] = {
        "kind": "neighbours",
        "matter": "楼上卫生间漏水，损坏楼下吊顶，双方对赔偿金额有争议。",
        "wish": "请求修好漏水并赔偿吊顶损失。",
        "sides": [Side("respondent", OTHER)],
    }
    own = (*elements, "source", "referrer", "round", "is_organisation", "consent_way")
    elements |= {key: changes.pop(key) for key in own if key in changes}
    key = changes.pop("submission_key", f"dispute-{next(_keys)}")
    text = {
        "title": "楼上漏水损坏吊顶", "body": elements["matter"], "channel": "page",
        "people": PEOPLE, **changes,
    }  # fmt: skip
    message = draft(text.pop("region", cast.community), **text)
    return open_dispute(message, Told(**elements), submission_key=key, by=by, at=at).case


PATHS: dict[str, tuple[str, ...]] = {
    "registered": (),
    "mediating": ("registered", "record_consent", "accept", "appoint"),
    "signing": ("mediating", "record_session", "conclude"),
    "performing": ("signing", "note_marks", "take_effect"),
    "ending": ("mediating", "terminate"),
    "filed": ("performing", "visit_30", "visit_90", "file_away"),
    "ended": ("ending", "tell_ways"),
}


def in_state(state: str, cast: Any, **changes: Any) -> Case:
    """Return a dispute brought to `state` by the steps that lead there, an hour apart."""
    case = new_dispute(cast, **changes)
    for step in path_to(state, PATHS):
        case = take(case, step, cast)
    return case


def take(
    case: Case,
    step: str,
    cast: Any,
    *,
    by: Actor | None = None,
    at: datetime | None = None,
    **changes: Any,
) -> Case:
    """Take `step` and return the case as it stands after it. Visits are made when they are due."""
    at = at or case.moved_at + HOUR
    effective = case.dispute.effective_date
    if step in ("visit_30", "visit_90") and effective:
        days = int(step.rpartition("_")[2])
        due = datetime.combine(effective + days * DAY, START.timetz())
        at = max(at, due)
    by = by or taker(step, cast, case)
    return move(case, step, by=by, at=at, **{**values(step, cast, case, at=at), **changes})


def sender(case: Case) -> Actor:
    """Return the holder of the message's receipt."""
    return Actor.receipt(case.message.receipt)


def other(case: Case, cast: Any, *, at: datetime | None = None) -> Actor:
    """Return the other party, who is given a receipt of their own if they have none."""
    party = case.dispute.parties.get(position="respondent")
    if party.holder is None:
        parties.give_receipt(
            party, key=f"k{party.pk}", by=cast.mediator.actor(), at=at or case.moved_at
        )
        party.refresh_from_db()
    return Actor.receipt(party.holder.receipt)


def taker(step: str, cast: Any, case: Case) -> Actor:
    """Return somebody who may take `step`."""
    return sender(case) if step in ("agree", "refuse", "challenge") else cast.mediator.actor()


def scan() -> Any:
    """Return a stored file: the scan of a signed paper."""
    return store(ContentFile(b"%PDF-1.4\n%%EOF\n", name="agreement.pdf"))


def values(step: str, cast: Any, case: Case, *, at: datetime) -> dict[str, Any]:
    """Return values with which `step` can be taken at `at`."""
    day = local_day(at)
    there = list(case.dispute.parties.all())
    first, last = there[0], there[-1]
    agreed = {"content": "王强修好漏水，赔偿李明吊顶损失3000元。", "amount": 3000, "way": "转账"}
    duties = Duties(
        [Duty(last, "修好卫生间漏水", day + 10 * DAY), Duty(last, "赔偿3000元", day + 20 * DAY)]
    )
    given: dict[str, Any] = {
        "record_consent": {"party": last, "way": "telephone"},
        "accept": {"kind": "neighbours"},
        "pass_on": {"unit": cast.street_committee, "reason": "涉及两个社区"},
        "decline": {"ground": "in_court", "explanation": "法院已经立案。"},
        "record_refusal": {"party": last, "way": "telephone"},
        "record_challenge": {"party": last},
        "invite_helper": {"kind": "neighbour", "name": "赵大爷", "is_agreed": True},
        "plan_session": {"when": at + 2 * DAY, "place": "社区调解室", "openness": "closed"},
        "record_session": {
            "held_on": day, "place": "社区调解室", "present": [first, last], "record": "双方到场。",
        },
        "report_police": {"organ": "青年东路派出所", "situation": "一方扬言动手。"},
        "extend": {"units": 10, "is_agreed": True},
        "conclude": {"facts": "漏水属实，责任在楼上。", "duties": duties, **agreed},
        "agree_orally": {
            "reached_on": day, "is_waived": True, "duties": duties, **agreed,
        },
        "note_marks": {
            "signers": selectors.missing_marks(case), "kind": "signature", "marked_on": day,
        },
        "take_effect": {"copies_on": day},
        "reopen": {"reason": "金额还要商量"},
        "record_performance": {"performance": "done", "done_on": day},
        "urge": {"party": last},
        "visit_30": {"visited_on": day, "performance": "partly"},
        "visit_90": {"visited_on": day, "performance": "done"},
        "apply_confirmation": {"court": "历下区人民法院", "applied_on": day, "is_joint": True},
        "record_confirmation": {"outcome": "confirmed", "decided_on": day},
        "contest": {"party": last},
        "terminate": {"reason": "双方分歧很大"},
        "tell_ways": {
            "court": True, "way": "in_person", "told_on": day, "advice": "可以向人民法院起诉。",
        },
    }.get(step, {})  # fmt: skip
    return {**given, **_looked_up(step, cast, case)}


def _looked_up(step: str, cast: Any, case: Case) -> dict[str, Any]:
    """Return values that must be made or read for the step."""
    if step == "appoint":
        return {"mediators": register(cast)[1:2], "chosen_by": "committee"}
    if step in ("challenge", "record_challenge"):
        return {"mediator": selectors.mediators_of(case)[0]}
    if step == "record_performance":
        return {"obligation": selectors.open_obligations(case)[0]}
    if step == "note_marks":
        return {"files": [scan()]}
    return {}
