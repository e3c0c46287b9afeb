"""The figures of mediation with honest denominators, and beside them the one that is usually
published.

Figures of practice (98 % of people's mediation, against 65 % on a platform of the courts) have
different denominators: the first counts only what was concluded. Both are shown, each with its own.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist

from linli.cases.counters import Figures, Verdict, hit_after, lapse_of, once, register
from linli.cases.models import Case, Tally
from linli.core.indicators import Indicator
from linli.core.text import Text
from linli.procedures.disputes.words import CUSTOM, DESIGN, DONE, KINDS

IN_FORCE = ("take_effect", "agree_orally")

RECEIVED = Indicator(
    "dispute.received",
    "dispute",
    Text("登记件数", "Registered"),
    "count",
    Text("登记的纠纷", "disputes registered"),
    Text(
        "按登记日统计；后来未受理、一方拒绝的也在内。",
        "By the day of registration; those never accepted and those refused are included.",
    ),
    ("open",),
    DESIGN,
    also=("纠纷登记数", "矛盾纠纷登记数", "调解登记数"),
)
ACCEPTED = Indicator(
    "dispute.accepted",
    "dispute",
    Text("受理率", "Accepted"),
    "rate",
    Text("登记的纠纷", "disputes registered"),
    Text(
        "受理率＝各方同意、已受理的件数÷登记件数。一方拒绝的依法不得调解，留在分母里。",
        "Those that all agreed to and that were accepted, of all registered. What a party refused "
        "can't be mediated by law, and stays in the denominator.",
    ),
    ("open", "accept"),
    DESIGN,
    Text("已受理", "accepted"),
    also=("调解受理率", "纠纷受理率"),
)
SETTLED = Indicator(
    "dispute.settled",
    "dispute",
    Text("调解成功率（占受理）", "Settled, of those accepted"),
    "rate",
    Text("受理的纠纷", "disputes accepted"),
    Text(
        "调解成功率＝协议已生效的件数÷受理件数。调解不成、当事人中途退出、还在调解的都在分母里。",
        "Those with an agreement in force, of all accepted: failed ones, those that a party left "
        "and those still in mediation included.",
    ),
    ("accept", *IN_FORCE),
    DESIGN,
    Text("协议已生效", "agreement in force"),
    also=("调解成功率", "纠纷调解成功率", "矛盾纠纷调解成功率"),
)
CONCLUDED = Indicator(
    "dispute.concluded",
    "dispute",
    Text("通行口径的成功率（只计已办结）", "As usually published: of concluded ones only"),
    "rate",
    Text("达成协议或调解不成的纠纷", "agreements reached, and mediations that failed"),
    Text(
        "通行口径＝协议已生效的件数÷（协议生效＋调解不成）。未受理、一方拒绝、仍在调解的都不算，"
        "因此总比占受理的成功率高；仅供对照，不宜用来比较优劣。",
        "Agreements in force, of these and the mediations that failed. What was not accepted, what "
        "a party refused and what goes on is left out, so that it is higher than the share of "
        "those accepted. Shown for comparison; no measure of who works better.",
    ),
    (*IN_FORCE, "terminate"),
    CUSTOM,
    Text("协议已生效", "agreement in force"),
)
PERFORMED = Indicator(
    "dispute.performed",
    "dispute",
    Text("90日后履行率", "Performed after 90 days"),
    "rate",
    Text("生效满90日的协议", "agreements in force for 90 days"),
    Text(
        "90日后履行率＝90日回访时已全部履行的件数÷生效满90日、已回访或回访期限已过的件数。"
        "部分履行、未履行、没有回访的都在分母里。",
        "Agreements done in full when visited after 90 days, of all that were visited or should "
        "have been: in part, not at all and not looked at count as not done.",
    ),
    ("visit_90", lapse_of("visit_90")),
    DESIGN,
    Text("已全部履行", "done in full"),
    also=("调解协议履行率", "协议履行率"),
)


def concluded(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """It counts when it is concluded, one way or the other."""
    return Verdict(is_hit=event in IN_FORCE)


def performed(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """What the visit found, or a miss where the time for it passed; a late visit still says how
    it was."""
    if event != "visit_90":
        return Verdict() if was is None else None
    return Verdict(is_hit=case.dispute.visited_90 == DONE, keeps=was is not None)


def kind_of(case: Case) -> str:
    """Return the type of the dispute."""
    try:
        return str(case.dispute.kind)
    except ObjectDoesNotExist:
        return ""


register(
    Figures(
        procedure="dispute",
        indicators=(SETTLED, CONCLUDED, PERFORMED, ACCEPTED, RECEIVED),
        judges={
            RECEIVED.key: once,
            ACCEPTED.key: hit_after("open"),
            SETTLED.key: hit_after("accept"),
            CONCLUDED.key: concluded,
            PERFORMED.key: performed,
        },
        kind_of=kind_of,
        kinds=KINDS,
        # Mediation is confidential: the department reads what it came to, and no dispute.
        readers=("social_work_officer",),
    )
)
