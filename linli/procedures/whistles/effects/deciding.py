"""A refusal, and what the county decides on it."""

from __future__ import annotations

from linli.base.accounts.models import Unit
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.cases.reminding import tell_desk
from linli.cases.values import unit_fact
from linli.core.errors import Refused
from linli.core.text import Text
from linli.procedures.whistles import proposing
from linli.procedures.whistles.effects.coming import tell_county, tell_if_all_back
from linli.procedures.whistles.opening import check_may_be_called, turn_out
from linli.procedures.whistles.words import EXCUSED, ORDERED, REPLACED, TOWNSHIP_ALONE

ITS_OWN = Text(
    "该事项已由上级部门收回，不能以“街道（乡镇）可以自行处理”为由不报到。",
    "This matter was taken back by departments: that the township could do it alone is no ground.",
)
SAME = Text("请选择另一个部门。", "Choose another department.")


def refuse(moving: Moving, *, ground: str, reason: str) -> None:
    """It goes to the county; of what departments took back, not as the township's own."""
    turnout = moving.case.turnout
    if ground == TOWNSHIP_ALONE and turnout.is_its_own:
        raise Refused(ITS_OWN, field="ground", code="its_own")
    turnout.ground, turnout.decision = ground, ""
    turnout.save(update_fields=["ground", "decision"])
    tell_county(moving.case, "whistle.refused", at=moving.at)
    tell_desk(moving.case, moving.case.coordinator, "whistle.refused", at=moving.at)


def order(moving: Moving, *, reason: str) -> None:
    """It must come: contacting and being there begin anew; in an emergency they never stopped."""
    _decide(moving, ORDERED)


def excuse(moving: Moving, *, reason: str) -> None:
    """It need not come."""
    _decide(moving, EXCUSED)
    tell_if_all_back(moving.case, at=moving.at)


def replace(moving: Moving, *, unit: Unit, reason: str) -> None:
    """Another department comes, called by the county for the same reason of the duty lists."""
    case, turnout = moving.case, moving.case.turnout
    whistle = turnout.whistle
    if unit.pk == case.unit_id:
        raise Refused(SAME, field="unit", code="same")
    check_may_be_called(whistle, unit, field="unit", at=moving.at)
    _decide(moving, REPLACED)
    named = {one.unit.pk: one for one in proposing.proposals(whistle.case, at=moving.at)}
    one = named.get(unit.pk)
    why = one.why if one else Text(f"区县裁定：{reason}", f"By decision of the county: {reason}")
    # The item goes along, so that what was taken back stays with departments.
    item = one.item if one else turnout.item
    turn_out(whistle, unit, item=item, why=why, lane=case.lane, by=moving.by, at=moving.at)
    moving.facts["called"] = unit_fact(unit)


def _decide(moving: Moving, decision: str) -> None:
    turnout = moving.case.turnout
    turnout.decision = decision
    turnout.save(update_fields=["decision"])
    tell_desk(moving.case, moving.case.unit, f"whistle.{decision}", at=moving.at)
    tell_desk(moving.case, moving.case.coordinator, f"whistle.{decision}", at=moving.at)


EFFECTS: dict[str, Effect] = {
    "refuse": refuse,
    "order": order,
    "excuse": excuse,
    "replace": replace,
}
