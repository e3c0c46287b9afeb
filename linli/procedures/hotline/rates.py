"""The hotline's figures: the three rates (三率) with their formulas, and how each case counts.

Source: Beijing regulation, Art. 32 (A), names the three rates and gives no formula; the formulas
are usual practice (C). A figure counts to the unit that held the case at that moment; where its
objection was upheld, to the unit that had sent it there wrongly.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from linli.cases.counters import GONE, Figures, Verdict, lapse_of, register
from linli.cases.models import Case, Clock, Tally
from linli.core.indicators import Indicator
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.hotline.words import DESIGN, GRADES, KINDS, article

JUDGEMENTS = ("call_back", "call_back_late", "rate", "rate_late")
LAPSES = tuple(lapse_of(grade.key) for grade in GRADES)
CONTENT = ("satisfied", "fairly")
THREE_RATES = article("第三十二条")

RECEIVED = Indicator(
    "hotline.received",
    "hotline",
    Text("受理件数", "Received"),
    "count",
    Text("受理的诉求", "requests received"),
    Text(
        "按登记日统计；直接答复、告知不派单的也在内。",
        "By the day of registration, those answered at once or told of other ways included.",
    ),
    ("open", "dispatch", "answer_at_once"),
    DESIGN,
    also=("热线受理量", "热线工单量", "诉求受理量", "接诉量"),
)
RESPONDED = Indicator(
    "hotline.responded",
    "hotline",
    Text("响应率", "Response rate"),
    "rate",
    Text("应响应件次", "responses due"),
    Text(
        "响应率＝时限内已联系来件人的件次÷应响应件次。派单后已联系、或办理时限已到的，计为应响应；"
        "退回重办、重新反映的，每轮各计一次。时限到后才登记的联系不计入分子。",
        "People contacted within the time limit, of all that were due: those contacted after "
        "dispatch and those whose time limit ran out. Each round counts. A contact put down after "
        "the limit is not in the numerator.",
    ),
    ("contact", "uphold", *LAPSES),
    THREE_RATES,
    Text("时限内已联系", "contacted in time"),
    per="round",
    also=("诉求响应率", "热线响应率"),
)
JUDGED = Text(
    "由来件人自评或热线回访取得，未表态的不计入；一件按最近一次评价计。来件人重新反映的，"
    "先前的好评移出分子，直到新的评价。",
    "Judged by the sender, or told to the hotline that called back; who did not say is left out. "
    "A case counts once, by the latest judgement. When it is opened again, an earlier good one "
    "leaves the numerator until there is a new one.",
)
RESOLVED = Indicator(
    "hotline.resolved",
    "hotline",
    Text("解决率", "Resolution rate"),
    "rate",
    Text("表明是否解决的件数", "said whether it was solved"),
    Text(
        "解决率＝来件人认为已解决的件数÷表明是否解决的件数。" + JUDGED.zh,
        "Cases that the sender calls solved, of those where the sender said. " + JUDGED.en,
    ),
    (*JUDGEMENTS, "reopen", "return_to_unit", "uphold"),
    THREE_RATES,
    Text("已解决", "solved"),
    also=("诉求解决率", "热线解决率"),
)
SATISFIED = Indicator(
    "hotline.satisfied",
    "hotline",
    Text("满意率", "Satisfaction rate"),
    "rate",
    Text("表明是否满意的件数", "said whether they were satisfied"),
    Text(
        "满意率＝（满意＋基本满意）的件数÷表明是否满意的件数。" + JUDGED.zh,
        "Satisfied or fairly satisfied, of those where the sender said. " + JUDGED.en,
    ),
    (*JUDGEMENTS, "reopen", "uphold"),
    THREE_RATES,
    Text("满意和基本满意", "satisfied or fairly so"),
    also=("诉求满意率", "诉求满意度", "热线满意率", "热线满意度"),
)
HEARD = Indicator(
    "hotline.heard",
    "hotline",
    Text("参评率", "Share heard"),
    "rate",
    Text("办结件数", "closed"),
    Text(
        "参评率＝本轮有人评价或回访表态的件数÷办结件数。参评率低时，解决率、满意率说明不了全部；"
        "重新反映的，再次办结时重新计。",
        "Closed cases whose sender said something in this round. Where few were heard, the other "
        "rates do not speak for all. A case opened again counts when it is closed again.",
    ),
    (*JUDGEMENTS, "answer_at_once", "close", "close_unrated", "reopen"),
    DESIGN,
    Text("来件人表态", "sender said"),
    also=("回访参评率",),
)

GROUNDS = (
    Choice(
        "unlawful",
        Text("诉求违反法律法规或公序良俗", "Asks for what law or good morals forbid"),
        article("第十一条第三款"),
    ),
    Choice(
        "impossible",
        Text("诉求超出法律政策，客观上无法实现", "Can't be done: no law or policy allows for it"),
        DESIGN,
    ),
    Choice(
        "untrue",
        Text("经核实，所述事实不存在", "Looked into: the facts told do not exist"),
        DESIGN,
    ),
    Choice(
        "repeated",
        Text("同一事项已办结答复，没有新情况", "The same matter was answered; nothing is new"),
        article("第十一条第三款"),
    ),
    Choice(
        "statutory",
        Text(
            "应走诉讼、仲裁、复议等法定途径，已书面告知",
            "Belongs to courts, arbitration or reconsideration; the person was told in writing",
        ),
        article("第十一条第三款"),
    ),
)


def received(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """It counts once, when it comes in; later its kind may become known."""
    return Verdict() if event == "open" else None


def responded(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """The first contact of a round, or the end of its time limit, whichever came first."""
    if event == "uphold":
        return _to_coordinator(case, was)
    if was:
        return None
    if event != "contact":
        return Verdict(is_hit=False)
    ends = Clock.objects.filter(case=case, round=case.round, term=case.lane).first()
    return Verdict(is_hit=ends is not None and at <= ends.due_at)


def resolved(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """What the sender said last; who opens it again, or is sent back to the unit, unsays it."""
    if event in ("reopen", "return_to_unit"):
        return _unsaid(was)
    if event == "uphold":
        return _to_coordinator(case, was)
    said = case.request.resolved
    return Verdict(is_hit=said == "yes") if said in ("yes", "no") else None


def satisfied(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """What the sender said last."""
    if event == "reopen":
        return _unsaid(was)
    if event == "uphold":
        return _to_coordinator(case, was)
    said = case.request.satisfied
    return Verdict(is_hit=said in CONTENT) if said in (*CONTENT, "dissatisfied") else None


def heard(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """A closed case, and whether its sender said anything in its round."""
    if event == "reopen":
        return GONE if was else None
    if case.closed_at is None:
        return None
    return Verdict(is_hit=_has_said(case), keeps=was is not None)


def kind_of(case: Case) -> str:
    """Return what the request was found to be, empty before it was looked at."""
    try:
        return str(case.request.kind)
    except ObjectDoesNotExist:
        return ""


def _has_said(case: Case) -> bool:
    request = case.request
    if case.round not in (request.rated_round, request.called_back_round):
        return False
    return request.resolved in ("yes", "no") or request.satisfied in (*CONTENT, "dissatisfied")


def _unsaid(was: Tally | None) -> Verdict | None:
    return Verdict(is_hit=False, keeps=True) if was and was.is_hit else None


def _to_coordinator(case: Case, was: Tally | None) -> Verdict | None:
    """What was counted in this round to the unit that is now found not to be the right one."""
    if was is None or was.round != case.round:
        return None
    return Verdict(is_hit=was.is_hit, unit=case.coordinator, keeps=True)


register(
    Figures(
        procedure="hotline",
        order=10,
        indicators=(RESPONDED, RESOLVED, SATISFIED, HEARD, RECEIVED),
        judges={
            RECEIVED.key: received,
            RESPONDED.key: responded,
            RESOLVED.key: resolved,
            SATISFIED.key: satisfied,
            HEARD.key: heard,
        },
        kind_of=kind_of,
        kinds=KINDS,
        grounds=GROUNDS,
        deciders=("supervisor",),
    )
)
