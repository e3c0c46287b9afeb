"""Mediation itself: who mediates, sessions, helpers, danger, more time."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.disputes.steps.takers import MEDIATORS, OPEN, PARTIES
from linli.procedures.disputes.words import CHOSEN_BY, HELPERS, OPENNESS, PRESET, article

ALL_AGREED = Text("各方当事人均已同意", "All parties agreed")
IN_MEDIATION = ("mediating", "signing")

MEDIATION = (
    Transition(
        "appoint",
        Text("确定调解员", "Name the mediators"),
        ("mediating",),
        None,
        MEDIATORS,
        needs=(
            Field("mediators", Text("调解员", "Mediators"), "thing", is_public=True),
            Field("chosen_by", Text("怎样确定", "How"), "choice", choices=CHOSEN_BY,
                  is_public=True),
        ),
        basis=article("第十九条"),
        public=Text("确定了调解员；不接受的可以提出更换",
                    "Mediators were named; who does not accept them may ask for others"),
        is_told=False,
    ),
    Transition(
        "record_challenge",
        Text("登记当事人要求更换调解员", "Record that a party wants another mediator"),
        IN_MEDIATION,
        None,
        MEDIATORS,
        needs=(
            Field("party", Text("当事人", "Party"), "thing"),
            Field("mediator", Text("调解员", "Mediator"), "thing"),
            Field("reason", Text("理由（内部）", "Why (internal)"), is_required=False),
        ),
        conditions=("has_mediator",),
        basis=article("第二十三条"),
        public=Text("当事人要求更换调解员，已更换", "A party wanted another mediator; it was done"),
        is_told=False,
    ),
    Transition(
        "challenge",
        Text("要求更换调解员", "Ask for another mediator"),
        IN_MEDIATION,
        None,
        PARTIES,
        needs=(
            Field("mediator", Text("调解员", "Mediator"), "thing"),
            Field("reason", Text("原因（可不填）", "Why (you need not say)"), is_required=False,
                  help=Text("只有调解委员会能看到。", "Only the committee reads this.")),
        ),
        conditions=("is_party", "has_mediator"),
        basis=article("第二十三条"),
        public=Text("当事人要求更换调解员，已更换", "A party wanted another mediator; it was done"),
        is_told=False,
    ),
    Transition(
        "invite_helper",
        Text("邀请他人参与调解", "Invite somebody to help"),
        ("mediating",),
        None,
        MEDIATORS,
        needs=(
            Field("kind", Text("身份", "Who it is"), "choice", choices=HELPERS, is_public=True),
            Field("name", Text("姓名", "Name"), "line"),
            Field("is_agreed", ALL_AGREED, "boolean"),
        ),
        basis=article("第二十条"),
        public=Text("经各方同意，邀请他人参与调解", "With all consenting, somebody was invited"),
        is_told=False,
    ),
    Transition(
        "plan_session",
        Text("约定调解时间", "Set a session"),
        ("mediating",),
        None,
        MEDIATORS,
        needs=(
            Field("when", Text("时间", "When"), "datetime", is_public=True),
            Field("place", Text("地点", "Place"), "line", is_required=False, is_public=True),
            Field("link", Text("视频链接", "Video link"), "line", is_required=False,
                  is_public=True),
            Field("openness", Text("是否公开", "Open or closed"), "choice", choices=OPENNESS,
                  is_public=True),
        ),
        conditions=("has_mediator",),
        basis=article("第二十三条"),
        public=Text("约定了调解时间", "A session was set"),
    ),
    Transition(
        "record_session",
        Text("登记调解记录", "Record a session"),
        ("mediating",),
        None,
        MEDIATORS,
        needs=(
            Field("held_on", Text("调解日期", "Held on"), "date", is_public=True),
            Field("place", Text("地点或视频", "Place or video"), "line"),
            Field("present", Text("到场当事人", "Parties present"), "thing"),
            Field("others", Text("其他参加人", "Others present"), "line", is_required=False),
            Field("record", Text("调解记录（内部）", "Record (internal)")),
        ),
        conditions=("has_mediator",),
        basis=article("第二十七条"),
        public=Text("进行了一次调解", "A session was held"),
        is_told=False,
        dated_by="held_on",
    ),
    Transition(
        "report_police",
        Text("激化风险：已向公安机关报告", "Danger: the police were told"),
        OPEN,
        None,
        MEDIATORS,
        needs=(
            Field("organ", Text("公安机关", "Police station"), "line"),
            Field("situation", Text("情况（内部）", "Situation (internal)")),
            Field("measures", Text("采取的预防措施（内部）", "Measures taken (internal)"),
                  is_required=False),
        ),
        basis=article("第二十五条"),
        is_told=False,
    ),
    Transition(
        "extend",
        Text("延长调解期限", "Extend"),
        ("mediating",),
        None,
        MEDIATORS,
        needs=(
            Field("units", Text("延长天数", "Days more"), "number", is_public=True),
            Field("is_agreed", ALL_AGREED, "boolean"),
        ),
        basis=PRESET,
        public=Text("经各方同意，延长调解期限", "With the consent of all, there is more time"),
    ),
)  # fmt: skip
