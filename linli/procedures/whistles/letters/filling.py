"""Fills the letters of a turnout from its case and its log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from linli.base.audit.log import entries
from linli.base.letters.chinese import chinese_day
from linli.cases.models import Case, Clock
from linli.core.procedure import Choice
from linli.core.zone import local
from linli.procedures.whistles.words import DECISIONS, GROUNDS, KINDS, OUTCOMES

Values = dict[str, Any]
DECIDED = ("order", "excuse", "replace")


def call(case: Case) -> Values:
    """The call, with what the duty lists say and by when each thing is due."""
    turnout, whistle = case.turnout, case.turnout.whistle
    others = [one.case.unit.name for one in whistle.turnouts.select_related("case__unit")]
    return {
        **_common(case),
        "department": case.unit.name,
        "kind": _name(KINDS, whistle.kind),
        "place": f"{case.region.full_name}{whistle.place}",
        "matter": case.message.body,
        "asked": whistle.asked,
        "why": turnout.why_text.zh,
        "others": "、".join(name for name in others if name != case.unit.name),
        "sign_by": _due(case, "sign"),
        "contact_by": _due(case, "contact", "contact_emergency"),
        "attend_by": _due(case, "attend", "attend_joint", "attend_emergency"),
    }


def decision(case: Case) -> Values:
    """What the county decided last on the department's refusal."""
    turnout = case.turnout
    refused, decided = _said(case, ("refuse",)), _said(case, DECIDED)
    comes = turnout.decision == "ordered"
    return {
        **_common(case),
        "township": case.coordinator.name,
        "department": case.unit.name,
        "ground": _name(GROUNDS, turnout.ground),
        "objection": refused.get("reason", ""),
        "decision": _decision(case),
        "reason": decided.get("reason", ""),
        "attend_by": _due(case, "attend", "attend_joint", "attend_emergency") if comes else "",
    }


def report(case: Case) -> Values:
    """What the department reports."""
    turnout = case.turnout
    return {
        **_common(case),
        "township": case.coordinator.name,
        "signed": _moment(_taken(case, "sign")),
        "attended": _moment(turnout.attended_at),
        "outcome": _name(OUTCOMES, turnout.outcome),
        "report": _said(case, ("report",)).get("report", ""),
    }


def _common(case: Case) -> Values:
    return {"reference": case.reference, "title": case.title, "called": _moment(case.opened_at)}


def _decision(case: Case) -> str:
    said = _name(DECISIONS, case.turnout.decision)
    for entry in reversed(list(entries(case.chain))):
        if entry.kind == "turnout.replace":
            return f"{said}：{entry.facts['called']['name']}"
    return said


def _said(case: Case, steps: Iterable[str]) -> dict[str, str]:
    """Return the texts of the last of these steps."""
    kinds = {f"turnout.{step}" for step in steps}
    found = [entry for entry in entries(case.chain) if entry.kind in kinds]
    return dict(found[-1].texts) if found else {}


def _taken(case: Case, step: str) -> datetime | None:
    kind = f"turnout.{step}"
    return next((entry.at for entry in entries(case.chain) if entry.kind == kind), None)


def _due(case: Case, *terms: str) -> str:
    clock = Clock.objects.filter(case=case, term__in=terms).order_by("-started_at", "-pk").first()
    return _moment(clock.due_at) if clock else ""


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    there = local(at)
    # The end of a day is its 24th hour on paper.
    hour = "24时" if f"{there:%H:%M}" == "23:59" else f"{there:%H:%M}"
    return f"{chinese_day(there.date())}{hour}"


def _name(choices: Iterable[Choice], key: str) -> str:
    return next((choice.name.zh for choice in choices if choice.key == key), "")
