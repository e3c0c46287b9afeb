"""The demo's conferences: one of the province, read and confirmed; one of the city, whose damaged
report waits to be looked at."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.base.calendars.selectors import calendar_at_hand
from linli.base.letters.chinese import chinese_day
from linli.core.zone import local
from linli.registers.conferences.actions import calling, confirming, entering, recording
from linli.registers.conferences.actions.reading import take_report
from linli.registers.conferences.models import Conference, PlannedConference

# Notices go out before, reports come in after.
CALLED_BEFORE, READ_AFTER = timedelta(days=7), timedelta(days=1)


@transaction.atomic
def load_conferences(*, at: datetime) -> int:
    """Enter the demo's conferences and return how many: none when they are there. Needs the
    demo's units and people. Conferences take place on days before `at`."""
    if Conference.objects.exists():
        return 0
    told = _told()
    posts = {
        one.person.username: one for one in Post.objects.select_related("person", "unit__region")
    }
    units = Unit.objects.select_related("region").in_bulk(field_name="code")
    for row in told["plans"]:
        unit = units[row["unit"]]
        entering.plan(
            unit=unit, year=local(at).year, title=row["title"], kind=row["kind"],
            month=row["month"], by=LOADER, at=at,
        )  # fmt: skip
    for row in told["conferences"]:
        _hold(row, posts, units, at)
    made = len(told["conferences"])
    record("system", "demo_conferences_loaded", by=LOADER, at=at, facts={"conferences": made})
    return made


def _hold(
    row: dict[str, Any], posts: dict[str, Post], units: dict[str, Unit], now: datetime
) -> None:
    """Enter one conference from its notice to its report."""
    held = _workday(now - timedelta(days=row["days_ago"]))
    post = posts[row["by"]]
    by, called_at = post.actor(), held - CALLED_BEFORE
    conference = entering.enter(
        post=post, host=units[row["host"]], title=row["title"], held_date=local(held).date(),
        begins_time=time.fromisoformat(row["begins"]), kind=row["kind"], form=row["form"],
        rank=row["rank"], matter=row["matter"], planned=_line(row, units, held),
        by=by, at=called_at,
    )  # fmt: skip
    region = conference.region
    calling.add_venue(
        conference, region=region, place=row["place"], is_main=True, by=by, at=called_at
    )
    calling.add_branches(conference, level=row["branches"], by=by, at=called_at)
    for one in row["called"]:
        found = calling.units_at(conference, kind=one["kind"], level=one["level"], at=now)
        calling.call(
            conference, found.select_related("region"), rank=one["rank"], why=one["why"],
            by=by, at=called_at,
        )  # fmt: skip
    _came(conference, row, by, held)
    _report(conference, row, posts, units, held + READ_AFTER)


def _came(conference: Conference, row: dict[str, Any], by: Any, held: datetime) -> None:
    rows = conference.called.select_related("unit", "conference")
    called = {one.unit.code: one for one in rows}
    for code, (title, coming) in row["attendance"].items():
        if code in called:
            expected = calling.expect(called[code], title=title, by=by, at=held)
            calling.note_coming(expected, coming=coming, by=by, at=held)


def _report(
    conference: Conference,
    row: dict[str, Any],
    posts: dict[str, Post],
    units: dict[str, Unit],
    at: datetime,
) -> None:
    by, day = posts[row["by"]].actor(), conference.held_date
    text = row["report"].replace("{day}", chinese_day(day))
    text = text.replace("{short_day}", f"{day.month}月{day.day}日")
    take_report(conference, text, source=row["source"], by=by, at=at)
    for speech in row["speeches"]:
        spoken = conference.speeches.filter(speaker=speech.get("speaker") or "-").first()
        recording.put_speech(
            conference, kind=speech["kind"], speaker=speech.get("speaker", ""),
            title=spoken.title if spoken else "", unit=units.get(speech.get("unit", "")),
            topic=speech.get("topic", ""), minutes=speech["minutes"], speech=spoken,
            by=by, at=at,
        )  # fmt: skip
    for paper in row["papers"]:
        recording.put_paper(conference, **paper, by=by, at=at)
    if row["confirmed_by"]:
        confirming.confirm_all(conference, by=posts[row["confirmed_by"]].actor(), at=at)


def _line(row: dict[str, Any], units: dict[str, Unit], held: datetime) -> PlannedConference | None:
    lines = PlannedConference.objects.filter(unit=units[row["office"]], year=local(held).year)
    return lines.filter(title=row["planned"]).first()


def _workday(moment: datetime) -> datetime:
    """Return the same hour on the last working day up to the day."""
    calendar = calendar_at_hand()
    while not calendar.is_working(local(moment).date()):
        moment -= timedelta(days=1)
    return moment


def _told() -> dict[str, Any]:
    path = files("linli").joinpath("data", "demo", "conferences.json")
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told
