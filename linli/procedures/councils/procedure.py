"""The two procedures of councils: deliberation (协商), whose result is an opinion, and assembly
(村民会议、居民会议), which decides by vote.

They are two since the law keeps them apart: a deliberation has no quorum and binds nobody, an
assembly decides nothing without one. One matter may go through both under the same receipt.
"""

from __future__ import annotations

from linli.core.procedure import Basis, Procedure, State, Term
from linli.core.text import Text
from linli.procedures.councils.steps import ASSEMBLING, DELIBERATING
from linli.procedures.councils.words import BOTH_LAWS, DELIBERATED, DESIGN

DELIBERATION_STATES = (
    State("proposed", Text("待审议题", "Topic to be looked at"),
          Text("议题已收到，社区正在研究是否列入协商", "Received; the community looks at it"),
          waits_for="lead", is_arrival=True),
    State("preparing", Text("筹备中", "Being prepared"),
          Text("已列入协商，正在筹备", "Taken up and being prepared"), waits_for="lead"),
    State("announced", Text("已公告、征求意见", "Announced, opinions are heard"),
          Text("已公告，正在征求意见", "Announced; opinions are heard"), waits_for="lead"),
    State("concluding", Text("已开会、待公布结果", "Met; the result is to be published"),
          Text("会议已召开，正在形成协商意见", "The meeting was held; the result follows"),
          waits_for="lead"),
    State("published", Text("结果已公布、待采纳", "Result published, to be adopted"),
          Text("协商结果已公布，等待采纳", "Published; whether it is adopted follows"),
          waits_for="lead"),
    State("following", Text("落实中", "Being carried out"),
          Text("已采纳，正在落实", "Adopted and being carried out"), waits_for="lead"),
    State("done", Text("已落实", "Carried out"), Text("已落实", "Carried out"), is_final=True),
    State("not_adopted", Text("未采纳", "Not adopted"),
          Text("未采纳，理由已公布", "Not adopted; the reasons are told"), is_final=True),
    State("not_taken", Text("未列入协商", "Not taken up"),
          Text("未列入协商", "Not taken up"), is_final=True),
    State("cancelled", Text("已取消", "Called off"), Text("已取消", "Called off"), is_final=True),
)  # fmt: skip

ASSEMBLY_STATES = (
    State("convened", Text("已召集、待公告", "Called, to be announced"),
          Text("正在筹备会议", "The assembly is being prepared"), waits_for="lead",
          is_arrival=True),
    State("announced", Text("已公告、待开会", "Announced"),
          Text("会议已公告", "The assembly is announced"), waits_for="lead"),
    State("adjourned", Text("人数不足、待再次召集", "Too few came: to be called again"),
          Text("到会人数不足，将再次召集", "Too few came; it will be called again"),
          waits_for="lead"),
    State("sitting", Text("开会表决中", "In session"),
          Text("正在开会表决", "In session"), waits_for="lead"),
    State("minuted", Text("已表决、待公布", "Voted, to be published"),
          Text("表决已结束，即将公布", "The votes were taken; they will be published"),
          waits_for="lead"),
    State("in_force", Text("决议已公布、执行中", "Published, being carried out"),
          Text("决议已公布，正在执行", "Published and being carried out"), waits_for="lead"),
    State("done", Text("已执行", "Carried out"), Text("已执行", "Carried out"), is_final=True),
    State("cancelled", Text("已取消", "Called off"), Text("已取消", "Called off"), is_final=True),
)  # fmt: skip


def _notice(days: int, basis: Basis, *stops_on: str) -> Term:
    """Return the days for which residents know of a meeting before it is held: a right, of which
    nobody is late."""
    return Term(
        "notice",
        Text("公告期（会前公告天数）", "Notice before the meeting"),
        days,
        "days",
        starts_on=("announce", "announce_again", "reschedule")
        if "adjourn" in stops_on
        else ("announce", "reschedule"),
        stops_on=(*stops_on, "reschedule", "cancel"),
        binds="authority",
        basis=basis,
        rolls=False,
        once=False,
        is_right=True,
    )


