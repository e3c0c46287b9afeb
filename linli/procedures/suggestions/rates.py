"""The figures of suggestions with honest denominators: adoption over all that came in stands beside
adoption over what was studied.

Published rates count what was selected and studied alone (98 % of 171 in one city, where 27,000
came in). Both are shown, each with its own denominator.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from linli.cases.counters import Figures, Verdict, hit_after, once, register
from linli.cases.models import Case, Tally
from linli.core.indicators import Indicator
from linli.core.text import Text
from linli.procedures.suggestions.words import DESIGN, EXTENTS, FIELDS, TRIAL

ADOPTED = frozenset(one.key for one in EXTENTS)
ANSWERS = ("answer", "explain", "share_answer", "answer_known")

RECEIVED = Indicator(
    "suggestion.received",
    "suggestion",
    Text("收到件数", "Received"),
    "count",
    Text("收到的建议", "suggestions received"),
    Text(
        "按收到日统计；合并、转办、不作为建议办理的都在内。",
        "By the day on which they came; those joined, passed on and those that were no "
        "suggestions are included.",
    ),
    ("open",),
    DESIGN,
    also=("人民建议收到数", "收到的人民建议数", "征集建议数", "建议征集数"),
)
OF_RECEIVED = Indicator(
    "suggestion.adopted_of_received",
    "suggestion",
    Text("采纳率（占收到）", "Adopted, of all received"),
    "rate",
    Text("收到的建议", "suggestions received"),
    Text(
        "采纳率（占收到）＝采纳和部分采纳的件数÷收到的件数。合并的随主件计；转办的、不作为建议"
        "办理的、还没有结果的都在分母里。",
        "Adopted as a whole or in part, of all received. Joined ones go with the equal one; those "
        "passed on, those that were no suggestions and those without a result yet are in the "
        "denominator.",
    ),
    ("open", "adopt", "decline", "reconsider", "share_answer"),
    DESIGN,
    Text("采纳和部分采纳", "adopted"),
    also=("人民建议采纳率", "建议采纳率"),
)
OF_STUDIED = Indicator(
    "suggestion.adopted_of_studied",
    "suggestion",
    Text("采纳率（占研究）", "Adopted, of those studied"),
    "rate",
    Text("研究有结论的建议", "suggestions studied to a result"),
    Text(
        "采纳率（占研究）＝采纳和部分采纳的件数÷研究有结论的件数。没有研究的、合并的不算，"
        "因此总比占收到的采纳率高；通行的公布口径与此相近，请两个一起看。",
        "Adopted as a whole or in part, of those studied to a result. What was not studied and "
        "what was joined is left out, so that it is always higher than the share of all received. "
        "Published rates are much like it: read the two together.",
    ),
    ("adopt", "decline", "reconsider"),
    TRIAL,
    Text("采纳和部分采纳", "adopted"),
)
ANSWERED = Indicator(
    "suggestion.answered",
    "suggestion",
    Text("答复率", "Answered"),
    "rate",
    Text("收到的建议", "suggestions received"),
    Text(
        "答复率＝已答复的件数÷收到的件数。已转办、已告知的不算答复，还在研究的也在分母里。",
        "Answered, of all received. Those passed on or explained don't count as answered; those "
        "being studied are in the denominator.",
    ),
    ("open", *ANSWERS),
    DESIGN,
    Text("已答复", "answered"),
    also=("人民建议答复率", "建议答复率", "建议回复率"),
)
REALISED = Indicator(
    "suggestion.realised",
    "suggestion",
    Text("转化完成率", "Carried out, of those adopted"),
    "rate",
    Text("已答复采纳的建议", "suggestions answered as adopted"),
    Text(
        "转化完成率＝已转化完成的件数÷答复为采纳的件数。正在转化的、未能转化的都在分母里。",
        "Carried out, of those answered as adopted: those being carried out and those that could "
        "not be are in the denominator.",
    ),
    ("answer", "complete"),
    DESIGN,
    Text("已转化", "carried out"),
    also=("人民建议转化率", "建议转化率"),
)


def of_received(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """It counts when it comes in, and as a hit while it stands adopted."""
    if event == "open":
        return Verdict()
    return Verdict(is_hit=case.suggestion.verdict in ADOPTED, keeps=was is not None)


def of_studied(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """It counts when the study has a result; one that is withdrawn counts as not adopted until
    the next result."""
    return Verdict(is_hit=event == "adopt", keeps=was is not None)


def kind_of(case: Case) -> str:
    """Return the field of the suggestion."""
    try:
        return str(case.suggestion.field)
    except ObjectDoesNotExist:
        return ""


register(
    Figures(
        procedure="suggestion",
        indicators=(OF_RECEIVED, OF_STUDIED, REALISED, ANSWERED, RECEIVED),
        judges={
            OF_RECEIVED.key: of_received,
            OF_STUDIED.key: of_studied,
            REALISED.key: hit_after("answer"),
            ANSWERED.key: hit_after("open"),
            RECEIVED.key: once,
        },
        kind_of=kind_of,
        kinds=FIELDS,
        readers=("social_work_officer",),
    )
)
