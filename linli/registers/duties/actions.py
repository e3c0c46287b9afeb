"""Adds, changes and ends items of the duty lists, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from linli.base.accounts.actions.authority import must_have, ordered
from linli.base.accounts.models import Unit
from linli.base.audit import log as audit
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Incomplete, WrongState
from linli.core.text import Text
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.models import DutyItem, place_of

TEXTS = (
    "number", "name", "category", "basis", "upper_duty", "own_duty", "working_method", "keywords",
)  # fmt: skip
NAMES = {
    "number": Text("序号", "number"), "name": Text("事项名称", "name"),
    "category": Text("类别", "category"), "basis": Text("依据", "basis"),
    "keywords": Text("关键词", "keywords"),
}  # fmt: skip


@transaction.atomic
def add_item(
    *,
    list: str,  # noqa: A002
    region: Region,
    from_date: date,
    until_date: date | None = None,
    lead: Unit | str | None = None,
    assisting: Sequence[Unit | str] = (),
    by: Actor,
    at: datetime,
    **texts: str,
) -> DutyItem:
    """Return the new item. `lead` and `assisting` are units, or names of departments that every
    county has; `texts` are number, name, category, basis, upper_duty, own_duty, working_method
    and keywords.

    Raises NotAllowed without the power "duties"; Incomplete, with the field, for an unknown
    list, a missing name or number, a number in use at the same time, days out of order, or units
    that don't fit what the list means.
    """
    must_have(by, "duties")
    item = DutyItem(list=list, region=region, from_date=from_date, until_date=until_date)
    put(item, lead=lead, assisting=assisting, **texts)
    check(item, assisting)
    save(item, assisting)
    audit.record("system", "duty_added", by=by, at=at, facts=_facts(item))
    return item


@transaction.atomic
def change_item(item: DutyItem, *, by: Actor, at: datetime, **values: Any) -> DutyItem:
    """Return the item with `values` (those of `add_item`, all but the region) in place of the
    old. Messages that were dispatched by it go on pointing to it. Raises as `add_item` does."""
    must_have(by, "duties")
    item = DutyItem.objects.select_for_update().get(pk=item.pk)
    before = _told(item)
    assisting = values.pop("assisting", None)
    for key in ("list", "from_date", "until_date"):
        setattr(item, key, values.pop(key, getattr(item, key)))
    if assisting is None:
        assisting = [*item.assisting_units.all(), *item.assisting_name_list]
    put(item, assisting=assisting, **values)
    check(item, assisting)
    save(item, assisting)
    after = _told(item)
    changed = sorted(key for key in after if before[key] != after[key])
    audit.record("system", "duty_changed", by=by, at=at, facts=_facts(item) | {"changed": changed})
    return item


@transaction.atomic
def end_item(item: DutyItem, *, until_date: date, by: Actor, at: datetime) -> DutyItem:
    """Return the item, in force up to and including `until_date`.

    Raises NotAllowed without the power "duties", WrongState when it has ended before that day,
    Incomplete for a day before its first.
    """
    must_have(by, "duties")
    item = DutyItem.objects.select_for_update().get(pk=item.pk)
    if item.until_date and item.until_date <= until_date:
        raise WrongState(
            Text("该事项已停用。", "The item has ended already."), code="ended", field="until_date"
        )
    ordered(item.from_date, until_date)
    item.until_date = until_date
    item.save(update_fields=["until_date"])
    facts = _facts(item) | {"until_date": until_date.isoformat()}
    audit.record("system", "duty_ended", by=by, at=at, facts=facts)
    return item


def put(item: DutyItem, **values: Any) -> None:
    """Set `lead`, `assisting` and the texts that are given on `item`, without saving it."""
    if unknown := set(values) - {*TEXTS, "lead", "assisting"}:
        raise TypeError(f"an item has no {sorted(unknown)}")
    for key in TEXTS:
        if key in values:
            setattr(item, key, values[key].strip())
    if "lead" in values:
        lead = values["lead"]
        item.lead_unit = lead if isinstance(lead, Unit) else None
        item.lead_name = lead if isinstance(lead, str) else ""
    if "assisting" in values:
        names = (each for each in values["assisting"] if isinstance(each, str))
        item.assisting_names = "、".join(names)


def check(item: DutyItem, assisting: Sequence[Unit | str], *, is_alone: bool = True) -> None:
    """Raise Incomplete, with the field, when the item can't stand in its list. `is_alone`: look
    in the table whether the number is in use; an import has looked for all rows at once."""
    if item.list not in DUTY_LISTS:
        raise Incomplete(Text("请选择清单。", "Choose a list."), code="no_list", field="list")
    for key in ("number", "name"):
        if not getattr(item, key):
            told = NAMES[key]
            raise Incomplete(Text(f"请填写{told.zh}。", f"Enter the {told.en}."), field=key)
    for key, name in NAMES.items():
        longest = DutyItem._meta.get_field(key).max_length
        if len(getattr(item, key)) > longest:
            raise Incomplete(
                Text(
                    f"{name.zh}不能超过{longest}个字。",
                    f"The {name.en} must not be longer than {longest} characters.",
                ),
                field=key,
            )
    ordered(item.from_date, item.until_date)
    _check_units(item, assisting)
    if is_alone and _in_use(item):
        raise Incomplete(
            Text("该清单中已有这个序号。", "This number is in use in the list."),
            code="number_in_use",
            field="number",
        )


def save(item: DutyItem, assisting: Sequence[Unit | str]) -> None:
    """Save the item with its place and its assisting units."""
    item.place = place_of(item.list, item.number)
    item.save()
    item.assisting_units.set([each for each in assisting if isinstance(each, Unit)])


def _check_units(item: DutyItem, assisting: Sequence[Unit | str]) -> None:
    """Refuse units that contradict what the list means (see `lists`)."""
    leads = item.list_declared.leads
    if leads == "township" and (
        item.lead_name or (item.lead_unit and item.lead_unit.kind != "township")
    ):
        raise Incomplete(
            Text(
                "基本履职事项由街道（乡镇）主责，主责单位请留空。",
                "The town or street leads on its own duties: leave the lead empty.",
            ),
            code="bad_lead",
            field="lead",
        )
    if leads == "department" and not (item.lead_name or item.lead_unit):
        raise Incomplete(
            Text("请填写主责部门。", "Enter the department that leads."),
            code="no_lead",
            field="lead",
        )
    if item.lead_unit and not item.lead_unit.region.covers(item.region_id):
        raise Incomplete(
            Text(
                "主责单位不负责该清单适用的全部地区。",
                "The unit doesn't work for the whole place of the list.",
            ),
            code="other_place",
            field="lead",
        )
    kinds = {each.kind for each in (item.lead_unit, *assisting) if isinstance(each, Unit)}
    if leads == "department" and kinds & {"township", "community"}:
        raise Incomplete(
            Text(
                "街道（乡镇）、社区（村）不能作为此清单事项的主责或配合单位填写。",
                "Towns, streets and communities can't be entered here; in the assisting list the "
                "town or street assists anyway.",
            ),
            code="bad_unit",
            field="assisting" if item.lead_name else "lead",
        )


def _in_use(item: DutyItem) -> bool:
    """Return whether another item has the same number in the same list on a common day."""
    others = DutyItem.objects.filter(region=item.region, list=item.list, number=item.number)
    others = others.exclude(pk=item.pk).filter(
        Q(until_date=None) | Q(until_date__gte=item.from_date)
    )
    if item.until_date:
        others = others.filter(from_date__lte=item.until_date)
    return others.exists()


def _told(item: DutyItem) -> dict[str, object]:
    """Return everything that a change can change, to compare."""
    own = {field.attname: getattr(item, field.attname) for field in item._meta.concrete_fields}
    return own | {"assisting_units": sorted(item.assisting_units.values_list("pk", flat=True))}


def _facts(item: DutyItem) -> dict[str, object]:
    facts = {"item": item.pk, "list": item.list, "number": item.number, "name": item.name}
    return facts | {"region": item.region_id, "from_date": item.from_date.isoformat()}