TASK = Term(
    "task",
    Text("完成任务", "Doing the tasks"),
    None,
    "days",
    starts_on=("give_task", "record_task"),
    stops_on=("record_task", "give_task", "finish"),
    binds="authority",
    basis=DESIGN,
    warn=3,
    once=False,
    only_if="has_next_task",
    public=Text("完成任务", "Doing what was agreed"),
)


def _owed(
    key: str, name: Text, length: int, starts_on: tuple[str, ...], stops_on: tuple[str, ...],
    *, warn: int = 2, only_if: str = "", public: Text | None = None,
) -> Term:  # fmt: skip
    """Return a term of our own design within which the unit that holds the case acts."""
    return Term(
        key, name, length, "days", starts_on, stops_on, "authority", DESIGN,
        warn=warn, once=False, only_if=only_if, public=public,
    )  # fmt: skip


DELIBERATION = Procedure(
    key="deliberation",
    name=Text("居民协商", "Deliberation"),
    first="proposed",
    states=DELIBERATION_STATES,
    transitions=DELIBERATING,
    terms=(
        _owed(
            "consider",
            Text("研究议题、答复提议人", "Looking at the topic"),
            10,
            ("open",),
            ("take_up", "decline"),
            public=Text("答复是否列入协商", "Telling you whether it is taken up"),
        ),
        _owed(
            "prepare",
            Text("筹备并发布公告", "Preparing and announcing"),
            30,
            ("take_up", "meet_again"),
            ("announce", "cancel"),
            warn=5,
            public=Text("发布协商公告", "Announcing the meeting"),
        ),
        _notice(3, DELIBERATED, "hold"),
        _owed(
            "conclude",
            Text("公布协商结果", "Publishing the result"),
            7,
            ("hold",),
            ("publish_result", "meet_again"),
            public=Text("公布协商结果", "Publishing the result"),
        ),
        _owed(
            "adopt",
            Text("决定是否采纳", "Deciding on adoption"),
            15,
            ("publish_result",),
            ("adopt", "turn_down", "meet_again"),
            public=Text("公布是否采纳", "Telling whether it is adopted"),
        ),
        TASK,
    ),
    basis=DELIBERATED,
    coordinators=("community_worker", "street_clerk"),
    is_ranged=False,
    readers=("social_work_officer",),
    events=("open",),
)

ASSEMBLY = Procedure(
    key="assembly",
    name=Text("村（居）民会议", "Assembly"),
    first="convened",
    states=ASSEMBLY_STATES,
    transitions=ASSEMBLING,
    terms=(
        _owed("convene", Text("公告召开会议", "Announcing the assembly"), 30, ("open",),
              ("announce", "cancel"), warn=5),
        _notice(10, BOTH_LAWS, "open_sitting", "adjourn"),
        _owed("call_again", Text("再次召集", "Calling it again"), 30, ("adjourn",),
              ("announce_again", "cancel"), warn=5),
        _owed("publish", Text("公布决议", "Publishing the decisions"), 3, ("close_sitting",),
              ("publish",), warn=1),
        _owed("file", Text("报送备案", "Sending for filing"), 10, ("publish",), ("file_rules",),
              only_if="has_rules"),
        _owed("note", Text("街道、乡镇备案", "The township's filing"), 15,
              ("file_rules", "answer_correction"), ("note_filing", "ask_correction")),
        _owed("correct", Text("答复纠正要求", "Answering the township"), 30, ("ask_correction",),
              ("answer_correction",), warn=5),
        TASK,
    ),
    basis=BOTH_LAWS,
    coordinators=("community_worker", "street_clerk"),
    is_ranged=False,
    readers=("social_work_officer",),
    events=("open",),
)  # fmt: skip
