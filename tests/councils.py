"""Deliberations and assemblies for tests, brought to any state by the public actions alone.

`topic_in(state, cast)` gives a deliberation of the cast's community, `assembly_in(state, cast)` an
assembly of its 120 households; `take(case, step, cast)` takes a step as the community's worker, or
as the township where it is the township's own, with values that do; all accept others.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from linli.cases.engine import move
from linli.cases.models import Case
from linli.cases.receiving import Draft
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.councils import opening, selectors
from linli.procedures.councils.opening import Called
from tests.courses import path_to
from tests.requests import draft

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OF_TOWNSHIP = frozenset({"note_filing", "ask_correction"})
MATTER = "院子里电动自行车到处乱停乱充，想请大家一起商量充电棚建在哪里。"
_keys = itertools.count()


def new_topic(cast: Any, *, at: datetime = START, by: Any = None, **changes: Any) -> Case:
    """Return a topic in `proposed`, by a resident of the cast's community, or by a post."""
    key = changes.pop("submission_key", f"topic-{next(_keys)}")
    text = {"title": "电动自行车充电棚建在哪里", "body": MATTER, "channel": "page", **changes}
    message = draft(text.pop("region", cast.community), **text)
    actor = by.actor() if by else None
    return opening.propose(message, submission_key=key, by=actor, at=at, post=by).case


def new_assembly(cast: Any, *, at: datetime = START, **changes: Any) -> Case:
    """Return an assembly in `convened`: of 120 households, more than half of which must come."""
    told: dict[str, Any] = {
        "kind": "resident_households", "convener": "committee", "electorate": 120,
        "purpose": "表决充电棚选址和居民公约。", "follows": None,
    }  # fmt: skip
    told |= {key: changes.pop(key) for key in told if key in changes}
    worker = changes.pop("worker", cast.community_worker)
    key = changes.pop("submission_key", f"assembly-{next(_keys)}")
    message = Draft(
        title=changes.pop("title", "表决充电棚选址"), body=told["purpose"],
        region=worker.unit.region, channel="unit",
    )  # fmt: skip
    return opening.convene(
        message, Called(**told), submission_key=key, post=worker, by=worker.actor(), at=at
    )


TOPIC_PATHS: dict[str, tuple[str, ...]] = {
    "proposed": (),
    "preparing": ("proposed", "take_up"),
    "announced": ("preparing", "announce"),
    "concluding": ("announced", "hold"),
    "published": ("concluding", "publish_result"),
    "following": ("published", "adopt"),
    "done": ("following", "finish"),
    "not_adopted": ("published", "turn_down"),
    "not_taken": ("proposed", "decline"),
    "cancelled": ("announced", "cancel"),
}
ASSEMBLY_PATHS: dict[str, tuple[str, ...]] = {
    "convened": (),
    "announced": ("convened", "set_motion", "announce"),
    "adjourned": ("announced", "adjourn"),
    "sitting": ("announced", "open_sitting"),
    "minuted": ("sitting", "vote", "close_sitting"),
    "in_force": ("minuted", "publish"),
    "done": ("in_force", "finish"),
    "cancelled": ("announced", "cancel"),
}


def topic_in(state: str, cast: Any, **changes: Any) -> Case:
    """Return a deliberation brought to `state` by the steps that lead there."""
    return _walk(new_topic(cast, **changes), TOPIC_PATHS, state, cast)


def assembly_in(state: str, cast: Any, *, motion: str = "ordinary", **changes: Any) -> Case:
    """Return an assembly brought to `state`; `motion` is the kind of what it votes on."""
    return _walk(new_assembly(cast, **changes), ASSEMBLY_PATHS, state, cast, kind=motion)


def take(
    case: Case, step: str, cast: Any, *, by: Actor | None = None, at: datetime | None = None,
    **changes: Any,
) -> Case:  # fmt: skip
    """Take `step` and return the case as it stands after it; meetings are held when they are due,
    an hour after the last step otherwise."""
    at = at or _time_of(case, step)
    post = cast.street_clerk if step in OF_TOWNSHIP else cast.community_worker
    given = {**values(step, case, at=at), **changes}
    return move(case, step, by=by or post.actor(), at=at, **given)


