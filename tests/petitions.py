"""Petitions for tests, brought to any state by the public actions alone.

`in_state(state, cast)` gives a petition of the cast's street, run by the county's petition office;
`take(case, step, cast)` takes a step as whoever may, with values that do; both accept others.
The unit with the power is the county's `department`; reviews go to `city_department`, the
re-examination to `city_government`.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest

from linli.base.accounts.models import Post
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.petitions.opening import open_petition
from tests.courses import path_to
from tests.requests import draft

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = {"name": "李明", "telephone": "13812345678", "address": "历下区青年东路12号"}
SYSTEM = Actor.system("tests")
_keys = itertools.count()


def new_petition(
    cast: Any, *, at: datetime = START, by: Actor | None = None, **changes: Any
) -> Case:
    """Return a petition in `registered` about a place in the cast's street; with `unit`, one in
    `received`. Changes are of the draft, or of the petition's elements."""
    elements: dict[str, Any] = {
        "request": "请求发还扣留的三轮车。",
        "facts": "2月10日三轮车被扣，没有给任何凭证。",
        "reasons": "扣押应当出具清单。",
        "submission_key": f"petition-{next(_keys)}",
    }
    own = (
        *elements, "received_on", "unit", "visitors", "representatives", "field", "is_first",
    )  # fmt: skip
    elements |= {key: changes.pop(key) for key in own if key in changes}
    text = {
        "title": "三轮车被扣没有凭证",
        "body": "2月10日三轮车被扣，没有给任何凭证，请求发还。",
        "channel": "letter",
        "people": PEOPLE,
        **changes,
    }
    message = draft(text.pop("region", cast.street), **text)
    return open_petition(message, by=by, at=at, **elements).case


def in_state(state: str, cast: Any, **changes: Any) -> Case:
    """Return a petition brought to `state` by the steps that lead there, an hour apart."""
    if state in ("received", "declined"):
        changes.setdefault("unit", cast.department)
    case = new_petition(cast, **changes)
    for step in path_to(state, PATHS):
        more = NAMED_TOO if state == "determining" and step == "transfer" else ()
        case = take(case, step, cast, **{key: [getattr(cast, name)] for key, name in more})
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
    return move(case, step, by=by, at=at, **{**values(step, cast, at=at, case=case), **changes})


def sender(case: Case) -> Actor:
    """Return the holder of the case's receipt."""
    return Actor.receipt(case.message.receipt)


def taker(step: str, cast: Any, case: Case) -> Actor:
    """Return somebody who may take `step` in `case` as it stands."""
    who = TAKERS.get(step, "handler")
    if who == "sender":
        return sender(case)
    if who == "system":
        return SYSTEM
    if who == "conference":
        return cast.conference_officer.actor()
    if who == "office":
        return _post(case.coordinator_id, "petition_officer").actor()
    if who == "head" or case.is_sealed:
        # Of an accusation, heads alone stand on the list without being put there.
        return _post(case.unit_id, "unit_head").actor()
    return _post(case.unit_id, "department_handler", "street_clerk", "petition_officer").actor()


def _post(unit_id: int, *roles: str) -> Post:
    posts = Post.objects.filter(unit=unit_id, role__in=roles, until_date=None)
    return posts.select_related("unit", "person").order_by("pk")[0]


TAKERS = {
    **dict.fromkeys(
        ("transfer", "commission", "ask_instruction", "to_justice", "recall", "to_discipline",
         "reclaim",
         "decline_known", "decline_ended", "agree_return", "refuse_return", "hand_to_successor",
         "name_review_body", "name_recheck_body", "close", "terminate", "grant_renewal",
         "refuse_renewal", "supervise", "escalate", "mark_accusation", "mark_urgent"),
        "office",
    ),
    **dict.fromkeys(
        ("instruct", "determine", "extend", "return_opinion", "sign_opinion", "review", "redo",
         "recheck", "recuse"),
        "head",
    ),
    **dict.fromkeys(
        ("request_review", "request_recheck", "withdraw", "renew", "rate_office", "rate_unit",
         "ask_recusal"),
        "sender",
    ),
    **dict.fromkeys(("lapse_review", "lapse_recheck"), "system"),
    "confer": "conference",
}  # fmt: skip
OPINION = {
    "facts": "扣押时未出具清单，经查属实。",
    "opinion": "发还三轮车，并补开凭证。",
    "legal_basis": "《中华人民共和国行政强制法》第二十四条",
}


