"""The figures of both sides (双考核): how departments come, and how townships call and answer.

Beijing regulation, Art. 33 (A): both the calling township and the reporting department are
assessed; it gives no formula, so that these are our own. Each is a unit's figure, none a person's;
what a department remarks on a call is in none of them.
"""

from __future__ import annotations

from datetime import datetime

from linli.cases.counters import GONE, Figures, Verdict, lapse_of, register
from linli.cases.models import Case, Clock, Tally
from linli.core.indicators import Indicator
from linli.core.procedure import Basis, Choice
from linli.core.text import Text
from linli.procedures.whistles.words import DUAL, EXCUSED, KINDS, REPLACED, SOLVED

THERE = ("confirm", "let_stand")


def _rate(
    key: str,
    name: Text,
    denominator: Text,
    numerator: Text,
    formula: Text,
    counts_on: tuple[str, ...],
    basis: Basis = DUAL,
) -> Indicator:
    return Indicator(
        f"turnout.{key}", "turnout", name, "rate", denominator, formula, counts_on, basis, numerator
    )


def _lapses(*terms: str) -> tuple[str, ...]:
    return tuple(lapse_of(term) for term in terms)


SIGNED = _rate(
    "signed",
    Text("按时签收率（部门）", "Signed in time (departments)"),
    Text("已签收或签收时限已过的呼叫", "calls signed for, or past the time to sign"),
    Text("时限内签收", "signed in time"),
    Text(
        "按时签收率＝时限内签收的件数÷已签收或签收时限已过的件数。提出异议的不计入。",
        "Calls signed for in time, of those signed for or past the time. Refused ones are left "
        "out.",
    ),
    ("sign", *_lapses("sign")),
)
ATTENDED = _rate(
    "attended",
    Text("按时到场率（部门）", "There in time (departments)"),
    Text("已到场或到场时限已过的呼叫", "calls attended, or past the time to attend"),
    Text("时限内到场", "there in time"),
    Text(
        "按时到场率＝时限内到场的件数÷已到场或到场时限已过的件数。到场时间以街道确认的为准；街道"
        "逾期不确认的，以部门登记的为准。区县裁定不须报到、街道撤回的移出。",
        "Calls attended in time, of those attended or past the time. The time is the one that the "
        "township confirms, or the department's own where it is not confirmed in time. What the "
        "county excused and what was withdrawn is taken out.",
    ),
    (*THERE, "excuse", "replace", "withdraw",
     *_lapses("attend", "attend_joint", "attend_emergency")),
)  # fmt: skip
RESOLVED = _rate(
    "solved",
    Text("问题解决率（部门）", "Solved (departments)"),
    Text("街道已评价的报到", "turnouts assessed by the township"),
    Text("已解决", "solved"),
    Text(
        "问题解决率＝街道评价“已解决”的件数÷已评价件数。",
        "Turnouts that the township calls solved, of those it assessed.",
    ),
    ("assess",),
)
WELL_CALLED = _rate(
    "well_called",
    Text("呼叫得当率（街道）", "Rightly called (townships)"),
    Text("呼叫部门的件次", "departments called"),
    Text("未被区县裁定不须报到", "not excused by the county"),
    Text(
        "呼叫得当率＝未被区县裁定“不须报到”或“改由其他部门报到”的呼叫÷全部呼叫。部门对吹哨的意见"
        "不计入。",
        "Calls that the county did not end by excusing or replacing the department, of all calls. "
        "What departments remark is not in it.",
    ),
    ("open", "excuse", "replace"),
)
ANSWERED = _rate(
    "confirmed",
    Text("按时确认率（街道）", "Confirmed in time (townships)"),
    Text("部门登记到场的件次", "arrivals that departments noted"),
    Text("时限内确认", "confirmed in time"),
    Text(
        "按时确认率＝时限内确认或答复未到场的件数÷部门登记到场的件数；逾期未确认的不计入分子。",
        "Arrivals confirmed or denied in time, of those that departments noted.",
    ),
    ("confirm", "deny", "let_stand"),
)
ASSESSED = _rate(
    "assessed",
    Text("按时评价率（街道）", "Assessed in time (townships)"),
    Text("已评价或评价时限已过的报到", "turnouts assessed, or past the time to assess"),
    Text("时限内评价", "assessed in time"),
    Text(
        "按时评价率＝时限内评价的件数÷已评价或评价时限已过的件数。",
        "Turnouts assessed in time, of those assessed or past the time.",
    ),
    ("assess", *_lapses("assess")),
)


def signed(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """In time, or not; a late signature changes nothing."""
    return Verdict(is_hit=event == "sign" and _in_time(case, "sign")) if was is None else None


def attended(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """By the time at which they came, whenever that was recorded: a lapse that the township's
    confirmation disproves is mended."""
    if event in ("excuse", "replace", "withdraw"):
        return GONE if was else None
    is_hit = event in THERE and _in_time(case, "attend", "attend_joint", "attend_emergency")
    return Verdict(is_hit=is_hit, keeps=was is not None)


def resolved(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """As the township says."""
    return Verdict(is_hit=case.turnout.result == SOLVED)


def well_called(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """Every call counts to the township, as right unless the county ends it."""
    is_hit = case.turnout.decision not in (EXCUSED, REPLACED)
    return Verdict(is_hit=is_hit, unit=case.coordinator, keeps=was is not None)


def confirmed(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """Whether the township answered in time what the department noted."""
    clock = _clock(case, "confirm")
    if clock is None:
        return None
    # By when it was said: the step itself counts from when they came.
    is_hit = event != "let_stand" and case.moved_at <= clock.due_at
    return Verdict(is_hit=is_hit, unit=case.coordinator)


def assessed(case: Case, event: str, at: datetime, was: Tally | None) -> Verdict | None:
    """In time, or not."""
    if was is not None:
        return None
    is_hit = event == "assess" and _in_time(case, "assess")
    return Verdict(is_hit=is_hit, unit=case.coordinator)


def kind_of(case: Case) -> str:
    """Return the kind of the whistle."""
    return str(case.turnout.whistle.kind)


def _clock(case: Case, *terms: str) -> Clock | None:
    return Clock.objects.filter(case=case, term__in=terms).order_by("-started_at", "-pk").first()


def _in_time(case: Case, *terms: str) -> bool:
    clock = _clock(case, *terms)
    return clock is not None and not clock.is_late


FIGURES = register(
    Figures(
        procedure="turnout",
        indicators=(ATTENDED, SIGNED, RESOLVED, WELL_CALLED, ANSWERED, ASSESSED),
        judges={
            SIGNED.key: signed,
            ATTENDED.key: attended,
            RESOLVED.key: resolved,
            WELL_CALLED.key: well_called,
            ANSWERED.key: confirmed,
            ASSESSED.key: assessed,
        },
        kind_of=kind_of,
        kinds=tuple(Choice(one.key, one.name) for one in KINDS),
        # Both sides' figures are the county's to see.
        readers=("supervisor",),
    )
)
