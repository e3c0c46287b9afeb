"""The demo's directives: what the province asked at its conference, part way down to the streets
and back, told as if by those who work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.base.notices.desk import mark_seen
from linli.cases import links
from linli.cases.engine import move
from linli.cases.models import Case
from linli.cases.stories import Progress, Receipt
from linli.cases.sweep import sweep
from linli.core.zone import local_day
from linli.procedures.directives import asking, filing, practices
from linli.procedures.directives.asking import Asked
from linli.procedures.directives.lines import ORGANS
from linli.procedures.directives.models import Directive
from linli.procedures.directives.opening import Given, Task, give, open_from
from linli.registers.conferences.models import Demand
from linli.registers.duties.models import DutyItem

DAY = timedelta(days=1)
# How long ago the province gave it out, where no conference of the demo says so.
GIVEN_DAYS_AGO = 30
TASK = (
    "推动新就业群体融入基层治理，今年底前每个街道（乡镇）至少建成一处友好驿站，"
    "方便骑手和货车司机歇脚、反映问题。"
)
MEASURE = "每个街道（乡镇）建成一处，对外开放"
# What is looked for among the demands of the conference, and by which measure it is given out.
MEASURES = (("新就业群体", MEASURE), ("减负", "清单外摊派和重复报表清零"))
STREET_TASK = "依托党群服务中心建成一处新就业群体友好驿站，公布开放时间。"
ITEM = "1-024"


@dataclass
class Telling:
    """Who acts in the demo, and when: `at(share)` is that share of the time from the giving till
    now."""

    posts: dict[str, Post]
    began_at: datetime
    now: datetime

    def at(self, share: float) -> datetime:
        """Return the moment."""
        return self.began_at + (self.now - self.began_at) * share

    def take(self, case: Case, step: str, who: str, share: float, **values: Any) -> Case:
        """Let somebody take a step, and return the case as it stands."""
        post, at = self.posts[who], self.at(share)
        mark_seen(post, about=case.chain, at=at)
        move(case, step, by=post.actor(), at=at, **values)
        return _fresh(case)

    def parts(self, case: Case, who: str, share: float, **values: Any) -> dict[str, Case]:
        """Let somebody break a directive down; return the new parts by the code of the unit."""
        before = set(links.parts_of(case).values_list("pk", flat=True))
        self.take(case, "break_down", who, share, **values)
        made = links.parts_of(case).exclude(pk__in=before)
        return {one.unit.code: _fresh(one) for one in made.select_related("unit")}


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Give the demo's directives and return how many there are: none when they were given before.
    Needs the demo's units and people; uses what its conference asks, where there is one."""
    if Directive.objects.exists():
        return 0
    posts = {
        one.person.username: one for one in Post.objects.select_related("unit__region", "person")
    }
    units = Unit.objects.select_related("region").in_bulk(field_name="code")
    demands = _demands()
    began_at = _began_at(demands, at)
    telling = Telling(posts, began_at, at)
    due = local_day(at) + 45 * DAY
    root = _province(telling, units, demands, due)
    _down(telling, units, root, due)
    _city(telling, units, local_day(at))
    sweep(at)
    made = Directive.objects.count()
    record("system", "demo_directives_loaded", by=LOADER, at=at, facts={"directives": made})
    progress(1, 1)
    return made


def receipts() -> list[Receipt]:
    """Return nothing: no resident sends a directive."""
    return []


def _demands() -> list[tuple[Demand, str]]:
    """Return demands of the province's conference with the measure of each; none where no organ
    that may direct governments held it."""
    found = Demand.objects.filter(conference__host__in=Unit.objects.filter(kind__in=ORGANS))
    found = found.filter(conference__level="province").exclude(confirmed_at=None)
    rows = found.select_related("conference__host__region").order_by("start", "-end", "pk")
    chosen = ((rows.filter(text__contains=word).last(), measure) for word, measure in MEASURES)
    return [(one, measure) for one, measure in chosen if one]


def _began_at(demands: list[tuple[Demand, str]], at: datetime) -> datetime:
    confirmed = [one.confirmed_at for one, _ in demands if one.confirmed_at]
    return max(confirmed) + DAY / 8 if confirmed else at - GIVEN_DAYS_AGO * DAY


def _province(
    telling: Telling, units: dict[str, Unit], demands: list[tuple[Demand, str]], due: date
) -> Case:
    """The province's government holds what the conference asked."""
    lead, at = units["3700-gov"], telling.began_at
    if not demands:
        to = Given(lead)
        by = telling.posts["province.gov"].actor()
        return give(Task(TASK, MEASURE, due), to, key="demo:0", by=by, at=at)
    by = telling.posts["province.social"].actor()
    made = [
        open_from(
            one, lead=lead, assisting=(), post=None, due_on=due, measure=measure, by=by, at=at
        )
        for one, measure in demands
    ]
    return made[0]


def _down(telling: Telling, units: dict[str, Unit], root: Case, due: date) -> None:
    """Down to city, counties and streets, and part of the way back."""
    root = telling.take(root, "accept", "province.gov", 0.02)
    (city,) = telling.parts(
        root, "province.gov", 0.05, units=[units["3701-gov"]], task=TASK, measure=MEASURE,
        due_on=due - 5 * DAY,
    ).values()  # fmt: skip
    city = telling.take(city, "accept", "city.gov", 0.1)
    counties = telling.parts(
        city, "city.gov", 0.15, units=[units["370102-gov"], units["370103-gov"]], task=TASK,
        measure=MEASURE, due_on=due - 10 * DAY,
    )  # fmt: skip
    of = _survey(telling, root)
    lixia = telling.take(counties["370102-gov"], "accept", "lixia.gov", 0.25)
    shizhong = telling.take(counties["370103-gov"], "accept", "shizhong.gov", 0.22)
    item = DutyItem.objects.filter(number=ITEM, list="own").first()
    given = {"task": STREET_TASK, "measure": MEASURE, "due_on": due - 20 * DAY, "item": item}
    done = telling.parts(
        shizhong, "shizhong.gov", 0.3, units=[units["370103015"]], **given
    )["370103015"]  # fmt: skip
    streets = telling.parts(
        lixia, "lixia.gov", 0.3,
        units=[units[code] for code in ("370102004", "370102005", "370102007", "370102012")],
        **given,
    )  # fmt: skip
    post = _shizhong(telling, shizhong, done, of)
    _lixia(telling, units, streets, post, of)


