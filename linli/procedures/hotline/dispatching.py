"""Who must handle a request: by duty item, else the county government of the place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.duties.models import DutyItem

NEVER_TO_COMMUNITY = Text(
    "不能直接派给社区（村）：应派给街道（乡镇），由其请社区协助（第十七条）。",
    "A request can't be dispatched to a community: send it to the town or street, which asks the "
    "community to assist (Art. 17).",
)
TAKEN_BACK = Text(
    "此事项已由上级部门收回，应由部门单独办理，不能派给街道（乡镇）。",
    "This item was taken back by a department, which handles it alone; a town or street can't "
    "be given it.",
)
ASSISTING = Text(
    "此事项由上级部门主责、街道（乡镇）配合，承办单位应为部门。",
    "A department leads on this item and the town or street assists: dispatch it to the "
    "department.",
)
OWN = Text(
    "此事项是街道（乡镇）的基本职责，承办单位应为街道（乡镇）。",
    "This item is the town's or street's own duty: dispatch it there.",
)
NO_OWNER = Text(
    "没有对应的职责清单事项时，应派给事发地的区县政府（第十二条）。",
    "Where no duty item fits, it goes to the county government of the place (Art. 12).",
)
OTHER_PLACE = Text(
    "该单位的辖区不包含事发地“{region}”。", "This unit's area does not include {region}."
)
CLOSED_UNIT = Text("该单位已撤销，请选择其他单位。", "This unit was closed; choose another one.")


def check(
    case: Case, *, unit: Unit, item: DutyItem | None, assisting: Sequence[Unit], day: date
) -> None:
    """Raise Refused, at the field, where the duty list or the place forbids this dispatch
    (Beijing regulation, Art. 11, 12, 14, 17; duty lists: own, assisting, taken back)."""
    if not (unit.from_date <= day and (unit.until_date is None or day <= unit.until_date)):
        raise Refused(CLOSED_UNIT, field="unit", code="closed_unit")
    if unit.kind == "community":
        raise Refused(NEVER_TO_COMMUNITY, field="unit", code="to_community")
    if not unit.region.covers(case.region_id):
        raise Refused(
            OTHER_PLACE.format(region=case.region.full_name), field="unit", code="other_place"
        )
    why_not = _against_list(unit, item, assisting)
    if why_not:
        raise Refused(why_not, field="unit", code="against_duty_list")


def _against_list(unit: Unit, item: DutyItem | None, assisting: Sequence[Unit]) -> Text | None:
    if item is None:
        return None if unit.kind == "government" and unit.region.level == "county" else NO_OWNER
    with_township = "township" in {unit.kind, *(other.kind for other in assisting)}
    if item.list == "own":
        return None if unit.kind == "township" else OWN
    if item.list == "assisting":
        return ASSISTING if unit.kind == "township" else None
    return TAKEN_BACK if with_township else None


def overseer(unit: Unit, day: date) -> Unit | None:
    """Return the county government that gets a copy of what is sent to a town or street."""
    if unit.kind != "township":
        return None
    if unit.parent and unit.parent.kind == "government":
        return unit.parent
    return county_government(unit.region, day)


def county_government(region: Region, day: date) -> Unit | None:
    """Return the government of the county in which `region` lies, or None. One query."""
    return (
        Unit.objects.on(day)
        .filter(kind="government", region__level="county", region_id__lte=region.code)
        .filter(region__code_end__gt=region.code)
        .first()
    )
