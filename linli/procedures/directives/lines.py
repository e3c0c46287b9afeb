"""Who may direct whom: the next level below, one's own departments, one's own line (条块)."""

from __future__ import annotations

from dataclasses import dataclass

from linli.base.accounts.models import Unit
from linli.core.errors import Refused
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.procedures.directives.words import CUSTOM, DESIGN, FEWER_PAPERS, SELF_GOVERNED

PARTY, GOVERNMENT, TOWNSHIP, COMMUNITY = "party_committee", "government", "township", "community"
ORGANS = frozenset({PARTY, GOVERNMENT})
DEPARTMENTS = frozenset(
    {"department", "social_work", "petition_office", "hotline_centre", "discipline"}
)
COORDINATING_BODY = "joint_conference"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Why something may not be directed, and the rule that says so."""

    code: str
    why: Text
    basis: Basis

    def refused(self, *, field: str) -> Refused:
        """Return the refusal at `field`, the rule named in it."""
        said = RULED.format(why=self.why, rule=self.basis.cited)
        return Refused(said, code=self.code, field=field)


RULED = Text("{why}（依据：{rule}）", "{why} (Rule: {rule})")
SELF = Text(
    "“{unit}”是群众自治组织，不下达任务，只能请其协助。",
    "“{unit}” governs itself: it is given no task and may only be asked to help.",
)
OUTSIDE = Text(
    "“{unit}”不是党政机关，不承接督办任务。",
    "“{unit}” is no Party or government body and is given no directives.",
)
BODY = Text(
    "议事协调机构不向下级党委、政府和部门下达指令性任务。",
    "A coordinating body gives no orders to Party committees, governments and departments.",
)
DEPARTMENT_UP = Text(
    "部门不得向下级党委、政府和街道（乡镇）下达任务，“{unit}”应由其上级党委或政府部署。",
    "A department gives no orders to lower Party committees, governments and towns: “{unit}” is "
    "directed by the Party committee or government above it.",
)
NOT_IN_LINE = Text(
    "部门只向本系统下一级单位部署，“{unit}”不在本系统下一级。",
    "A department addresses the next level of its own line; “{unit}” is not there.",
)
NOT_NEXT = Text(
    "逐级部署：“{unit}”不是下一级单位，请交给中间一级分解。",
    "Level by level: “{unit}” is not on the next level. Give it to the level between, which breaks "
    "it down.",
)
NOT_BELOW = Text("“{unit}”不是本单位的下级。", "“{unit}” is not below your unit.")


def ruling(giver: Unit, unit: Unit) -> Ruling | None:
    """Return why `giver` may not direct `unit`, None where it may. Reads the regions of both;
    select them with the units."""
    if unit.kind == COMMUNITY:
        return _ruling("self_governing", SELF, SELF_GOVERNED, unit)
    if unit.kind not in ORGANS | DEPARTMENTS | {TOWNSHIP}:
        return _ruling("outside", OUTSIDE, CUSTOM, unit)
    if giver.kind == COORDINATING_BODY:
        return _ruling("coordinating_body", BODY, FEWER_PAPERS, unit)
    if giver.kind in ORGANS:
        return _of_organ(giver, unit)
    if giver.kind in DEPARTMENTS:
        return _of_department(giver, unit)
    if giver.kind == TOWNSHIP and unit.kind in DEPARTMENTS and unit.parent_id == giver.pk:
        return None
    return _ruling("not_below", NOT_BELOW, DESIGN, unit)


def check(giver: Unit, unit: Unit, *, field: str) -> None:
    """Raise Refused, at `field`, with the rule in it, where `giver` may not direct `unit`."""
    found = ruling(giver, unit)
    if found:
        raise found.refused(field=field)


def _of_organ(giver: Unit, unit: Unit) -> Ruling | None:
    if unit.pk == giver.pk:
        return _ruling("not_below", NOT_BELOW, DESIGN, unit)
    if unit.region_id == giver.region_id:
        is_own = unit.kind in DEPARTMENTS or (giver.kind, unit.kind) == (PARTY, GOVERNMENT)
        return None if is_own else _ruling("not_below", NOT_BELOW, DESIGN, unit)
    if not giver.region.covers(unit.region_id):
        return _ruling("not_below", NOT_BELOW, DESIGN, unit)
    is_next = unit.region.parent_id == giver.region_id
    is_organ = unit.kind in (GOVERNMENT, TOWNSHIP) or (giver.kind, unit.kind) == (PARTY, PARTY)
    return None if is_next and is_organ else _ruling("not_next", NOT_NEXT, CUSTOM, unit)


def _of_department(giver: Unit, unit: Unit) -> Ruling | None:
    if unit.superior_id == giver.pk:
        return None
    if unit.kind in ORGANS | {TOWNSHIP}:
        return _ruling("department_up", DEPARTMENT_UP, FEWER_PAPERS, unit)
    return _ruling("not_in_line", NOT_IN_LINE, FEWER_PAPERS, unit)


def _ruling(code: str, why: Text, basis: Basis, unit: Unit) -> Ruling:
    return Ruling(code, why.format(unit=unit.text), basis)