def _survey(telling: Telling, root: Case) -> Any:
    """The province asks once, of the streets, for what Linli does not have."""
    giver = next(
        name for name in ("province.social", "province.gov")
        if telling.posts[name].unit_id == root.coordinator_id
    )  # fmt: skip
    return asking.ask(
        root, title="友好驿站建设情况", level="township", why="汇总全省建成数，不作排名",
        due_on=local_day(telling.now) + 10 * DAY,
        fields=[
            Asked("社区、村数", "regions.community"),
            Asked("网格数", "regions.grid"),
            Asked("已开放的驿站（处）", is_number=True),
            Asked("骑手、货车司机反映最多的问题"),
        ],
        by=telling.posts[giver].actor(), at=telling.at(0.2),
    )  # fmt: skip


def _answers(of: Any, number: str, said: str) -> filing.Answers:
    asked = [one for one in of.questions.all() if not one.source]
    return filing.Answers(of, {one.pk: number if one.is_number else said for one in asked})


def _shizhong(telling: Telling, county: Case, street: Case, of: Any) -> Any:
    """A street that is done, and tells others how it did it."""
    who = "shizhong.street"
    street = telling.take(street, "accept", who, 0.35)
    telling.take(
        street, "file_report", who, 0.5, answers=_answers(of, "2", "中午没有地方热饭。"), minutes=6
    )
    street = telling.take(
        street, "report_done", who, 0.6, outcome="建成两处驿站，每天7点至22点开放。"
    )
    told = practices.post_practice(
        street,
        title="把会议室中午让出来",
        text="党群服务中心的会议室每天11点至14点改作歇脚处，配微波炉和充电柜，没有新增经费。",
        by=telling.posts[who].actor(), at=telling.at(0.62),
    )  # fmt: skip
    telling.take(street, "close", "shizhong.gov", 0.65, remark="现场看过，已开放。")
    telling.take(_fresh(county), "report_done", "shizhong.gov", 0.7, outcome="辖区内任务已完成。")
    return told


def _lixia(
    telling: Telling, units: dict[str, Unit], streets: dict[str, Case], told: Any, of: Any
) -> None:
    """Streets at work: one with a community's help, one in need, one that asks back."""
    clerk = "street.clerk"
    first = telling.take(streets["370102004"], "accept", clerk, 0.38)
    telling.take(
        first, "ask_communities", clerk, 0.45, communities=[units["370102004009"]],
        what="能否提供一间临街的活动室，每天开放四小时？",
    )  # fmt: skip
    telling.take(
        first, "answer_help", "community.worker", 0.5, answer="agreed",
        result="芙蓉街活动室可以用，每天11点至15点。",
    )  # fmt: skip
    telling.take(
        first, "file_report", clerk, 0.6, answers=_answers(of, "1", "找不到厕所。"), minutes=None
    )
    by = telling.posts[clerk].actor()
    practices.adopt(told, _fresh(first), by=by, at=telling.at(0.68))
    telling.take(first, "note_progress", clerk, 0.8, done="活动室已经打扫出来，正在装充电柜。")
    second = telling.take(streets["370102005"], "accept", "daming.clerk", 0.4)
    telling.take(
        second, "note_progress", "daming.clerk", 0.7, done="看了三处场地。", obstacle="money",
        obstacle_said="临街门面租金超出年度经费。",
    )  # fmt: skip
    telling.take(
        second, "supervise", "lixia.gov", 0.85, finding="场地迟迟没有定下来。",
        answer_on=local_day(telling.now) + 5 * DAY,
    )  # fmt: skip
    telling.take(
        streets["370102007"], "ask_back", "wendong.clerk", 0.9, ground="unclear",
        reason="辖区内已有区总工会驿站，是否还要另建？",
    )  # fmt: skip


def _city(telling: Telling, units: dict[str, Unit], today: date) -> None:
    """Two of the city's own: one that went well, one that was withdrawn."""
    give_by = telling.posts["city.gov"].actor()

    def own(key: str, text: str, share: float) -> Case:
        of = Task(text, "完成并报告", today + 20 * DAY, document="市政府专题会议纪要")
        to = Given(units["3701-housing"], (units["3701-fire"],))
        return give(of, to, key=key, by=give_by, at=telling.at(share))

    case = own("demo:1", "排查老旧小区消防通道堵塞问题并逐处销号。", 0.1)
    steps: list[tuple[str, str, float, dict[str, Any]]] = [
        ("accept", "city.housing", 0.15, {}),
        ("report_done", "city.housing", 0.6, {"outcome": "排查出41处，已全部打通。"}),
        ("close", "city.gov", 0.7, {}),
    ]
    for step, who, share, values in steps:
        case = telling.take(case, step, who, share, **values)
    other = own("demo:2", "报送老旧小区改造台账。", 0.3)
    telling.take(other, "withdraw", "city.gov", 0.4, reason="台账在系统里已有，不再要求报送。")


def _fresh(case: Case) -> Case:
    related = ("message", "unit__region", "coordinator", "region", "directive")
    found: Case = Case.objects.select_related(*related).get(pk=case.pk)
    return found
