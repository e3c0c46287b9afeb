"""Who takes the steps of councils, and the steps that both procedures have: partners and tasks."""

from __future__ import annotations

from linli.core.procedure import Field, Taker, Transition
from linli.core.text import Text
from linli.procedures.councils.words import CUSTOM, PARTNERS, TASK_OUTCOMES

# Who works in the unit that holds it: the community, or a township that deliberates itself.
HOLDERS = (
    Taker("lead", "community_worker"),
    Taker("lead", "street_clerk"),
    Taker("lead", "unit_head"),
)
TOWNSHIP = (Taker("overseeing", "street_clerk"), Taker("overseeing", "unit_head"))

WHEN = Field("when", Text("会议时间", "Time of the meeting"), "datetime", is_public=True)
PLACE = Field("place", Text("会议地点", "Place"), "line", is_public=True)
SHEETS = Text("签到表、照片、扫描件（内部）", "Sheets, photos, scans (internal)")
FILES = Field("files", SHEETS, "files", is_required=False)
HELD_ON = Field("held_on", Text("开会日期", "Held on"), "date", is_public=True)
CHAIR = Field("chair", Text("主持人", "Chair"), "line")


def invite(*states: str) -> Transition:
    """Return the step that invites a partner, from `states`."""
    return Transition(
        "invite",
        Text("邀请共治单位", "Invite a partner"),
        states,
        None,
        HOLDERS,
        needs=(
            Field("kind", Text("类别", "Kind"), "choice", choices=PARTNERS, is_public=True),
            Field(
                "name",
                Text("单位、组织名称", "Name of the firm, committee or team"),
                "line",
                is_public=True,
                help=Text("写组织名称，不写个人姓名。", "Of the organisation, not of a person."),
            ),
        ),
        basis=CUSTOM,
        public=Text("邀请了共治单位参与", "A partner was invited"),
        is_told=False,
    )


def give_task(state: str) -> Transition:
    """Return the step that says who does what by when."""
    return Transition(
        "give_task",
        Text("明确任务和完成日期", "Say who does what by when"),
        (state,),
        None,
        HOLDERS,
        needs=(
            Field("partner", Text("由谁承担", "Who does it"), "thing", is_required=False,
                  is_public=True),
            Field("what", Text("做什么", "What"), "line", is_public=True),
            Field("due_on", Text("完成日期", "By when"), "date", is_public=True),
        ),
        basis=CUSTOM,
        public=Text("明确了一项任务", "A task was given"),
        is_told=False,
    )  # fmt: skip


def record_task(state: str) -> Transition:
    """Return the step that records what became of a task."""
    return Transition(
        "record_task",
        Text("登记任务完成情况", "Record what became of a task"),
        (state,),
        None,
        HOLDERS,
        needs=(
            Field("task", Text("任务", "Task"), "thing", is_public=True),
            Field("outcome", Text("完成情况", "Outcome"), "choice", choices=TASK_OUTCOMES,
                  is_public=True),
            Field("done_on", Text("日期", "Day"), "date", is_public=True),
            Field("note", Text("说明（公开）", "Note (published)"), is_required=False,
                  is_public=True),
        ),
        conditions=("has_task",),
        basis=CUSTOM,
        public=Text("登记了任务完成情况", "A task was reported on"),
        is_told=False,
        dated_by="done_on",
    )  # fmt: skip
