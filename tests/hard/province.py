"""A province of 122 counties and 1,757 towns with a month of conferences, as rows: what the public
actions would have written, where they would take an hour."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from linli.base.accounts.models import Post, Unit, User
from linli.base.regions.models import Region
from linli.cases.links import PART
from linli.cases.models import Case, Link, Message, Participation
from linli.core.references import new_reference
from linli.core.zone import SHANGHAI, end_of_day
from linli.procedures.directives.models import Directive, Filing, Question, Survey, Value
from linli.registers.conferences.models import Conference, Demand

CITIES, COUNTIES, TOWNS, CONFERENCES = 14, 122, 1757, 20
PROVINCE = 430000000000
AT = datetime(2026, 3, 31, 10, 0, tzinfo=SHANGHAI)
# How a part stands, over and over: closed mostly, some at work, late, asked back.
STATES = ("closed", "closed", "closed", "working", "working", "given", "reported", "asked_back")
WIDTHS = {"province": 10**10, "city": 10**8, "county": 10**6, "township": 10**3}
BATCH = 2000
TO_COUNTIES = ("city", "county")
DOWN_TO = ((*TO_COUNTIES, "township"), TO_COUNTIES, TO_COUNTIES)


@dataclass
class Province:
    """The units by level, each with the unit above it, and the province's post."""

    units: dict[str, list[Unit]]
    above: dict[int, Unit]
    post: Post


def build() -> Province:
    """Save regions, units and the province's post."""
    rows = [(PROVINCE, "province", None)]
    cities = [PROVINCE + no * WIDTHS["city"] for no in range(1, CITIES + 1)]
    rows += [(code, "city", PROVINCE) for code in cities]
    counties = [
        (cities[no % CITIES] + (no // CITIES + 1) * WIDTHS["county"], cities[no % CITIES])
        for no in range(COUNTIES)
    ]
    rows += [(code, "county", city) for code, city in counties]
    towns = [
        (counties[no % COUNTIES][0] + (no // COUNTIES + 1) * WIDTHS["township"], no % COUNTIES)
        for no in range(TOWNS)
    ]
    rows += [(code, "township", counties[county][0]) for code, county in towns]
    Region.objects.bulk_create(
        Region(
            code=code, code_end=code + WIDTHS[level], level=level, name=f"{level}{code}",
            full_name=str(code), initials="", parent_id=parent,
        )
        for code, level, parent in rows
    )  # fmt: skip
    kinds = {"township": "township"}
    units = Unit.objects.bulk_create(
        Unit(code=str(code), name=f"单位{code}", kind=kinds.get(level, "government"),
             region_id=code, from_date=date(2024, 1, 1))
        for code, level, _ in rows
    )  # fmt: skip
    of_region = {unit.region_id: unit for unit in units}
    by_level: dict[str, list[Unit]] = {}
    above: dict[int, Unit] = {}
    for unit, (_, level, parent) in zip(units, rows, strict=True):
        by_level.setdefault(level, []).append(unit)
        if parent:
            above[unit.pk] = of_region[parent]
    person = User.objects.create(username="province", name="省", password="none")
    post = Post.objects.create(
        person=person, unit=units[0], role="department_handler", from_date=date(2024, 1, 1)
    )
    return Province(by_level, above, post)


def fill(province: Province) -> list[Conference]:
    """Save a month of conferences: of each one demand that went down to every town, and two that
    went to the counties, with a report that every town filed for the first."""
    numbers = itertools.count(1)
    made = []
    for no in range(CONFERENCES):
        conference = _conference(province, no)
        made.append(conference)
        for place, levels in enumerate(DOWN_TO):
            demand = Demand.objects.create(
                conference=conference, no=str(place + 1), start=place, end=place + 1,
                text=f"第{no + 1}次会议第{place + 1}项要求。", subject="governance",
                confirmed_at=AT,
            )  # fmt: skip
            tree = _tree(province, demand, levels, numbers)
            if "township" in levels:
                _report(tree, with_values=no == 0)
    return made


def _conference(province: Province, no: int) -> Conference:
    host = province.units["province"][0]
    return Conference.objects.create(
        title=f"第{no + 1}次会议", kind="special", form="video", rank="deputy", level="province",
        host=host, office=host, region_id=PROVINCE, held_date=date(2026, 3, 1 + no),
        created_at=AT,
    )  # fmt: skip


def _tree(
    province: Province, demand: Demand, levels: tuple[str, ...], numbers: Any
) -> list[Directive]:
    """Save a tree of directives and return its rows, the first one first."""
    message = Message.objects.create(
        receipt=f"M{demand.pk}", submission=f"m{demand.pk}", channel="directive",
        title=demand.text, body=demand.text, region_id=PROVINCE, received_at=AT,
    )  # fmt: skip
    host = province.units["province"][0]
    units = [host, *(unit for level in levels for unit in province.units[level])]
    cases = Case.objects.bulk_create(
        (_case(message, unit, province.above.get(unit.pk, host), next(numbers)) for unit in units),
        batch_size=BATCH,
    )
    of_unit = {case.unit_id: case for case in cases}
    Link.objects.bulk_create(
        (
            Link(from_case=case, to_case=of_unit[case.coordinator_id], root=cases[0], kind=PART,
                 linked_at=AT)
            for case in cases[1:]
        ),
        batch_size=BATCH,
    )  # fmt: skip
    Participation.objects.bulk_create(
        (
            Participation(case=case, unit_id=unit, part=part, since_at=AT)
            for case in cases[1:]
            for unit, part in ((case.unit_id, "lead"), (host.pk, "overseeing"))
        ),
        batch_size=BATCH,
    )
    return Directive.objects.bulk_create(
        (
            Directive(
                case=case, demand=demand if case is cases[0] else None, task=demand.text,
                measure="完成", due_date=date(2026, 6, 30),
                obstacle="money" if case.pk % 40 == 0 and case.closed_at is None else "",
            )
            for case in cases
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _case(message: Message, unit: Unit, giver: Unit, number: int) -> Case:
    state = STATES[number % len(STATES)] if unit.kind == "township" else "working"
    is_late = number % 11 == 0
    due = date(2026, 3, 20) if is_late else date(2026, 6, 30)
    return Case(
        reference=new_reference(), procedure="directive", state=state, message=message,
        title=message.title, region_id=unit.region_id, coordinator=giver, unit=unit,
        opened_at=AT - timedelta(days=20), moved_at=AT, due_at=end_of_day(due),
        closed_at=AT if state == "closed" else None,
    )  # fmt: skip


def _report(tree: list[Directive], *, with_values: bool) -> None:
    survey = Survey.objects.create(
        root=tree[0], title="进展", level="township", why="汇总", due_date=date(2026, 4, 30),
        minutes=13, asked_at=AT,
    )  # fmt: skip
    questions = Question.objects.bulk_create(
        [
            Question(survey=survey, no=1, name="社区、村数", source="regions.community"),
            Question(survey=survey, no=2, name="已完成（处）", is_number=True),
        ]
    )
    filings = Filing.objects.bulk_create(
        (
            Filing(survey=survey, directive=one, minutes=None if one.pk % 3 else 8, filed_at=AT)
            for one in tree[1 + CITIES + COUNTIES :]
        ),
        batch_size=BATCH,
    )
    if with_values:
        Value.objects.bulk_create(
            (Value(filing=one, question=q, number=2) for one in filings for q in questions),
            batch_size=BATCH,
        )
