"""Suggestions for tests, brought to any state by the public actions alone.

`in_state(state, cast)` gives a suggestion of the cast's community, collected by its `social_work`
and studied by its `department`; `take(case, step, cast)` takes a step as whoever's it is, with
values that do; both accept others.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.suggestions import campaigns
from linli.procedures.suggestions.models import Campaign
from linli.procedures.suggestions.opening import Told, open_suggestion
from tests.courses import path_to
from tests.requests import draft

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = {"name": "李明", "telephone": "13812345678"}
_keys = itertools.count()

OF_SENDER = frozenset({"agree", "keep", "set_publicity"})
OF_SYSTEM = frozenset({"lapse_offer", "share_answer"})
OF_UNIT = frozenset(
    {"adopt", "decline", "record_meeting", "extend", "send_back", "answer", "explain", "plan",
     "report", "complete", "give_up"}
)  # fmt: skip


def new_suggestion(
    cast: Any, *, at: datetime = START, by: Actor | None = None, **changes: Any
) -> Case:
    """Return a suggestion in `received`, that may be published without a name. Changes are of the
    draft, or of its elements."""
    elements: dict[str, Any] = {
        "subject": "公交站加遮阳棚",
        "reasons": "夏天在青年东路公交站等车没有遮阴的地方，老人受不了。",
        "proposal": "建议给主要公交站加装遮阳棚和座椅。",
        "publicity": "unnamed",
    }
    own = (*elements, "signature", "campaign")
    elements |= {key: changes.pop(key) for key in own if key in changes}
    key = changes.pop("submission_key", f"suggestion-{next(_keys)}")
    text = {
        "title": elements["subject"], "body": elements["reasons"] + elements["proposal"],
        "people": PEOPLE, **changes,
    }  # fmt: skip
    message = draft(text.pop("region", cast.community), **text)
    return open_suggestion(message, Told(**elements), submission_key=key, by=by, at=at).case


def new_campaign(cast: Any, *, at: datetime = START, **changes: Any) -> Campaign:
    """Return a collection of the cast's department, published and open for a month."""
    post = cast.social_work_officer
    told = {
        "subject": "让公交出行更方便",
        "explanation": "今年改造一批公交站，请告诉我们先改哪里、怎么改。",
        "ways": "网上填写；写信到市委社会工作部。",
        "from_date": local_day(at),
        "until_date": local_day(at) + 30 * DAY,
        **changes,
    }
    made = campaigns.make(**told, post=post, by=post.actor(), at=at)
    return campaigns.publish(made, post=post, by=post.actor(), at=at)


PATHS: dict[str, tuple[str, ...]] = {
    "received": (),
    "registered": ("received", "register"),
    "offered": ("received", "offer"),
    "handed_over": ("offered", "agree"),
    "informed": ("received", "inform"),
    "joined": ("received", "join"),
    "shared": ("received", "answer_known"),
    "studying": ("registered", "allocate"),
    "adopted": ("studying", "adopt"),
    "declined": ("studying", "decline"),
    "converting": ("adopted", "answer"),
    "closed": ("declined", "explain"),
    "done": ("converting", "plan", "complete"),
    "unrealised": ("converting", "give_up"),
}


def in_state(state: str, cast: Any, **changes: Any) -> Case:
    """Return a suggestion brought to `state` by the steps that lead there, an hour apart."""
    case = new_suggestion(cast, **changes)
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
    """Take `step` and return the case as it stands after it."""
    at = at or case.moved_at + HOUR
    by = by or taker(step, cast, case)
    return move(case, step, by=by, at=at, **{**values(step, cast, case, at=at), **changes})


def sender(case: Case) -> Actor:
    """Return the holder of the message's receipt."""
    return Actor.receipt(case.message.receipt)


def taker(step: str, cast: Any, case: Case) -> Actor:
    """Return somebody who may take `step`."""
    if step in OF_SENDER:
        return sender(case)
    if step in OF_SYSTEM:
        return Actor.system("test")
    if step == "give_opinion":
        return cast.street_clerk.actor()
    if step in OF_UNIT and case.unit_id != case.coordinator_id:
        return cast.department_handler.actor()
    return cast.social_work_officer.actor()


def values(step: str, cast: Any, case: Case, *, at: datetime) -> dict[str, Any]:
    """Return values with which `step` can be taken at `at`."""
    day = local_day(at)
    if step == "join":
        return {"main": new_suggestion(cast, at=at)}
    given: dict[str, Any] = {
        "register": {"field": "traffic"},
        "allocate": {"unit": cast.department, "invited": [cast.street_unit]},
        "separate": {"reason": "内容不同"},
        "answer_known": {"answer": "去年已有人提出，今年将改造二十个站点。"},
        "offer": {"course": "hotline", "explanation": "这是您家门口的具体问题，热线办理更快。"},
        "keep": {"reason": "希望全市都改"},
        "record_consent": {"way": "telephone"},
        "record_refusal": {"way": "telephone"},
        "inform": {"ground": "statutory", "explanation": "请向人民法院起诉。"},
        "adopt": {"extent": "whole", "reasons": "符合改造计划，可以实施。"},
        "decline": {"ground": "not_yet", "reasons": "目前没有资金安排。"},
        "record_meeting": {"form": "talk", "held_on": day, "record": "请公交公司座谈。"},
        "give_opinion": {"opinion": "街道同意。"},
        "extend": {"units": 10, "reason": "要实地查看。"},
        "send_back": {"reason": "由交通部门负责。"},
        "reconsider": {"reason": "请补充费用测算。"},
        "answer": {"way": "network", "answer": "您的建议已采纳，今年加装。"},
        "explain": {"way": "network", "answer": "目前条件还不具备。"},
        "share_answer": {"answer": "您的建议已采纳，今年加装。"},
        "plan": {"outcome": "benefit", "measure": "加装二十个遮阳棚。", "due_on": day + 90 * DAY},
        "report": {"progress": "已完成十个。"},
        "complete": {"outcome": "benefit", "done_on": day, "result": "二十个遮阳棚已装好。"},
        "give_up": {"reason": "道路整体改造，另行安排。"},
        "honour": {"praise": "调查细致，办法可行。"},
        "publish": {"title": "公交站加遮阳棚", "text": "建议给主要公交站加装遮阳棚和座椅。"},
        "unpublish": {"reason": "内容重复"},
        "set_publicity": {"publicity": "named", "signature": "李先生"},
    }
    return given.get(step, {})