def values(
    step: str, cast: Any, *, at: datetime = START, case: Case | None = None
) -> dict[str, Any]:
    """Return values with which `step` can be taken at `at`; `deliver` names the first document of
    `case` that waits."""
    day = local_day(at)
    proof = {
        "method": "in_person", "delivered_on": day, "proof": "李明签收",
        "outside": "历下城管信复〔2026〕3号，纸质出具",
    }  # fmt: skip
    way = {"way": "您反映的事项由本机关办理，60日内书面答复。"}
    body = {"reason": "按建议确定。"}
    judged = {"satisfied": "fairly"}
    given: dict[str, dict[str, Any]] = {
        "transfer": {"unit": cast.department, "field": "order"},
        "commission": {"unit": cast.department, "report_date": day + 30 * DAY},
        "ask_instruction": {"unit": cast.government, "advice": "建议由区城管局办理。"},
        "instruct": {"instruction": "请区城管局办理。"},
        "to_justice": {"unit": cast.other_department, "explanation": "请向人民法院起诉。"},
        "recall": {"reason": "移送的机关没有管辖权。"},
        "to_discipline": {"unit": cast.discipline},
        "reclaim": {"reason": "属检举控告，按管理权限移送。"},
        "hand_down": {"unit": cast.street_unit},
        "agree_return": {"reason": "经核实，不属于该局职权。"},
        "refuse_return": {"reason": "经核实，属于该局职权。"},
        "determine": {"unit": cast.department, "reason": "扣押由城管局实施。"},
        "notify": way,
        "accept": way,
        "accept_simply": way,
        "guide": {"course": "R4", **way},
        "study": way,
        "decline": {"ground": "elsewhere", "explanation": "请向公安机关反映。"},
        "object": {"reason": "三轮车由公安机关扣留，不属本局职权。"},
        "dispute_competence": {"unit": cast.government, "reason": "两局均认为应由对方受理。"},
        "hand_to_successor": {"unit": cast.other_department},
        "inquire": {"record": "当面听取了陈述。"},
        "extend": {"units": 30, "reason": "需要鉴定车辆。"},
        "leave_simple": {"reason": "争议较大。"},
        "settle": {
            "way": "mediation", "agreement": "三日内发还。", "perform_by": day + 3 * DAY,
        },
        "fulfil": {"performance": "done"},
        "submit_opinion": {"claim": "请求发还三轮车。", "outcome": "supported", **OPINION},
        "return_opinion": {"reason": "写明依据。"},
        "sign_opinion": {"claim": "请求发还三轮车。", "outcome": "supported", **OPINION},
        "submit_report": {"report": "已办结。"},
        "record_performance": {"performance": "done", "remark": "已发还。"},
        "record_outcome": {"result": "已作出行政处罚决定。"},
        "reply": {"adoption": "partly", "answer": "已列入明年计划。"},
        "conclude": {"result": "问题属实，已处理。"},
        "record_result": {"result": "已依法处理。"},
        "deliver_opinion": proof,
        "deliver_review": proof,
        "deliver_recheck": proof,
        "record_attempt": {"method": "post", "tried_on": day, "why": "无人签收"},
        "request_review": {"reason": "赔偿没有答复。"},
        "name_review_body": {"unit": cast.city_department, **body},
        "review": {"outcome": "upheld", **OPINION},
        "request_recheck": {"reason": "赔偿仍没有答复。"},
        "name_recheck_body": {"unit": cast.city_government, **body},
        "open_hearing": {"day": day, "reason": "赔偿数额。"},
        "close_hearing": {"day": day, "record": "双方陈述。"},
        "recheck": {"outcome": "upheld", **OPINION},
        "close": {"solved": True},
        "terminate": {"explained": True},
        "renew": {"facts": "找到了当天的录像。"},
        "grant_renewal": {"reason": "录像是新的证据。"},
        "refuse_renewal": {"reason": "录像以前提交过。"},
        "rate_office": judged,
        "rate_unit": judged,
        "supervise": {
            "ground": "delay", "advice": "请尽快发还。", "feedback_date": day + 10 * DAY,
        },
        "feed_back": {"is_adopted": True, "feedback": "已发还。"},
        "escalate": {"unit": cast.joint_conference, "reason": "拒不整改。"},
        "confer": {"measure": "interview", "decision": "约谈该局负责人。"},
        "mark_accusation": {"units": [cast.other_street_unit]},
        "mark_urgent": {"units": [cast.city_government], "situation": "有人要堵路。"},
        "ask_recusal": {"reason": "经办人是当事人的亲属。"},
    }  # fmt: skip
    if step in ("decline_known", "decline_ended"):
        state = "handling" if step == "decline_known" else "terminated"
        return {"earlier": in_state(state, cast).reference}
    if step == "recuse" and case:
        heads = Post.objects.filter(unit=case.unit_id, role__in=("unit_head", "petition_officer"))
        person = heads.order_by("pk").first() or _post(case.coordinator_id, "petition_officer")
        return {"person": person, "reason": "当事人是我的亲属。"}
    if step == "deliver" and case:
        waiting = case.petition.documents.filter(delivered_on=None)
        first = waiting.exclude(kind__in=("opinion", "review", "recheck")).first()
        return {"document": first, **proof}
    return given.get(step, {})


