"""Directives for tests, given and broken down by the public actions alone.

`world(cast)` adds a province to the cast: `province_government`, its handler `province_handler`,
and items of the three duty lists (`own_item`, `assisting_item`, `taken_item`). `new_directive`
gives one in the province's name; `broken(case, units, by)` breaks an accepted one down; `chain`
gives the four levels down to a street; `in_state` and `values` serve matrices.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from linli.base.accounts.models import Post, Unit, User
from linli.cases import links
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.directives import asking, filing
from linli.procedures.directives.asking import Asked
from linli.procedures.directives.opening import Given, Task, give
from linli.registers.duties.models import DutyItem, place_of
from tests.cast import BEGINNING, NO_HASH

# Monday 2 March 2026, 10:00 in Shanghai: an ordinary working day.
START = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
DUE = date(2026, 5, 29)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TASK = "建立新就业群体友好场景，年底前每个街道至少建成一处驿站。"
MEASURE = "每个街道建成一处"
_keys = itertools.count()


def world(cast: Any) -> Any:
    """Add the province and the duty lists to the cast, once, and return it."""
    if hasattr(cast, "province_government"):
        return cast
    cast.province_government = Unit.objects.create(
        code="province_government", name="山东省人民政府", name_en="Province government",
        kind="government", region=cast.province, from_date=BEGINNING,
    )  # fmt: skip
    for key, role, unit, name in (
        ("province_handler", "department_handler", cast.province_government, "岳文澜"),
        ("other_street_head", "unit_head", cast.other_street_unit, "阎守信"),
    ):
        person = User.objects.create(username=key, name=name, password=NO_HASH)
        post = Post.objects.create(person=person, unit=unit, role=role, from_date=BEGINNING)
        setattr(cast, key, post)
    for key, kind, number, name, lead in (
        ("own_item", "own", "1-001", "新就业群体服务驿站建设", ""),
        ("assisting_item", "assisting", "2-001", "背街小巷招牌整治", "城市管理局"),
        ("taken_item", "taken_back", "3-001", "违法建设强制拆除", "城市管理局"),
    ):
        item = DutyItem.objects.create(
            list=kind, number=number, place=place_of(kind, number), name=name, region=cast.city,
            lead_name=lead, from_date=BEGINNING,
        )  # fmt: skip
        setattr(cast, key, item)
    return cast


def due_at(at: datetime) -> date:
    """Return the day by which tests ask for something at `at`."""
    return max(DUE, local_day(at) + 60 * DAY)


def new_directive(cast: Any, *, at: datetime = START, **changes: Any) -> Case:
    """Return a directive that the province gave to the city's government."""
    world(cast)
    by = changes.pop("by", cast.province_handler.actor())
    to = Given(changes.pop("lead", cast.city_government), changes.pop("assisting", ()))
    task = Task(**{"text": TASK, "measure": MEASURE, "due_on": due_at(at), **changes})
    return give(task, to, key=f"directive-{next(_keys)}", by=by, at=at)


def fresh(case: Case) -> Case:
    """Return the case as it stands."""
    related = ("message", "unit__region", "coordinator", "region", "directive")
    found: Case = Case.objects.select_related(*related).get(pk=case.pk)
    return found


def take(case: Case, step: str, by: Post | Actor, *, at: datetime = START, **given: Any) -> Case:
    """Take a step and return the case as it stands."""
    actor = by if isinstance(by, Actor) else by.actor()
    return fresh(move(case, step, by=actor, at=at, **given))


def broken(
    case: Case, units: Sequence[Unit], by: Post, *, at: datetime = START, **changes: Any
) -> list[Case]:
    """Accept `case` if it waits for that, break it down to `units` and return the new parts."""
    if case.state == "given":
        case = take(case, "accept", by, at=at)
    before = set(links.parts_of(case).values_list("pk", flat=True))
    given = {"task": TASK, "measure": MEASURE, "due_on": due_at(at), **changes}
    take(case, "break_down", by, at=at, units=list(units), **given)
    parts = links.parts_of(case).exclude(pk__in=before).order_by("pk")
    return [fresh(part) for part in parts]


def chain(cast: Any, *, at: datetime = START) -> tuple[Case, Case, Case, Case]:
    """Return province's, city's, county's and street's directives of one tree: the first three
    accepted, the last just given."""
    root = new_directive(cast, at=at, lead=world(cast).province_government)
    (city,) = broken(root, [cast.city_government], cast.province_handler, at=at)
    (county,) = broken(city, [cast.government], cast.city_government_handler, at=at)
    (street,) = broken(
        county, [cast.street_unit], cast.government_handler, at=at, item=cast.own_item
    )
    return fresh(root), fresh(city), fresh(county), street


def survey(case: Case, cast: Any, *, at: datetime = START, level: str = "township") -> Any:
    """Ask for a report with a figure that Linli has and a question, and return it."""
    return asking.ask(
        fresh(case), title="驿站建设情况", level=level, why="了解进度", due_on=due_at(at),
        fields=[
            Asked("社区、村数", "regions.community"), Asked("已建成驿站（处）", is_number=True),
        ],
        by=cast.province_handler.actor(), at=at,
    )  # fmt: skip


def answers(of: Any, said: str = "2") -> filing.Answers:
    """Return answers to all that a report asks."""
    asked = [one for one in of.questions.all() if not one.source]
    return filing.Answers(of, {one.pk: said for one in asked})


PATHS: dict[str, tuple[str, ...]] = {
    "given": (),
    "asked_back": ("ask_back",),
    "working": ("accept",),
    "reported": ("accept", "report_done"),
    "closed": ("accept", "report_done", "close"),
    "withdrawn": ("withdraw",),
}


def in_state(state: str, cast: Any, *, at: datetime = START) -> Case:
    """Return the street's directive of a tree, in `state`."""
    street = chain(cast, at=at)[3]
    for step in PATHS[state]:
        by = cast.government_handler if step in ("close", "withdraw") else cast.street_clerk
        street = take(street, step, by, at=at, **values(step, cast, street, at=at))
    return street


def values(step: str, cast: Any, case: Case, *, at: datetime = START) -> dict[str, Any]:
    """Return values that do for a step."""
    day, due = local_day(at), due_at(at)
    given: dict[str, dict[str, Any]] = {
        "ask_back": {"ground": "not_ours", "reason": "不属于街道职责。"},
        "insist": {"reason": "清单第1-001项是街道职责。"},
        "amend": {"task": TASK, "measure": MEASURE, "due_on": due, "reason": "延长期限。"},
        "withdraw": {"reason": "另行安排。"},
        "break_down": {
            "units": [cast.department], "task": TASK, "measure": MEASURE, "due_on": due,
        },
        "ask_communities": {"communities": [cast.community_unit], "what": "提供场地。"},
        "answer_help": {"answer": "agreed", "result": "提供一间活动室。"},
        "note_progress": {"done": "已选址。"},
        "ask_more_time": {"until": due + DAY, "reason": "装修延误。"},
        "grant_more_time": {"due_on": due},
        "refuse_more_time": {"reason": "不影响按期完成。"},
        "supervise": {"finding": "进展缓慢。", "answer_on": day + 3 * DAY},
        "report_done": {"outcome": "已建成一处。"},
        "report_with_exception": {"outcome": "大部分完成。", "exception": "一处在装修。"},
        "send_back": {"reason": "请补充。", "due_on": due},
    }  # fmt: skip
    return given.get(step, {})