def values(step: str, case: Case, *, at: datetime) -> dict[str, Any]:
    """Return values with which `step` can be taken at `at`."""
    day, is_assembly = local_day(at), case.procedure == "assembly"
    meeting = at + (12 if is_assembly else 5) * DAY
    given: dict[str, dict[str, Any]] = {
        "take_up": {"topic": "充电棚选址", "scope": "group", "affected": "住在本院的居民、商户"},
        "decline": {"ground": "by_law", "explanation": "请向城市管理部门反映。"},
        "pass_on": {"reason": "院子属于相邻社区"},
        "invite": {"kind": "property", "name": "泉城物业"},
        "announce": {
            "notice": "就充电棚选址听取大家意见。", "when": meeting, "place": "社区会议室",
            **({} if is_assembly else {"agenda": "一、介绍情况；二、讨论",
                                       "opinions_until": local_day(meeting)}),
        },
        "announce_again": {"notice": "再次召开。", "when": meeting, "place": "社区会议室"},
        "record_opinion": {"way": "in_person", "opinion": "建在北墙边好。"},
        "reschedule": {"when": meeting + DAY, "place": "院内凉亭", "reason": "会议室维修"},
        "hold": {
            "held_on": day, "chair": "卫红", "attended": 23, "present": "居民、物业、商户",
            "minutes": "大家讨论了三处地点。",
        },
        "meet_again": {"reason": "还要测算造价"},
        "publish_result": {
            "outcome": "mostly", "result": "建议建在北墙边，物业负责看管。",
            "differing": "个别居民担心噪声。",
        },
        "adopt": {
            "adoption": "fully", "adopter": "社区居民委员会", "explanation": "按意见办，下月完成。",
        },
        "turn_down": {"adopter": "社区居民委员会", "explanation": "北墙边有燃气管线。"},
        "cancel": {"reason": "已有规划"},
        "give_task": {"what": "建好充电棚", "due_on": day + timedelta(days=20)},
        "record_task": {"outcome": "done", "done_on": day, "note": "已通电"},
        "finish": {"report": "充电棚已建成使用。"},
        "set_motion": {
            "kind": "ordinary", "title": "充电棚建在北墙边", "wording": "同意建在北墙边。",
        },
        "open_sitting": {"held_on": day, "attended": 61, "chair": "卫红"},
        "adjourn": {"held_on": day, "attended": 60, "chair": "卫红"},
        "vote": {
            "method": "hands", "in_favour": 31, "against": 20, "abstained": 10,
            "tellers": "王芳、李强",
        },
        "close_sitting": {"minutes": "逐项表决。"},
        "publish": {"decision": "会议通过充电棚建在北墙边。"},
        "ask_correction": {
            "law": "中华人民共和国妇女权益保障法", "contradicts": "第三条限制出嫁女权益",
        },
        "answer_correction": {"answer": "提请居民会议修订第三条。"},
    }  # fmt: skip
    return {**given.get(step, {}), **_looked_up(step, case)}


def _looked_up(step: str, case: Case) -> dict[str, Any]:
    if step == "record_task":
        return {"task": selectors.open_tasks(case)[0]}
    if step == "vote":
        return {"motion": selectors.open_motions(case)[0]}
    return {}


def _time_of(case: Case, step: str) -> datetime:
    due = case.clocks.filter(term="notice", stopped_at=None).first()
    if step in ("hold", "open_sitting", "adjourn") and due:
        return due.due_at - 14 * HOUR
    return case.moved_at + HOUR


def _walk(
    case: Case, paths: dict[str, tuple[str, ...]], state: str, cast: Any, kind: str = ""
) -> Case:
    for step in path_to(state, paths):
        more = {"kind": kind} if step == "set_motion" and kind else {}
        case = take(case, step, cast, **more)
    return case