# Units that can't agree were named together.
NAMED_TOO = (("others", "other_department"),)
# State: the state that comes before, and the steps from there.
PATHS: dict[str, tuple[str, ...]] = {
    "registered": (),
    "received": (),
    "awaiting_instruction": ("registered", "ask_instruction"),
    "instructed": ("awaiting_instruction", "instruct"),
    "referred": ("registered", "transfer"),
    "objected": ("referred", "object"),
    "to_reroute": ("objected", "agree_return"),
    "determining": ("referred", "dispute_competence"),
    "handling": ("referred", "accept"),
    "opinion_submitted": ("handling", "submit_opinion"),
    "opinion_issued": ("opinion_submitted", "sign_opinion"),
    "delivered": ("opinion_issued", "deliver_opinion"),
    "guided": ("referred", "guide"),
    "studying": ("referred", "study"),
    "examining": ("registered", "mark_accusation", "transfer", "examine"),
    "with_justice": ("registered", "to_justice"),
    "with_discipline": ("registered", "mark_accusation", "to_discipline"),
    "settled": ("handling", "settle"),
    "review_requested": ("delivered", "request_review"),
    "in_review": ("review_requested", "name_review_body"),
    "review_issued": ("in_review", "review"),
    "review_delivered": ("review_issued", "deliver_review"),
    "recheck_requested": ("review_delivered", "request_recheck"),
    "in_recheck": ("recheck_requested", "name_recheck_body"),
    "in_hearing": ("in_recheck", "open_hearing"),
    "recheck_issued": ("in_recheck", "recheck"),
    "recheck_delivered": ("recheck_issued", "deliver_recheck"),
    "to_close": ("delivered", "lapse_review"),
    "closed": ("to_close", "close"),
    "terminated": ("recheck_delivered", "terminate"),
    "declined": ("received", "decline"),
    "withdrawn": ("registered", "withdraw"),
}


def refusal(case: Case, step: str, cast: Any, **changes: Any) -> Refused:
    """Return why `step` is refused, which leaves the case as it was."""
    before = Case.objects.filter(pk=case.pk).values().get()
    with pytest.raises(Refused) as refused:
        take(case, step, cast, **changes)
    assert Case.objects.filter(pk=case.pk).values().get() == before
    return refused.value
