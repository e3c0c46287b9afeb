"""Hotline requests for tests, brought to any state by the public actions alone."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from linli.base.regions.models import Region
from linli.cases.engine import move
from linli.cases.models import Case, Holder
from linli.cases.receiving import Draft
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI
from linli.procedures.hotline.opening import open_request
from linli.registers.duties.models import DutyItem

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
_keys = itertools.count()


def duty(cast: Any, which: str = "own", **changes: Any) -> DutyItem:
    """Return a saved duty item of the list `which` over the cast's city."""
    made = {
        "list": which,
        "number": f"T{next(_keys)}",
        "name": f"测试事项（{which}）",
        "region": cast.city,
        "from_date": START.date().replace(month=1, day=1),
        **changes,
    }
    return DutyItem.objects.create(**made)


def draft(region: Region, **changes: Any) -> Draft:
    """Return a message as a resident would write it."""
    text = {
        "title": "楼下垃圾几天没有清运",
        "body": "小区北门的垃圾已经三天没有清运，气味很大，请尽快处理。",
        "region": region,
        "channel": "page",
        **changes,
    }
    return Draft(**text)


def new_request(cast: Any, *, at: datetime = START, **changes: Any) -> Case:
    """Return a request in `received`, about a place in the cast's street."""
    region = changes.pop("region", cast.street)
    key = changes.pop("submission_key", f"test-{next(_keys)}")
    return open_request(draft(region, **changes), submission_key=key, by=None, at=at).case


def by_telephone(cast: Any, **changes: Any) -> Case:
    """Return a request whose sender gave only a telephone."""
    people = {"name": "李明", "telephone": "13812345678"}
    return new_request(cast, channel="telephone", contact_by="telephone", people=people, **changes)


def dispatch(case: Case, cast: Any, *, at: datetime = START + HOUR, **changes: Any) -> Case:
    """Dispatch to the cast's street on an item of its own list, unless told otherwise."""
    values: dict[str, Any] = {"kind": "complaint", "grade": "normal", "unit": cast.street_unit}
    values |= changes
    if "item" not in values:
        values["item"] = duty(cast)
    return move(case, "dispatch", by=cast.hotline_clerk.actor(), at=at, **values)


def sender(case: Case) -> Actor:
    """Return the holder of the case's receipt."""
    return Actor.receipt(case.message.receipt)


def others(case: Case) -> list[Actor]:
    """Return who else holds a receipt of the case."""
    return [Actor.receipt(one.receipt) for one in Holder.objects.filter(case=case).order_by("pk")]


# By state: how to get there, each on top of the ones named before it.
def in_state(state: str, cast: Any, **changes: Any) -> Case:
    """Return a request brought to `state` by the steps that lead there."""
    case = new_request(cast, **changes)
    return PATHS[state](case, cast)


def _dispatched(case: Case, cast: Any) -> Case:
    return dispatch(case, cast)


def _handling(case: Case, cast: Any) -> Case:
    case = _dispatched(case, cast)
    return move(case, "accept", by=cast.street_clerk.actor(), at=START + 2 * HOUR)


def _objected(case: Case, cast: Any) -> Case:
    case = _dispatched(case, cast)
    return move(
        case, "object", by=cast.street_clerk.actor(), at=START + 2 * HOUR,
        ground="not_listed", reason="清单中没有此事项",
    )  # fmt: skip


def _to_redispatch(case: Case, cast: Any) -> Case:
    case = _objected(case, cast)
    return move(case, "uphold", by=cast.supervisor.actor(), at=START + 3 * HOUR, reason="理由成立")


def _answered(case: Case, cast: Any) -> Case:
    case = _handling(case, cast)
    clerk = cast.street_clerk.actor()
    case = move(case, "contact", by=clerk, at=START + 3 * HOUR, way="telephone")
    return move(
        case, "answer", by=clerk, at=START + 4 * HOUR, result="solved", answer="已清运完毕。"
    )


def _closed(case: Case, cast: Any) -> Case:
    case = _answered(case, cast)
    return move(
        case, "rate", by=sender(case), at=START + 5 * HOUR, resolved="yes", satisfied="satisfied"
    )


def _informed(case: Case, cast: Any) -> Case:
    return move(
        case, "inform", by=cast.hotline_clerk.actor(), at=START + HOUR,
        outcome="beyond_duty", explanation="请联系供电企业。",
    )  # fmt: skip


PATHS = {
    "received": lambda case, cast: case,
    "dispatched": _dispatched,
    "handling": _handling,
    "objected": _objected,
    "to_redispatch": _to_redispatch,
    "answered": _answered,
    "closed": _closed,
    "informed": _informed,
}


# What each step is given in tests that take all of them; the others ask for nothing.
JUDGED = {"resolved": "no", "satisfied": "dissatisfied"}
_VALUES: dict[str, dict[str, Any]] = {
    "answer_at_once": {"answer": "已说明。"},
    "inform": {"outcome": "beyond_duty", "explanation": "请联系供电企业。"},
    "object": {"ground": "not_listed", "reason": "清单中没有此事项"},
    "uphold": {"reason": "理由成立"},
    "reject": {"reason": "理由不成立"},
    "contact": {"way": "telephone"},
    "answer": {"result": "solved", "answer": "已清运完毕。"},
    "extend": {"units": 1, "reason": "等待材料"},
    "call_back": {"reached": "yes", **JUDGED},
    "call_back_late": {"reached": "yes", **JUDGED},
    "return_to_unit": {"reason": "仍未清运"},
    "rate": JUDGED,
    "rate_late": JUDGED,
    "reopen": {"reason": "又堆满了"},
}


def values(
    step: str, cast: Any, *, at: datetime = START, case: Case | None = None
) -> dict[str, Any]:
    """Return what `step` asks for; nothing of it depends on the time or the case."""
    if step == "dispatch":
        sent = {"kind": "complaint", "grade": "normal", "unit": cast.street_unit}
        return {**sent, "item": duty(cast)}
    if step == "report_up":
        return {"higher": cast.government, "reason": "需多部门协调"}
    return _VALUES.get(step, {})


def ready(step: str, source: str, cast: Any) -> tuple[Case, datetime]:
    """Return a request in the state `source` from which `step` can be taken, and when."""
    people = {"name": "李明", "telephone": "13812345678"}
    told = {"channel": "telephone", "contact_by": "telephone", "people": people}
    late, clerk = START + 9 * DAY, cast.street_clerk.actor()
    if step == "close":
        case = in_state("handling", cast, **told)
        for key, by in (("call_back_late", cast.hotline_clerk.actor()), ("contact", clerk)):
            case = move(case, key, by=by, at=late, **values(key, cast))
        return move(case, "answer", by=clerk, at=late, **values("answer", cast)), late + HOUR
    if (step, source) == ("rate", "closed"):
        case, by = in_state("answered", cast, **told), cast.hotline_clerk.actor()
        at = START + 5 * HOUR
        return move(case, "call_back", by=by, at=at, **values("call_back", cast)), at + HOUR
    case = in_state(source, cast, **told)
    if step == "answer":
        case = move(case, "contact", by=clerk, at=START + 3 * HOUR, **values("contact", cast))
    return case, late if step.endswith("_late") else START + 6 * HOUR
