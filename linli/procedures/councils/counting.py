"""Counts votes: numbers that can't be are refused, and what passes is reckoned from the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping

from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.procedures.councils.words import BY_BALLOT

FEWEST_TELLERS = 2
BETWEEN = re.compile(r"[、，,；;\s]+")
NOT_GIVEN = Text(
    "纸质票请填写发出票数和收回票数。", "Of ballots say how many were given out and returned."
)
OVER_ISSUED = Text(
    "发出{issued}票，不能超过到会{came}人。", "{issued} ballots were given out to {came} people."
)
OVER_RETURNED = Text(
    "收回{returned}票，多于发出的{issued}票，本次表决无效，请重新投票。",
    "{returned} ballots came back of {issued}: the vote is void, take it again.",
)
NOT_EQUAL = Text(
    "同意、反对、弃权和废票合计{votes}票，与收回{returned}票不符。",
    "All votes together are {votes}; {returned} ballots came back.",
)
OVER_CAME = Text(
    "同意、反对、弃权合计{votes}人，超过到会{came}人。",
    "{votes} voted, of {came} who came.",
)
ONE_TELLER = Text("唱票、计票、监票人应有两人以上。", "There must be two tellers at least.")


def is_passed(in_favour: int, needed: int) -> bool:
    """Return whether enough agreed."""
    return in_favour >= needed


def check_counts(counts: Mapping[str, int | None], *, method: str, came: int, tellers: str) -> None:
    """Raise Refused, at the field, for counts that can't be true of `came` people; Incomplete for
    ballots without numbers."""
    if len([name for name in BETWEEN.split(tellers.strip()) if name]) < FEWEST_TELLERS:
        raise Refused(ONE_TELLER, field="tellers", code="one_teller")
    votes = sum(counts[key] or 0 for key in ("in_favour", "against", "abstained"))
    if method == BY_BALLOT:
        _check_ballots(counts, votes + (counts["invalid"] or 0), came)
    elif votes > came:
        why = OVER_CAME.format(votes=votes, came=came)
        raise Refused(why, field="in_favour", code="over_came")


def _check_ballots(counts: Mapping[str, int | None], votes: int, came: int) -> None:
    issued, returned = counts["issued"], counts["returned"]
    if issued is None or returned is None:
        field = "issued" if issued is None else "returned"
        raise Incomplete(NOT_GIVEN, field=field)
    if issued > came:
        why = OVER_ISSUED.format(issued=issued, came=came)
        raise Refused(why, field="issued", code="over_issued")
    if returned > issued:
        why = OVER_RETURNED.format(returned=returned, issued=issued)
        raise Refused(why, field="returned", code="over_returned")
    if votes != returned:
        why = NOT_EQUAL.format(votes=votes, returned=returned)
        raise Refused(why, field="in_favour", code="not_equal")
