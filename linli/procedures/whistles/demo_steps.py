"""How the stories of the demo's whistles are told: each step by whoever's it is, with values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.base.accounts.models import Post, Unit
from linli.base.notices.desk import mark_seen
from linli.base.regions.models import Region
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.whistles.models import Turnout
from linli.procedures.whistles.procedure import TURNOUT

COUNTY = "370102"
DEPARTMENTS = ("urban", "market", "planning", "ecology", "housing", "police", "heating")
# Where a department of the city works for all counties.
OF_CITY = {"heating": "3701-heating"}
OF_WHISTLE = {
    "call": "call", "task": "set_task", "done": "finish_task", "close": "close",
    "cancel": "cancel",
}  # fmt: skip
KNOWN = frozenset(OF_WHISTLE) | {
    f"{unit}.{step.key}" for unit in DEPARTMENTS for step in TURNOUT.transitions
}
OF_TOWNSHIP = frozenset(
    {"confirm", "deny", "extend", "return_report", "assess", "note_call", "withdraw"}
)
OF_COUNTY = frozenset({"order", "excuse", "replace"})
REASON = Text("需要共同处置", "Needed together")


@dataclass
class Tale:
    """A whistle and what is told of it."""

    row: Mapping[str, Any]
    case: Case

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`."""
        step = step.rstrip("2")
        unit, _, key = step.rpartition(".")
        if unit:
            self._in_turnout(unit, key, at)
            return
        case = _fresh(self.case)
        by = caller(case.region)
        values = self._of_whistle(step, case)
        move(case, OF_WHISTLE[step], by=_seen(by, case, at).actor(), at=at, **values)

    def _in_turnout(self, unit: str, key: str, at: datetime) -> None:
        found = Turnout.objects.filter(
            whistle__case=self.case, case__unit__code=code_of(unit)
        ).order_by("-pk")
        case = _fresh(found[0].case)
        by = self._taker(key, case)
        move(case, key, by=_seen(by, case, at).actor(), at=at, **self._of_turnout(key, case, at))

    def _taker(self, key: str, case: Case) -> Post:
        if key in OF_TOWNSHIP:
            return caller(case.region)
        unit = Unit.objects.get(code=f"{COUNTY}-gov") if key in OF_COUNTY else case.unit
        return _post(unit, "supervisor" if key in OF_COUNTY else "department_handler")

    def _of_whistle(self, step: str, case: Case) -> dict[str, Any]:
        row = self.row
        units = [Unit.objects.get(code=code_of(key)) for key in row["call"]]
        if step == "done":
            return {"task": case.whistle.tasks.all()[0], "result": "已完成"}
        return {
            "call": {"units": units, "reason": REASON.zh},
            "task": {"what": row.get("task", ""), "with_whom": units},
            "close": {"summary": row.get("summary", "")},
            "cancel": {"reason": row.get("reason", "")},
        }[step]

    def _of_turnout(self, key: str, case: Case, at: datetime) -> dict[str, Any]:
        row = self.row
        given: dict[str, dict[str, Any]] = {
            "contact": {"way": "telephone"},
            "arrive": {"came_at": at},
            "confirm": {"came_at": case.turnout.arrived_at or at},
            "act": {"what": "已到场核查，正在处置。"},
            "report": {"outcome": "done", "report": row.get("report", "")},
            "assess": {
                "result": row.get("result", "solved"), "cooperation": "good",
                "comment": row.get("comment", ""),
            },
            "remark": {"remark": row.get("remark", "")},
            "refuse": {"ground": row.get("ground", ""), "reason": row.get("objection", "")},
            "order": {"reason": row.get("decision", "")},
            "excuse": {"reason": row.get("decision", "")},
            "note_call": {"outcome": "reached"},
            "withdraw": {"reason": row.get("reason", "")},
        }  # fmt: skip
        if key == "replace":
            other = Unit.objects.get(code=code_of(row["instead"]))
            return {"unit": other, "reason": row.get("decision", "")}
        return given.get(key, {})


def code_of(key: str) -> str:
    """Return the code of the unit that a story calls `key`."""
    return OF_CITY.get(key, f"{COUNTY}-{key}")


def caller(region: Region) -> Post:
    """Return the demo's clerk of the town or street that holds the place."""
    township = Unit.objects.get(code=str(region.code)[:9])
    return _post(township, "street_clerk")


def _post(unit: Unit, role: str) -> Post:
    posts = Post.objects.select_related("unit__region", "person")
    found: Post = posts.filter(unit=unit, role=role).order_by("pk")[0]
    return found


def _seen(post: Post, case: Case, at: datetime) -> Post:
    """Take the reminders of the case from the desk of whoever works on it."""
    mark_seen(post, about=case.chain, at=at)
    return post


def _fresh(case: Case) -> Case:
    related = ("unit", "coordinator", "region", "message")
    found: Case = Case.objects.select_related(*related).get(pk=case.pk)
    return found
