"""Figures of petitions beside the annual report: notified and handled in time, and how petitioners
judged the office and the unit, each apart.

Sources: petition regulations (2022), Art. 23 and 34 (A), name the terms; the measures on rating
satisfaction (2022, B) that office and unit are rated apart. The formulas are usual practice. No
accusation counts for anything.
"""

from __future__ import annotations

from datetime import datetime

from linli.base.accounts.models import Unit
from linli.cases.counters import Figures, Judge, Verdict, lapse_of, register
from linli.cases.models import Case, Clock, Tally
from linli.core.indicators import Indicator
from linli.core.procedure import Basis
from linli.core.text import Text
from linli.procedures.petitions.targets import OFFICE
from linli.procedures.petitions.words import ACCUSATION, LANES, article

RATING = Basis(
    Text(
        "信访事项办理群众满意度评价工作办法（试行）（2022）",
        "Provisional Measures on Rating How Petitions Are Handled (2022)",
    ),
    "",
    "B",
)
CONTENT = ("satisfied", "fairly")
NOTIFYING = ("notify", "accept", "accept_simply", "guide", "study", "decline")
ENDING = ("sign_opinion", "settle")

NOTIFIED = Indicator(
    "petition.notified",
    "petition",
    Text("及时告知率", "Notified in time"),
    "rate",
    Text("应告知件数", "notices due"),
    Text(
        "及时告知率＝15日内书面告知（含受理告知）的件数÷应告知件数。已告知、或期限已到的，计为应告知；"
        "名称、住址不清而无法告知的不计。",
        "Petitioners told in writing within 15 days, of all that were due: those told and those "
        "whose term ran out. Where name or address is not clear nothing is due.",
    ),
    (*NOTIFYING, lapse_of("notify")),
    article("第二十三条"),
    Text("期限内已告知", "told in time"),
    per="round",
    also=("信访事项及时告知率", "信访按期告知率"),
)
HANDLED = Indicator(
    "petition.handled",
    "petition",
    Text("按期办结率", "Handled in time"),
    "rate",
    Text("应办结件数", "handling due"),
    Text(
        "按期办结率＝期限内（含依规延期）作出处理意见或达成协议的件数÷应办结件数。"
        "已办结、或期限已到的，计为应办结。",
        "Opinions signed or agreements reached within the term, extensions included, of all that "
        "were due: those done and those whose term ran out.",
    ),
    (*ENDING, lapse_of("handle")),
    article("第三十四条"),
    Text("期限内已办结", "done in time"),
    per="round",
    also=("信访事项按期办结率", "信访事项按期办理率"),
)
JUDGED = Text(
    "由信访人评价；未评价的不计入；以最近一次评价计。",
    "Judged by petitioners; who did not say is left out; the last judgement counts.",
)
OF_OFFICE = Indicator(
    "petition.office",
    "petition",
    Text("对信访部门满意率", "Satisfied with the office"),
    "rate",
    Text("作出评价的件数", "rated"),
    Text(
        "满意率＝（满意＋基本满意）的件数÷作出评价的件数。" + JUDGED.zh,
        "Satisfied or fairly satisfied, of those rated. " + JUDGED.en,
    ),
    ("rate_office",),
    RATING,
    Text("满意和基本满意", "satisfied or fairly so"),
    also=("信访部门满意率", "信访部门满意度"),
)
OF_UNIT = Indicator(
    "petition.unit",
    "petition",
    Text("对责任单位满意率", "Satisfied with the unit"),
    "rate",
    Text("作出评价的件数", "rated"),
    OF_OFFICE.formula,
    ("rate_unit",),
    RATING,
    Text("满意和基本满意", "satisfied or fairly so"),
    also=("责任单位满意率", "责任单位满意度"),
)


def in_time(term: str) -> Judge:
    """Return the judge of an indicator that asks whether `term` was kept: the first end of a
    round counts, to the unit whose move it was."""

    def judge(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
        if was or case.lane == ACCUSATION:
            return None
        if event == lapse_of(term):
            return Verdict(is_hit=False)
        ended = Clock.objects.filter(case=case, round=case.round, term=term, stopped_at=at).first()
        return Verdict(is_hit=not ended.is_late) if ended else None

    return judge


def of_office(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """What the petitioner thinks of the office that ran the petition."""
    return _judged(case, case.petition.office_satisfied, case.coordinator)


def of_unit(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """What the petitioner thinks of the unit that first handled it (谁初次办理、谁接受评价)."""
    holder = case.unit if case.unit.kind != OFFICE else None
    return _judged(case, case.petition.unit_satisfied, case.petition.accepted_by or holder)


def _judged(case: Case, said: str, unit: Unit | None) -> Verdict | None:
    if not said or unit is None or case.lane == ACCUSATION:
        return None
    return Verdict(is_hit=said in CONTENT, unit=unit)


register(
    Figures(
        procedure="petition",
        order=20,
        indicators=(NOTIFIED, HANDLED, OF_OFFICE, OF_UNIT),
        judges={
            NOTIFIED.key: in_time("notify"),
            HANDLED.key: in_time("handle"),
            OF_OFFICE.key: of_office,
            OF_UNIT.key: of_unit,
        },
        kind_of=lambda case: case.lane,
        kinds=tuple(lane for lane in LANES if lane.key != ACCUSATION),
    )
)
