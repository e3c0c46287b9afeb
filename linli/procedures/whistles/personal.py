"""What whistles keep of people, and how long: offices write them, about matters and not people."""

from __future__ import annotations

from linli.core.personal import OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text
from linli.procedures.whistles.words import COORDINATES

CLOSED = Text("办结之日", "the day on which it was closed")
# They share a message: both are erased with it.
keep_for(Period("whistle", Text("街道吹哨", "Whistles"), CLOSED, OWN, months=36))
keep_for(Period("turnout", Text("部门报到", "Turnouts"), CLOSED, OWN, months=36))
CALLED = Use(
    whose=Text("吹哨中提到的人", "Whoever a whistle speaks of"),
    purpose=Text("呼叫部门共同处置", "To call departments to help"),
    basis=COORDINATES,
    period="whistle",
    readers=Text(
        "吹哨的街道、被呼叫的部门、区县人民政府",
        "The township that calls, the departments called, the county",
    ),
)
ON_DUTY = Use(
    whose=Text("值班人员", "Staff on duty"),
    purpose=Text("紧急时联系", "To be reached in an emergency"),
    basis=OWN,
    period="staff",
    readers=Text("本单位；紧急呼叫的街道", "Their own unit; a township that calls in an emergency"),
)
declare(
    "whistles.Whistle",
    personal={
        "place": Personal(Text("具体地点", "Where exactly"), CALLED),
        "asked": Personal(Text("请部门做什么", "What departments shall do"), CALLED),
    },
    code="kind",
)
declare(
    "whistles.Turnout",
    personal={"why": Personal(Text("呼叫依据", "Why the department was called"), CALLED)},
    code="duty_list outcome result cooperation ground decision",
    moment="contacted_at agreed_at arrived_at attended_at",
)
declare(
    "whistles.Task",
    personal={
        "what": Personal(Text("联合任务", "A joint task"), CALLED),
        "result": Personal(Text("完成情况", "How it went"), CALLED),
    },
    day="due_date",
)
declare(
    "whistles.Shift",
    personal={
        "post": Personal(Text("值班人员（岗位）", "Who is on duty, as a post"), ON_DUTY),
        "starts_at": Personal(Text("值班开始", "From"), ON_DUTY),
        "ends_at": Personal(Text("值班结束", "Until"), ON_DUTY),
    },
    office="telephone",
)
