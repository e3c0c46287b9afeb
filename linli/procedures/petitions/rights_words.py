"""How a petitioner's rights are put in plain words, by where the petition stands."""

from __future__ import annotations

from dataclasses import dataclass

from linli.core.procedure import Basis
from linli.core.text import Text
from linli.procedures.petitions.words import DESIGN, article


@dataclass(frozen=True)
class Awaited:
    """What the petitioner can count on, the terms that say until when, and the article."""

    name: Text
    says: Text
    terms: tuple[str, ...]
    basis: Basis


ROUTED = Awaited(
    Text("登记和分流", "To be registered and sent on"),
    Text(
        "信访部门应在期限内登记，并转给有权处理的机关、单位。",
        "In time the petition office must send it to the unit with the power to handle it.",
    ),
    ("route",),
    article("第二十二条"),
)
NOTICE = Awaited(
    Text("得到书面告知", "To be told in writing"),
    Text(
        "收到的机关、单位应在期限内书面告知您：收到了什么，走什么途径，按什么程序。",
        "In time the unit must tell you in writing what it received, which way it goes and how.",
    ),
    ("notify",),
    article("第二十三条"),
)
ANSWER = Awaited(
    Text("得到处理意见书", "To get an opinion in writing"),
    Text(
        "办理单位应听取您陈述的事实和理由，在期限内出具处理意见书并送达您。",
        "The unit must hear what you have to say and give you its opinion in writing in time.",
    ),
    ("simple", "handle"),
    article("第三十四条"),
)
ON_ITS_WAY = Awaited(
    Text("收到处理意见书", "To receive the opinion"),
    Text(
        "意见已作出，正在送达。不服的，自您收到之日起30日内可以请求复查。",
        "It is made and on its way. You have 30 days from its receipt to ask for review.",
    ),
    (),
    article("第三十五条"),
)
REVIEWED = Awaited(
    Text("得到书面复查意见", "To get the review opinion in writing"),
    Text(
        "复查机关应自收到请求之日起30日内作出复查意见，并书面答复您。",
        "The reviewing body must decide within 30 days of your request and answer in writing.",
    ),
    ("review",),
    article("第三十五条"),
)
REVIEW_ON_ITS_WAY = Awaited(
    Text("收到复查意见书", "To receive the review opinion"),
    Text(
        "复查意见已作出，正在送达。不服的，自您收到之日起30日内可以请求复核。",
        "It is made and on its way. You have 30 days from its receipt to ask for re-examination.",
    ),
    (),
    article("第三十六条"),
)
RECHECKED = Awaited(
    Text("得到书面复核意见", "To get the re-examination opinion in writing"),
    Text(
        "复核机关应自收到请求之日起30日内作出复核意见，并书面答复您；听证时间不计入。",
        "The body must decide within 30 days of your request, the time of a hearing not counted.",
    ),
    ("recheck",),
    article("第三十六条"),
)
RECHECK_ON_ITS_WAY = Awaited(
    Text("收到复核意见书", "To receive the re-examination opinion"),
    Text("复核意见已作出，正在送达您。", "It is made and on its way to you."),
    (),
    article("第三十六条"),
)
REPLY = Awaited(
    Text("得到回复", "To get a reply"),
    Text(
        "单位研究论证后应当回复您；采纳或部分采纳的，会写明。",
        "The unit studies it and replies, saying whether it takes it up. The rules set no time.",
    ),
    (),
    article("第二十九条"),
)
ITS_WAY = Awaited(
    Text("走法定途径", "To use the statutory way"),
    Text(
        "这类事项须通过告知您的法定途径处理，并适用那里的期限，请不要错过。",
        "Such a matter goes the way that you were told; its own time limits apply, so don't miss "
        "them.",
    ),
    (),
    article("第三十一条"),
)
KEPT = Awaited(
    Text("协议得到履行", "To have the agreement kept"),
    Text("双方应按协议履行。没有履行的，请告诉我们。", "Both sides keep it. Tell us if not."),
    (),
    article("第三十三条"),
)
AWAITED: dict[str, Awaited] = {
    "registered": ROUTED, "awaiting_instruction": ROUTED, "instructed": ROUTED,
    "to_reroute": ROUTED, "determining": NOTICE, "objected": NOTICE, "referred": NOTICE,
    "received": NOTICE, "handling": ANSWER, "opinion_submitted": ANSWER,
    "opinion_issued": ON_ITS_WAY, "review_requested": REVIEWED, "in_review": REVIEWED,
    "review_issued": REVIEW_ON_ITS_WAY, "recheck_requested": RECHECKED, "in_recheck": RECHECKED,
    "in_hearing": RECHECKED, "recheck_issued": RECHECK_ON_ITS_WAY, "studying": REPLY,
    "guided": ITS_WAY, "with_justice": ITS_WAY, "settled": KEPT,
}  # fmt: skip

