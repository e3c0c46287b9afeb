"""Who must handle a request: by duty item, else the county government of the place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linli.base.accounts.models import Unit
from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.core.errors import Refused
from linli.core.text import Text
from linli.registers.duties.leads import UnitsOfPlace, may_lead
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
NOT_LEAD = Text(
    "此事项由“{lead}”主责，应派给该单位。",
    "“{lead}” leads on this item: dispatch it there.",
)
OTHER_ITEM = Text(
    "此事项不适用于事发地或当前未施行，请另选。",
    "This item doesn't hold at that place today; choose another one.",
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
    _check_units(unit, assisting, day)
    if item and not _holds(item, case.region, day):
        raise Refused(OTHER_ITEM, field="item", code="other_item")
    if not unit.region.covers(case.region_id):
        raise Refused(
            OTHER_PLACE.format(region=case.region.full_name), field="unit", code="other_place"
        )
    _check_list(unit, item, assisting)


def check_anywhere(*, unit: Unit, item: DutyItem | None, day: date) -> None:
    """Raise Refused, at the field, where no case of any place could be dispatched like this, as
    `check` would of each."""
    _check_units(unit, (), day)
    _check_list(unit, item, ())


def _check_units(unit: Unit, assisting: Sequence[Unit], day: date) -> None:
    if not (unit.from_date <= day and (unit.until_date is None or day <= unit.until_date)):
        raise Refused(CLOSED_UNIT, field="unit", code="closed_unit")
    for field, asked in (("unit", [unit]), ("assisting", assisting)):
        if any(one.kind == "community" for one in asked):
            raise Refused(NEVER_TO_COMMUNITY, field=field, code="to_community")


def _check_list(unit: Unit, item: DutyItem | None, assisting: Sequence[Unit]) -> None:
    why_not = _against_list(unit, item, assisting)
    if why_not:
        raise Refused(why_not, field="unit", code="against_duty_list")


def _against_list(unit: Unit, item: DutyItem | None, assisting: Sequence[Unit]) -> Text | None:
    if item is None:
        return None if unit.kind == "government" and unit.region.level == "county" else NO_OWNER
    if item.list == "own" and unit.kind != "township":
        return OWN
    if item.list == "assisting" and unit.kind == "township":
        return ASSISTING
    kinds = {unit.kind, *(other.kind for other in assisting)}
    if item.list == "taken_back" and "township" in kinds:
        return TAKEN_BACK
    return None if may_lead(item, unit) else NOT_LEAD.format(lead=item.lead_text)


def _holds(item: DutyItem, place: Region, day: date) -> bool:
    is_in_force = item.from_date <= day and (item.until_date is None or day <= item.until_date)
    return is_in_force and (item.region.covers(place.code) or place.covers(item.region_id))


def assistants(
    case: Case, *, unit: Unit, item: DutyItem | None, chosen: Sequence[Unit], day: date
) -> list[Unit]:
    """Return who assists: the units chosen, and the town or street where the list says that it
    takes part, whether it was chosen or not. One query at most."""
    units = {other.pk: other for other in chosen if other.pk != unit.pk}
    if item and item.list_declared.does_township_assist:
        township = UnitsOfPlace(case.region_id, day).township
        if township:
            units[township.pk] = township
    return list(units.values())


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
