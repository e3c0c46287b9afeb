"""Writes a whistle down, and lets a department turn out for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.accounts.selectors import post_of
from linli.base.regions.models import Region
from linli.cases import authority, links
from linli.cases.assignment import notify_unit
from linli.cases.engine import join, open_case
from linli.cases.models import Case
from linli.cases.receiving import OFFICE, WITHOUT_SENDER, Draft, receive
from linli.cases.reminding import tell_desk
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.whistles import access, rosters
from linli.procedures.whistles.models import Turnout, Whistle
from linli.procedures.whistles.words import ALONE, EMERGENCY, JOINT, KINDS
from linli.registers.duties.leads import UnitsOfPlace
from linli.registers.duties.models import DutyItem

NOT_YOURS = Text("吹哨由街道（乡镇）进行。", "Towns and streets blow the whistle.")
UNKNOWN_KIND = Text("请选择哪一种情况。", "Choose which kind it is.")
NO_MATTER = Text("请写明情况。", "Write down what the matter is.")
ELSEWHERE = Text("地点不在本街道（乡镇）辖区。", "The place is not in your town or street.")
NO_COUNTY = Text(
    "找不到所属区县人民政府，不能呼叫部门；请系统管理员补充。",
    "There is no county government for this place; ask the administrator to add it.",
)
NO_ORIGIN = Text("此件本身就是吹哨件。", "This case is a whistle itself.")
SEALED = Text("检举控告件不能吹哨。", "No whistle is blown from an accusation.")
NOT_CALLABLE = Text(
    "“{unit}”不能被呼叫，请选择部门。", "{unit} can't be called; choose departments."
)
NOT_HERE = Text("“{unit}”不在该地履职或已撤销。", "{unit} does not work for this place.")
CALLED = Text("“{unit}”已被呼叫，还没有办结。", "{unit} was called already and is not through.")
NOT_WITH_YOU = Text(
    "您单位没有参与该件。", "Your unit takes no part in the case that it helps with."
)


@dataclass(frozen=True)
class Call:
    """What the township writes down."""

    kind: str
    title: str
    matter: str
    region: Region
    place: str = ""
    asked: str = ""
    origin: Case | None = None


def open_whistle(call: Call, *, submission_key: str, by: Actor, at: datetime) -> Case:
    """Write a whistle down for the township of `by` and return its case; the same key again
    returns the first. Departments are called in a step of its own.

    Raises NotAllowed for others than townships, Incomplete for what is missing, Refused for a
    place elsewhere, and for a case of origin that is an accusation or not the township's.
    """
    authority.check_in_force(by, at)
    post = post_of(by)
    if not access.calls(post):
        raise NotAllowed(NOT_YOURS)
    _check(call, post.unit, by)
    county = county_of(post.unit, at=at)
    draft = Draft(
        title=call.title.strip(), body=call.matter.strip(), region=call.region, channel=OFFICE
    )
    with transaction.atomic():
        receipt = receive(draft, submission_key=submission_key, at=at)
        if not receipt.is_new:
            first: Case = Case.objects.get(message=receipt.message, procedure="whistle")
            return first

        def prepare(case: Case) -> None:
            case.lane = call.kind
            case.save(update_fields=["lane"])
            Whistle.objects.create(
                case=case,
                kind=call.kind,
                place=call.place.strip(),
                asked=call.asked.strip(),
                origin=call.origin,
            )

        case = open_case(
            receipt.message, "whistle", by=by, at=at, region=call.region, coordinator=post.unit,
            prepare=prepare, facts={"kind": call.kind},
        )  # fmt: skip
        join(case, county, part="overseeing", at=at)
        if call.origin:
            links.link(case, call.origin, kind="follows", by=by, at=at)
    return case


def turn_out(
    whistle: Whistle,
    unit: Unit,
    *,
    item: DutyItem | None,
    why: Text,
    lane: str,
    by: Actor,
    at: datetime,
) -> Case:
    """Call `unit` for `whistle` and return its own case, in which the township coordinates, the
    department leads and the county oversees. The department and who is on duty are told."""
    parent = whistle.case

    def prepare(case: Case) -> None:
        case.lane = lane
        case.save(update_fields=["lane"])
        Turnout.objects.create(
            case=case, whistle=whistle, item=item, duty_list=item.list if item else "",
            why={"zh": why.zh, "en": why.en},
        )  # fmt: skip

    case = open_case(
        parent.message, "turnout", by=by, at=at, region=parent.region,
        coordinator=parent.coordinator, unit=unit, title=parent.title, prepare=prepare,
        facts={"whistle": parent.reference, "kind": whistle.kind},
    )  # fmt: skip
    join(case, county_of(parent.coordinator, at=at), part="overseeing", at=at)
    links.attach(case, parent, at=at)
    tell_called(case, whistle, at=at)
    return case


def check_may_be_called(whistle: Whistle, unit: Unit, *, field: str, at: datetime) -> None:
    """Raise Refused, at `field`, where `unit` is no department, does not work for the place, or is
    out already."""
    case, day = whistle.case, local_day(at)
    is_open = unit.from_date <= day and (unit.until_date is None or day <= unit.until_date)
    if not access.may_be_called(unit):
        why, code = NOT_CALLABLE, "not_callable"
    elif not (is_open and unit.region.covers(case.region_id)):
        why, code = NOT_HERE, "not_here"
    elif any(one.unit_id == unit.pk for one in links.open_parts(case)):
        why, code = CALLED, "called_already"
    else:
        return
    raise Refused(why.format(unit=unit.text), field=field, code=code)


def tell_called(case: Case, whistle: Whistle, *, at: datetime) -> None:
    """Put the call on the desk of the department; in an emergency on that of whoever is on duty
    as well, by name of the post."""
    kind = "whistle.emergency" if whistle.is_emergency else "whistle.called"
    notify_unit(case, case.unit, kind, at=at)
    if whistle.is_emergency:
        for post in rosters.posts_on_duty(case.unit, at=at):
            tell_desk(case, case.unit, "whistle.on_duty", at=at, post=post)


def lane_of(whistle: Whistle, *, together: int = 1) -> str:
    """Return the course of the next `together` departments: more time where several come."""
    if whistle.is_emergency:
        return EMERGENCY
    return JOINT if together + whistle.turnouts.count() > 1 else ALONE


def county_of(township: Unit, *, at: datetime) -> Unit:
    """Return the government of the county that decides for `township`. Raises Refused where there
    is none."""
    parent = township.parent
    if parent and parent.kind == "government":
        return parent
    found = UnitsOfPlace(township.region_id, local_day(at)).government
    if found is None:
        raise Refused(NO_COUNTY, code="no_county")
    return found


def _check(call: Call, township: Unit, by: Actor) -> None:
    if call.kind not in {one.key for one in KINDS}:
        raise Incomplete(UNKNOWN_KIND, field="kind")
    if not call.matter.strip():
        raise Incomplete(NO_MATTER, field="matter")
    if not township.region.covers(call.region.code):
        raise Refused(ELSEWHERE, field="region", code="elsewhere")
    if call.origin:
        if call.origin.is_sealed:
            raise Refused(SEALED, code="sealed")
        if call.origin.message.channel in WITHOUT_SENDER:
            raise Refused(NO_ORIGIN, code="no_origin")
        if not authority.sides_of(call.origin, by):
            raise NotAllowed(NOT_WITH_YOU)
