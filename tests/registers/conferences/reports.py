"""Conferences of the cast for tests: entered, with a report that was read."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from linli.registers.conferences.actions import calling, confirming, entering, recording
from linli.registers.conferences.actions.reading import take_report
from linli.registers.conferences.models import Conference, Demand

AT = datetime(2026, 3, 10, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
HELD = date(2026, 3, 9)
# Invented; two speakers, a demand with two parts, one with an addressee.
REPORT = (
    "全市社会工作会议召开\n"
    "3月9日，全市社会工作会议召开，市委副书记卢承志讲话，副市长齐远山主持会议。\n"
    "卢承志强调，要加强党建引领基层治理，着眼减轻负担，精简报表台账；着眼化解矛盾，推动纠纷调解。"
    "各级党委要加强组织领导。\n"
    "齐远山要求，要规范志愿服务。\n"
)
# What a site made of it: readings in brackets, ASCII signs, traditional characters, a shifted run.
DAMAGED = (
    "10月22日,市委社會(huì)工作部召開調度會(huì),市委常委溫敬亭講話。\n"
    "溫敬亭強調,要規范村(社區)掛牌和證明事項,切實爲?duì)鶎訙p負;要推動社區協商常態化,"
    "讓居民的事由居民商量著辦。"
)


def entered(cast: Any, **values: Any) -> Conference:
    """Return a conference of the city's social-work department."""
    post = cast.social_work_officer
    told = {"title": "全市社会工作会议", "held_date": HELD, "begins_time": time(9, 0)} | values
    return entering.enter(post=post, host=post.unit, by=post.actor(), at=AT, **told)


def read(cast: Any, report: str = REPORT, **values: Any) -> Conference:
    """Return a conference with its report, nothing confirmed."""
    conference = entered(cast, **values)
    take_report(conference, report, by=cast.social_work_officer.actor(), at=AT)
    return conference


def at_work(cast: Any) -> Conference:
    """Return a conference in the midst of it: a damaged report with one demand confirmed and one
    spot to look at, units called, speeches, a paper that is too long, a letter."""
    by = cast.social_work_officer.actor()
    conference = read(cast, DAMAGED, rank="deputy")
    calling.add_venue(conference, region=cast.city, place="大厦", is_main=True, by=by, at=AT)
    calling.add_branches(conference, level="county", by=by, at=AT)
    calling.call(conference, [cast.government], rank="leader", why="承担任务", by=by, at=AT)
    calling.call(conference, [cast.street_unit], rank="leader", by=by, at=AT)
    row = conference.called.select_related("conference").get(unit=cast.government)
    calling.expect(row, title="副区长", by=by, at=AT)
    recording.put_paper(conference, kind="special", title="方案", length=4500, by=by, at=AT)
    spoken = {"speaker": "温敬亭", "minutes": 75, "topic": "减负"}
    recording.put_speech(conference, kind="main", **spoken, by=by, at=AT)
    confirming.confirm(numbered(conference)["1"], by=by, at=AT)
    return conference


def numbered(conference: Conference) -> dict[str, Demand]:
    """Return the demands by their numbers."""
    return {one.no: one for one in conference.demands.select_related("conference")}


def told(conference: Conference) -> list[tuple[str, str, str, str, str]]:
    """Return number, text, speaker, addressee and subject of each demand."""
    return [
        (one.no, one.text, one.speaker, one.addressee, one.subject)
        for one in conference.demands.all()
    ]
