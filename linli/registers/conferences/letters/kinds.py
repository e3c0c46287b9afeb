"""The kinds of letters of conferences."""

from __future__ import annotations

from linli.base.letters.kinds import Column, LetterField, LetterKind, declare
from linli.core.text import Text


def line(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line."""
    return LetterField(key, Text(zh, en), is_required=is_required, limit=500)


def words(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of several paragraphs."""
    return LetterField(key, Text(zh, en), "text", is_required=is_required, limit=60_000)


TITLE = line("title", "会议名称", "Conference")
HELD = line("held", "会议时间", "Held at")
PLACE = line("place", "会议地点", "Place")

NOTICE = LetterKind(
    "conference_notice",
    Text("会议通知", "Notice of a conference"),
    (
        LetterField("to", Text("主送单位", "To"), limit=4000),
        TITLE,
        HELD,
        PLACE,
        words("branches", "分会场", "Branch venues", is_required=False),
        words("matter", "会议内容", "What it is about"),
        words("who", "参会人员", "Who comes"),
        words("asks", "有关要求", "What is asked", is_required=False),
        line("contact", "联系人", "Contact", is_required=False),
    ),
    word="会通",
)
ROLL = LetterKind(
    "conference_roll",
    Text("参会人员签到表", "Roll of attendance"),
    (
        TITLE,
        HELD,
        PLACE,
        LetterField(
            "posts",
            Text("应到", "Expected"),
            "rows",
            columns=(
                Column("no", Text("序号", "No.")),
                Column("unit", Text("单位", "Unit")),
                Column("post", Text("职务", "Post")),
                Column("coming", Text("到会情况", "Attendance")),
            ),
        ),
    ),
    number_form="",
)
MINUTES = LetterKind(
    "conference_minutes",
    Text("会议纪要", "Minutes of a conference"),
    (
        TITLE,
        HELD,
        PLACE,
        line("chair", "主持", "Chair", is_required=False),
        words("present", "出席单位", "Present"),
        words("speeches", "讲话和发言", "Speeches", is_required=False),
        words("decisions", "会议要求", "What was asked"),
    ),
    word="会纪",
)

for kind in (NOTICE, ROLL, MINUTES):
    declare(kind)
