"""What directives keep: words of offices about tasks; a post answers, nobody is written about."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "directive",
        Text("部署督办", "Directives"),
        Text("任务办结之日", "the day on which it was closed"),
        OWN,
        months=120,
    )
)
WRITTEN = Use(
    whose=Text("文中可能提到的人", "Whoever the words may speak of"),
    purpose=Text("下达任务、记录落实情况", "To give tasks and record what came of them"),
    basis=DUTY,
    period="directive",
    readers=Text(
        "下达、承办、协办单位和逐级上级单位",
        "The units that gave it, hold it, assist, and those above them",
    ),
)


def said(zh: str, en: str) -> Personal:
    """Return a text of an office in which somebody may be spoken of."""
    return Personal(Text(zh, en), WRITTEN)


declare(
    "directives.Directive",
    personal={
        "task": said("任务要求", "What is asked"),
        "obstacle_said": said("阻碍的情况", "What stands in the way"),
        "asked_why": said("申请延期的理由", "Why more time is asked for"),
        "outcome": said("落实结果", "What came of it"),
        "exception": said("例外事项", "What is not closed, and why"),
    },
    office="document measure approval",
    code="asked_ground obstacle",
    day="due_date asked_until",
)
declare(
    "directives.Help",
    personal={
        "what": said("请协助的事项", "What help is asked for"),
        "result": said("协助结果", "What came of it"),
    },
    code="answer",
)
declare("directives.Survey", office="title why", code="level", day="due_date", number="minutes")
declare("directives.Question", number="no", office="name", code="source", truth="is_number")
# Of the unit, as it declared or as the form estimates: never a person's time.
declare("directives.Filing", number="minutes")
declare(
    "directives.Value",
    personal={"said": said("填报的内容", "What was answered")},
    number="number of",
)
declare(
    "directives.Practice",
    personal={"text": said("经验做法", "How it was done")},
    office="title",
)
declare("directives.Adoption", personal={"outcome": said("采用结果", "What came of a practice")})
