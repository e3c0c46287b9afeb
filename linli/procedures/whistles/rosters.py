"""The duty roster (值班表): who answers for a unit at an hour, entered by hand or from Excel.

It says whom to ring, and nothing is ever counted of it. The telephone is that of the duty desk.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from django.db import transaction
from django.db.models import Q

from linli.base.accounts.models import Post, Unit
from linli.base.accounts.selectors import post_of
from linli.base.audit.log import record
from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.base.sheets.reading import read
from linli.cases import authority
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import SHANGHAI, local_day
from linli.procedures.whistles import access
from linli.procedures.whistles.models import Shift

LONGEST = timedelta(days=8)
MOST_AHEAD = 400
TELEPHONE = re.compile(r"[0-9+（）() \-—转]{3,40}")
MOMENT = re.compile(
    r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{1,3}(\d{1,2})[:：时](\d{1,2})?分?.*"
)
NOT_YOURS = Text("值班表由本单位维护。", "The roster is kept by the unit itself.")
ORDER = Text("结束时间须晚于开始时间。", "It must end after it begins.")
TOO_LONG = Text("一个班次最长8天。", "A shift is at most eight days.")
NO_TELEPHONE = Text("请填写值班电话。", "Enter the telephone of the duty desk.")
BAD_TELEPHONE = Text("电话号码不正确。", "This is no telephone number.")
ELSEWHERE = Text("该岗位不在本单位或已不在任。", "This post is not in your unit, or ended.")
NO_MOMENT = Text("时间不正确，应如“2026-03-02 08:00”。", "No time: write it as “2026-03-02 08:00”.")
NO_PERSON = Text("本单位没有叫“{name}”的在任人员。", "Nobody called {name} has a post here.")
TWO_PEOPLE = Text(
    "本单位有几位“{name}”，请在页面上选择。", "Several are called {name}; choose here."
)
LINE = Text("第{line}行：{why}", "Row {line}: {why}")
SHEET = Sheet(
    Text("值班表", "Duty roster"),
    (
        Column("starts", Text("开始时间", "From"), 20, Text("如 2026-03-02 08:00", "with the hour"),
               is_required=True, spoken=("开始", "起", "值班开始"), longest=40),
        Column("ends", Text("结束时间", "Until"), 20, Text("如 2026-03-03 08:00", "with the hour"),
               is_required=True, spoken=("结束", "止", "值班结束"), longest=40),
        Column("telephone", Text("值班电话", "Duty telephone"), 20,
               Text("值班室电话，不填私人号码", "Of the duty desk, never a private one"),
               is_required=True, spoken=("电话", "值班室电话"), longest=40),
        Column("name", Text("值班人员", "On duty"), 16,
               Text("可不填；须为本单位在任人员", "May be empty; somebody with a post here"),
               spoken=("姓名", "值班人"), longest=60),
    ),
    Text("一行一个班次。", "A row for each shift."),
)  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """What came of an import: how many shifts are new, how many were there already, and the rows
    left out."""

    new: int
    same: int
    rejected: tuple[Text, ...]


def enter(
    *,
    starts_at: datetime,
    ends_at: datetime,
    telephone: str,
    on_duty: Post | None,
    by: Actor,
    at: datetime,
) -> Shift:
    """Put a shift on the roster of the unit of `by` and return it. Raises NotAllowed for units
    without a part in whistles, Incomplete and Refused at the field at fault."""
    post = _keeper(by, at)
    why, field = _wrong(starts_at, ends_at, telephone, on_duty, post.unit, at)
    if why:
        raise (Incomplete if why is NO_TELEPHONE else Refused)(why, field=field)
    with transaction.atomic():
        made: Shift = Shift.objects.create(
            unit=post.unit, post=on_duty, telephone=telephone.strip(), starts_at=starts_at,
            ends_at=ends_at,
        )  # fmt: skip
        facts = {"unit": post.unit_id, "shift": made.pk}
        record(SYSTEM, "whistle.shift_entered", by=by, at=at, facts=facts)
    return made


def remove(shift: Shift, *, by: Actor, at: datetime) -> None:
    """Take a shift off the roster."""
    post = _keeper(by, at)
    if shift.unit_id != post.unit_id:
        raise NotAllowed(NOT_YOURS)
    with transaction.atomic():
        facts = {"unit": post.unit_id, "shift": shift.pk}
        shift.delete()
        record(SYSTEM, "whistle.shift_removed", by=by, at=at, facts=facts)


def take_in(file: IO[bytes], *, by: Actor, at: datetime) -> Taken:
    """Take the shifts of a file onto the roster of the unit of `by`; rows that can't be are left
    out and named. Raises Refused, at `file`, for what is no table."""
    post = _keeper(by, at)
    rows = read(file, SHEET)
    posts = _posts_by_name(post.unit, at)
    new = same = 0
    rejected: list[Text] = []
    with transaction.atomic():
        for row in rows:
            shift = _shift(row, posts, post.unit, at)
            if isinstance(shift, Text):
                rejected.append(LINE.format(line=row.line, why=shift))
                continue
            times = {"starts_at": shift.starts_at, "ends_at": shift.ends_at}
            if Shift.objects.filter(unit=post.unit, post=shift.post, **times).exists():
                same += 1
            else:
                shift.save()
                new += 1
        facts = {"unit": post.unit_id, "new": new, "same": same, "rejected": len(rejected)}
        record(SYSTEM, "whistle.roster_taken_in", by=by, at=at, facts=facts)
    return Taken(new, same, tuple(rejected))


def ahead(unit: Unit, *, at: datetime) -> list[Shift]:
    """Return the shifts of `unit` that go on or lie ahead. One query."""
    found = Shift.objects.filter(unit=unit, ends_at__gt=at).select_related("post__person")
    return list(found[:MOST_AHEAD])


def on_duty(units: Collection[int], *, at: datetime) -> dict[int, Shift]:
    """Return by unit (its id) the shift that runs at `at`, the one that began last. One query."""
    now = Shift.objects.filter(unit__in=units, starts_at__lte=at, ends_at__gt=at)
    return {one.unit_id: one for one in now.select_related("post__person").order_by("starts_at")}


def posts_on_duty(unit: Unit, *, at: datetime) -> list[Post]:
    """Return the posts that are on duty for `unit` and in force. One query."""
    now = Q(
        pk__in=Shift.objects.filter(unit=unit, starts_at__lte=at, ends_at__gt=at).values("post")
    )
    return list(Post.objects.on(local_day(at)).filter(now, unit=unit))


def _keeper(by: Actor, at: datetime) -> Post:
    authority.check_in_force(by, at)
    post = post_of(by) if by.post_id else None
    if not access.keeps_roster(post) or post is None:
        raise NotAllowed(NOT_YOURS)
    return post


def _wrong(
    starts_at: datetime,
    ends_at: datetime,
    telephone: str,
    post: Post | None,
    unit: Unit,
    at: datetime,
) -> tuple[Text | None, str]:
    if ends_at <= starts_at:
        return ORDER, "ends_at"
    if ends_at - starts_at > LONGEST:
        return TOO_LONG, "ends_at"
    if not telephone.strip():
        return NO_TELEPHONE, "telephone"
    if not TELEPHONE.fullmatch(telephone.strip()):
        return BAD_TELEPHONE, "telephone"
    if post and (post.unit_id != unit.pk or not post.is_in_force(local_day(at))):
        return ELSEWHERE, "on_duty"
    return None, ""


def _shift(row: SheetRow, posts: dict[str, list[Post]], unit: Unit, at: datetime) -> Shift | Text:
    """Return the shift that a row says, or why it can't be."""
    if row.errors:
        return row.errors[0]
    starts_at, ends_at = (_moment(row.cells.get(key, "")) for key in ("starts", "ends"))
    if starts_at is None or ends_at is None:
        return NO_MOMENT
    name, telephone = row.cells.get("name", "").strip(), row.cells.get("telephone", "")
    named: Sequence[Post] = posts.get(name, [])
    if name and len(named) != 1:
        return (TWO_PEOPLE if named else NO_PERSON).format(name=name)
    post = named[0] if name else None
    why, _ = _wrong(starts_at, ends_at, telephone, post, unit, at)
    if why:
        return why
    return Shift(
        unit=unit, post=post, telephone=telephone.strip(), starts_at=starts_at, ends_at=ends_at
    )


def _posts_by_name(unit: Unit, at: datetime) -> dict[str, list[Post]]:
    found: dict[str, list[Post]] = {}
    for post in Post.objects.on(local_day(at)).filter(unit=unit).select_related("person", "unit"):
        found.setdefault(post.person.name, []).append(post)
    return found


def _moment(cell: str) -> datetime | None:
    written = MOMENT.fullmatch(cell.strip())
    if written is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in written.groups()), tzinfo=SHANGHAI)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