YOURS = Text(
    "现在轮到您决定；您不提出请求，期满即结案。",
    "It is for you to decide now; if you ask for nothing it is closed when the time is over.",
)
UNIDENTIFIED = (
    Text("补充姓名和住址", "To add your name and address"),
    Text(
        "姓名（名称）、住址不清的，无法书面告知您，也无法出具意见书。请补充。",
        "Without your name and address nothing can be sent to you in writing. Please add them.",
    ),
)
REVIEW = (
    Text("请求复查", "To ask for review"),
    Text(
        "不服处理意见的，可以在期限内请求上一级机关、单位复查。以提交或寄出之日为准。",
        "If you don't accept the opinion, ask the body above to review it. What counts is the day "
        "on which you submit or post it.",
    ),
)
RECHECK = (
    Text("请求复核", "To ask for re-examination"),
    Text(
        "不服复查意见的，可以在期限内请求复查机关的上一级复核。复核之后程序终结。",
        "If you don't accept the review opinion, ask the body above for re-examination. After it "
        "the matter is ended.",
    ),
)
RENEW = (
    Text("提出新的事实和理由", "To state new facts and reasons"),
    Text(
        "有以前没有提出过的事实、证据或者依据的，可以在这里提出，由信访部门审核。",
        "If there are facts, evidence or a basis in law not stated before, state them here; the "
        "petition office looks at them.",
    ),
)
RENEWAL_LOOKED_AT = Text(
    "您提出的新事实和理由正在审核，结果会在这里告知。",
    "The new facts that you stated are being looked at; the result is told here.",
)
UNKNOWN_BODY = Text(
    "作出意见的机关、单位的上一级（由信访部门确定）",
    "The body above the one that decided; the petition office names it",
)
BRING_REVIEW = (
    Text("写明请求什么、为什么", "What you ask for, and why"),
    Text("处理意见书（复印件）", "The opinion, or a copy"),
    Text("能支持您的材料（如有）", "What supports you, if there is anything"),
)
BRING_RECHECK = (
    Text("写明请求什么、为什么", "What you ask for, and why"),
    Text("处理意见书、复查意见书（复印件）", "The opinion and the review opinion, or copies"),
    Text("能支持您的材料（如有）", "What supports you, if there is anything"),
)
BRING_NEW_FACTS = (
    Text("以前没有提出过的事实或理由", "Facts or reasons not stated before"),
    Text("新的证据", "New evidence"),
    Text("新的法律、政策依据", "A new basis in law or policy"),
)
OPENS_AGAIN = {
    "terminated": Text(
        "同一事实和理由不再受理。只有以前没有提出过的事实、证据或者新的依据，才能重新登记。",
        "The same facts and reasons are not accepted again. Only facts, evidence or a basis in law "
        "not stated before open it again.",
    ),
    "closed": Text(
        "有新的事实和理由的，可以重新登记。",
        "New facts and reasons open it again.",
    ),
    "declined": Text(
        "同一事项正在办理或已终结的，不重复受理；有新的事实和理由的，可以重新登记。",
        "What is in hand or ended is not taken twice; new facts and reasons open it again.",
    ),
    "withdrawn": Text(
        "您已撤回；有新的事实和理由的，可以重新登记。",
        "You withdrew it; new facts and reasons open it again.",
    ),
}
# Steps of the petitioner's own beside the next right, each with what it is for.
OTHER: dict[str, tuple[Text, Basis]] = {
    "ask_recusal": (
        Text(
            "经办人与此事有利害关系的，您可以申请其回避。",
            "If somebody who handles it has an interest in it, you can ask that they step back.",
        ),
        article("第二十八条第三款"),
    ),
    "rate_office": (
        Text("评价信访部门的工作。", "Say how the petition office did its part."),
        article("第二十一条"),
    ),
    "rate_unit": (
        Text("评价责任单位的办理。", "Say how the unit handled it."),
        article("第二十一条"),
    ),
    "withdraw": (Text("不想继续的，可以撤回。", "You may withdraw it."), DESIGN),
}
