"""Whistles for tests, brought to any state by the public actions alone.

`new_whistle(cast)` gives a whistle of the cast's street in `drafted`, `called(cast)` one that
called the cast's department; `turnout(cast, state)` the department's own case in `state`;
`take(case, step, cast)` takes a step as whoever may, with values that do.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI
from linli.procedures.whistles.models import Turnout
from linli.procedures.whistles.opening import Call, open_whistle
from linli.registers.duties.models import DutyItem
from tests.courses import path_to
from tests.requests import duty

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MATTER = "路口夜间有流动摊贩占道经营，油烟扰民，街道多次劝导没有效果，需要执法部门到场。"
_keys = itertools.count()


def item(cast: Any, which: str = "assisting", **changes: Any) -> DutyItem:
    """Return a duty item that the matter is about, on which the cast's department leads."""
    given = {"name": "占道经营的查处", "keywords": "占道经营 流动摊贩", "lead_name": "城市管理局"}
    return duty(cast, which, **{**given, **changes})


def new_whistle(
    cast: Any, *, at: datetime = START, by: Actor | None = None, **changes: Any
) -> Case:
    """Return a whistle that the cast's street wrote down."""
    key = changes.pop("submission_key", f"whistle-{next(_keys)}")
    given = {
        "kind": "powers", "title": "路口流动摊贩占道经营", "matter": MATTER,
        "region": cast.community, "place": "青年东路路口", "asked": "请到场查处", **changes,
    }  # fmt: skip
    by = by or cast.street_clerk.actor()
    return open_whistle(Call(**given), submission_key=key, by=by, at=at)


def called(cast: Any, *, units: Any = None, at: datetime = START, **changes: Any) -> Case:
    """Return a whistle with the cast's department, or `units`, called at `at`."""
    if not DutyItem.objects.exists():
        item(cast)
    case = new_whistle(cast, at=at, **changes)
    chosen = [cast.department] if units is None else units
    return move(
        case, "call", by=cast.street_clerk.actor(), at=at, units=chosen, reason="需要共同处置"
    )


def of_unit(whistle: Case, unit: Any) -> Case:
    """Return the case of a department that `whistle` called, the last one."""
    found = Turnout.objects.filter(whistle__case=whistle, case__unit=unit)
    return Case.objects.get(pk=found.order_by("-pk")[0].case_id)


PATHS: dict[str, tuple[str, ...]] = {
    "called": (),
    "signed": ("called", "sign"),
    "attending": ("signed", "contact", "confirm"),
    "refused": ("called", "refuse"),
    "reported": ("attending", "report"),
    "assessed": ("reported", "assess"),
    "excused": ("refused", "excuse"),
    "withdrawn": ("called", "withdraw"),
}


def turnout(cast: Any, state: str = "called", **changes: Any) -> Case:
    """Return the department's own case, brought to `state`, a quarter of an hour a step."""
    case = of_unit(called(cast, **changes), cast.department)
    for step in path_to(state, PATHS):
        case = take(case, step, cast)
    return case


OF_TOWNSHIP = frozenset(
    {"confirm", "deny", "extend", "return_report", "assess", "note_call", "withdraw"}
)
OF_COUNTY = frozenset({"order", "excuse", "replace"})


def taker(case: Case, step: str, cast: Any) -> Actor:
    """Return somebody who may take `step`."""
    if case.procedure == "whistle" or step in OF_TOWNSHIP:
        return cast.street_clerk.actor()
    if step in OF_COUNTY:
        return cast.county_supervisor.actor()
    if step == "let_stand":
        return Actor.system("whistle_terms")
    return (cast.department_handler if case.unit == cast.department
            else cast.other_department_handler).actor()  # fmt: skip


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
    at = at or case.moved_at + HOUR / 4
    case = Case.objects.select_related("unit", "coordinator", "region", "message").get(pk=case.pk)
    given = {**values(step, cast, case, at=at), **changes}
    return move(case, step, by=by or taker(case, step, cast), at=at, **given)


def values(step: str, cast: Any, case: Case, *, at: datetime) -> dict[str, Any]:
    """Return values with which `step` can be taken at `at`."""
    given: dict[str, dict[str, Any]] = {
        "call": {"units": [cast.department], "reason": "需要执法"},
        "call_more": {"others": [cast.other_department], "reason": "需要共同处置"},
        "set_task": {
            "what": "联合清理占道物品", "with_whom": [cast.department, cast.other_department],
        },
        "close": {"summary": "摊贩已经清离。"},
        "cancel": {"reason": "已经自行解决"},
        "contact": {"way": "telephone"},
        "arrive": {"came_at": at},
        "confirm": {"came_at": at},
        "deny": {"reason": "没有人来"},
        "act": {"what": "劝离摊贩三家"},
        "extend": {"units": 5, "reason": "需要复查"},
        "report": {"outcome": "done", "report": "已经清离，加强夜间巡查。"},
        "return_report": {"reason": "请补充复查情况"},
        "assess": {"result": "solved", "cooperation": "good"},
        "remark": {"remark": "夜间巡查可以由街道牵头。"},
        "refuse": {"ground": "not_ours", "reason": "不属于本部门职责。"},
        "order": {"reason": "属于该部门职责。"},
        "excuse": {"reason": "理由成立。"},
        "replace": {"unit": cast.other_department, "reason": "由住建部门负责。"},
        "note_call": {"outcome": "reached"},
        "withdraw": {"reason": "不再需要"},
    }  # fmt: skip
    if step == "finish_task":
        return {"task": case.whistle.tasks.filter(done_at=None)[0], "result": "已清理"}
    return given.get(step, {})
