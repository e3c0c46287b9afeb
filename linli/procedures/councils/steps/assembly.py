"""The steps of an assembly: called, quorate or not, voted, published, filed."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.councils.steps.takers import (
    CHAIR,
    FILES,
    HELD_ON,
    HOLDERS,
    PLACE,
    TOWNSHIP,
    WHEN,
    give_task,
    invite,
    record_task,
)
from linli.procedures.councils.words import BOTH_LAWS, CUSTOM, DESIGN, METHODS, MOTIONS

PUBLISHED = Text("村（居）民会看到这段话。", "Residents will read this.")
REASON = Field("reason", Text("理由", "Why"), is_public=True, help=PUBLISHED)
NOTICE = Field("notice", Text("公告内容", "Notice"), is_public=True, help=PUBLISHED)
ATTENDED = Field(
    "attended",
    Text("实到人数", "How many came"),
    "number",
    is_public=True,
    help=Text("按签到核对，含依法代表户的人。", "As the sheets say."),
)


def votes(key: str, zh: str, en: str, *, is_required: bool = True) -> Field:
    """Return a field for a number of votes."""
    return Field(key, Text(zh, en), "number", is_required=is_required, is_public=True)


CALLING = (
    Transition(
        "set_motion",
        Text("列入表决事项", "Put a motion on the agenda"),
        ("convened",),
        None,
        HOLDERS,
        needs=(
            Field("kind", Text("类别", "Kind"), "choice", choices=MOTIONS, is_public=True),
            Field("title", Text("表决事项", "Motion"), "line", is_public=True),
            Field("wording", Text("草案全文", "Its text in full"), is_public=True,
                  help=PUBLISHED),
        ),
        basis=BOTH_LAWS,
        public=Text("列入一项表决事项", "A motion was put on the agenda"),
        is_told=False,
    ),
    Transition(
        "announce",
        Text("公告召开会议", "Announce the assembly"),
        ("convened",),
        "announced",
        HOLDERS,
        needs=(NOTICE, WHEN, PLACE),
        conditions=("has_motion",),
        basis=BOTH_LAWS,
        public=Text("会议公告已发布", "The assembly was announced"),
    ),
    Transition(
        "reschedule",
        Text("会议改期", "Set another time"),
        ("announced",),
        None,
        HOLDERS,
        needs=(WHEN, PLACE, REASON),
        basis=CUSTOM,
        public=Text("会议改期", "The assembly was moved"),
    ),
    Transition(
        "open_sitting",
        Text("到会人数达到要求，开会", "Enough have come: open it"),
        ("announced",),
        "sitting",
        HOLDERS,
        needs=(HELD_ON, ATTENDED, CHAIR, FILES),
        basis=BOTH_LAWS,
        public=Text("会议召开，到会人数达到要求", "The assembly met with a quorum"),
        is_told=False,
        dated_by="held_on",
    ),
    Transition(
        "adjourn",
        Text("到会人数不足，未能举行", "Too few have come: it can't be held"),
        ("announced",),
        "adjourned",
        HOLDERS,
        needs=(HELD_ON, ATTENDED, CHAIR, FILES),
        basis=BOTH_LAWS,
        public=Text("到会人数不足，会议未能举行，将再次召集",
                    "Too few came; the assembly was not held and will be called again"),
        dated_by="held_on",
    ),
    Transition(
        "announce_again",
        Text("公告再次召开会议", "Announce another meeting"),
        ("adjourned",),
        "announced",
        HOLDERS,
        needs=(NOTICE, WHEN, PLACE),
        basis=BOTH_LAWS,
        public=Text("再次召开会议的公告已发布", "Another meeting was announced"),
    ),
    Transition(
        "cancel",
        Text("取消召集", "Call it off"),
        ("convened", "announced", "adjourned"),
        "cancelled",
        HOLDERS,
        needs=(REASON,),
        basis=DESIGN,
        public=Text("会议已取消", "The assembly was called off"),
    ),
)  # fmt: skip

VOTING = (
    Transition(
        "vote",
        Text("登记表决结果", "Record a vote"),
        ("sitting",),
        None,
        HOLDERS,
        needs=(
            Field("motion", Text("表决事项", "Motion"), "thing", is_public=True),
            Field("method", Text("表决方式", "How they voted"), "choice", choices=METHODS,
                  is_public=True),
            votes("in_favour", "同意", "In favour"),
            votes("against", "反对", "Against"),
            votes("abstained", "弃权", "Abstained"),
            votes("invalid", "废票（纸质票）", "Invalid (ballots)", is_required=False),
            votes("issued", "发出票数（纸质票）", "Ballots given out", is_required=False),
            votes("returned", "收回票数（纸质票）", "Ballots returned", is_required=False),
            Field("tellers", Text("唱票、计票、监票人", "Tellers"), "line",
                  help=Text("两人以上。", "Two at least.")),
        ),
        conditions=("has_open_motion",),
        basis=BOTH_LAWS,
        public=Text("登记了一项表决结果", "A vote was recorded"),
        is_told=False,
    ),
    Transition(
        "close_sitting",
        Text("会议结束，登记会议记录", "Close it, with the minutes"),
        ("sitting",),
        "minuted",
        HOLDERS,
        needs=(Field("minutes", Text("会议记录（内部）", "Minutes (internal)")), FILES),
        conditions=("all_voted",),
        basis=BOTH_LAWS,
        public=Text("会议结束", "The assembly closed"),
        is_told=False,
    ),
    Transition(
        "publish",
        Text("公布决议", "Publish what was decided"),
        ("minuted",),
        "in_force",
        HOLDERS,
        needs=(
            Field("decision", Text("决议公告", "The announcement"), is_public=True,
                  help=PUBLISHED),
        ),
        basis=BOTH_LAWS,
        public=Text("会议决议已公布", "The decisions were published"),
    ),
)  # fmt: skip

CARRYING_OUT = (
    Transition(
        "file_rules",
        Text("报街道、乡镇备案", "Send it to the township for filing"),
        ("in_force",),
        None,
        HOLDERS,
        conditions=("rules_to_send",),
        basis=BOTH_LAWS,
        public=Text("村规民约、居民公约已报备案", "The convention was sent for filing"),
        is_told=False,
    ),
    Transition(
        "note_filing",
        Text("备案登记", "Note the filing"),
        ("in_force",),
        None,
        TOWNSHIP,
        conditions=("filing_waits",),
        basis=BOTH_LAWS,
        public=Text("街道、乡镇已备案", "The township noted the filing"),
        is_told=False,
    ),
    Transition(
        "ask_correction",
        Text("与法律抵触，要求纠正", "It contradicts the law: ask for a correction"),
        ("in_force",),
        None,
        TOWNSHIP,
        needs=(
            Field("law", Text("与哪部法律、哪一条抵触", "Which law and article"), "line",
                  is_public=True),
            Field(
                "contradicts",
                Text("哪些内容抵触，理由", "What contradicts it, and why"),
                is_public=True,
                help=Text(
                    "街道、乡镇不改写文本，由村（居）民会议修订。",
                    "The township rewrites nothing; the assembly itself amends it.",
                ),
            ),
        ),
        conditions=("filing_waits",),
        basis=BOTH_LAWS,
        public=Text("街道、乡镇要求纠正，理由已公布", "The township asks for a correction"),
        is_told=False,
    ),
    Transition(
        "answer_correction",
        Text("答复纠正要求", "Answer the township"),
        ("in_force",),
        None,
        HOLDERS,
        needs=(
            Field(
                "answer",
                Text("怎样纠正，或者为什么不抵触", "How it is corrected, or why it does not"),
                is_public=True,
            ),
        ),
        conditions=("correction_is_asked",),
        basis=DESIGN,
        public=Text("已答复纠正要求", "The township was answered"),
        is_told=False,
    ),
    invite("convened", "announced", "in_force"),
    give_task("in_force"),
    record_task("in_force"),
    Transition(
        "finish",
        Text("执行完毕，公布执行情况", "All is done: publish what came of it"),
        ("in_force",),
        "done",
        HOLDERS,
        needs=(Field("report", Text("执行情况", "What came of it"), is_public=True,
                     help=PUBLISHED),),
        conditions=("tasks_are_told", "rules_are_filed"),
        basis=CUSTOM,
        public=Text("决议已执行", "The decisions were carried out"),
    ),
)  # fmt: skip

ASSEMBLING = (*CALLING, *VOTING, *CARRYING_OUT)
