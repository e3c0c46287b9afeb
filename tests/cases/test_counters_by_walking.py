"""Whatever people do with cases, the counters say what a reading of the cases' own logs says."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.base.audit.log import entries
from linli.cases import exclusions
from linli.cases.engine import move
from linli.cases.folding import fold, prove
from linli.cases.models import Case, Clock, DayCounter, Delta
from linli.cases.sealing import seal
from linli.cases.steps import steps_for
from linli.cases.sweep import sweep
from linli.core.errors import Refused
from linli.core.zone import local_day
from linli.procedures.hotline.words import GRADES
from tests.requests import START, by_telephone, duty, new_request, sender

pytestmark = pytest.mark.django_db
POSTS = (
    "hotline_clerk", "supervisor", "street_clerk", "street_head", "government_handler",
    "government_head",
)  # fmt: skip
SAID = (("yes", "satisfied"), ("no", "fairly"), ("unsaid", "dissatisfied"), ("yes", "unsaid"))
TERMS = {grade.name.zh + "办理" for grade in GRADES}
# What happens next, to which case, how many hours later, and a number to choose by.
ACTS = st.tuples(
    st.sampled_from(["step"] * 12 + ["sweep", "fold", "ask", "decide", "seal"]),
    st.integers(0, 1),
    st.integers(1, 60),
    st.integers(0, 999),
)


class Undone(Exception):
    """Ends an example and takes back what it wrote."""


@settings(
    max_examples=6, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(acts=st.lists(ACTS, min_size=15, max_size=30))
def test_counters_equal_a_count_of_the_cases(cast, acts):
    with pytest.raises(Undone), transaction.atomic():
        walk(cast, acts)
        cases = list(Case.objects.all())
        assert counted() == sum((count_of(case) for case in cases), Counter())
        assert prove(at=START).is_sound
        raise Undone


def walk(cast, acts):
    """Do at random what people do with two requests, one of them by telephone."""
    item = duty(cast)
    cases = [new_request(cast), by_telephone(cast)]
    at = START
    for what, which, hours, number in acts:
        at += timedelta(hours=hours)
        case = Case.objects.get(pk=cases[which].pk)
        if what == "sweep":
            sweep(at)
        elif what == "fold":
            fold(at)
        else:
            DOING[what](cast, case, at, number, item)


def step(cast, case, at, number, item):
    """Take one of the steps that anybody can take now."""
    actors = [*(getattr(cast, who).actor() for who in POSTS), sender(case)]
    open_now = [
        (by, one.step.key)
        for by in actors
        for one in steps_for(case, by=by, at=at)
        if not one.why_not
    ]
    if open_now:
        by, key = open_now[number % len(open_now)]
        try:
            move(case, key, by=by, at=at, **values(cast, key, number, item))
        except Refused:
            # Such as an extension after the end.
            return


def values(cast, key, number, item):
    """Return what the step asks for."""
    resolved, satisfied = SAID[number % len(SAID)]
    judged = {"resolved": resolved, "satisfied": satisfied}
    to_street = {"unit": cast.street_unit, "item": item}
    kinds = ("complaint", "help")
    sent = to_street if number % 3 else {"unit": cast.government}
    return {
        "dispatch": {"kind": kinds[number % 2], "grade": "normal", **sent},
        "answer_at_once": {"answer": "请拨打供电热线。"},
        "inform": {"outcome": "repeat", "explanation": "正在办理。"},
        "object": {"ground": "not_listed", "reason": "不在清单内"},
        "uphold": {"reason": "成立"},
        "reject": {"reason": "不成立"},
        "contact": {"way": "telephone"},
        "answer": {"result": "solved", "answer": "已清运。"},
        "extend": {"units": 1, "reason": "下雨"},
        "report_up": {"higher": cast.city_government, "reason": "需协调"},
        "call_back": {"reached": "yes", **judged},
        "call_back_late": {"reached": "yes", **judged},
        "return_to_unit": {"reason": "又堆满了"},
        "rate": judged,
        "rate_late": judged,
        "reopen": {"reason": "又堆满了"},
    }.get(key, {})


def ask(cast, case, at, number, item):
    """Ask for the case to be left out, as the head of one of the units."""
    by = (cast.street_head, cast.government_head)[number % 2].actor()
    if exclusions.may_ask(case, by, at):
        exclusions.ask(case, ground="untrue", reason="经核实不存在", by=by, at=at)


def decide(cast, case, at, number, item):
    """Decide on what was asked."""
    asked = case.exclusions.filter(outcome="asked").first()
    if asked and not case.is_sealed:
        by = cast.supervisor.actor()
        exclusions.decide(asked, is_granted=number % 3 > 0, reason="已核", by=by, at=at)


def mark(cast, case, at, number, item):
    """Mark the case as an accusation, now and then."""
    if not case.is_sealed and number % 4 == 0:
        seal(case, accused_units=[cast.department], by=cast.hotline_clerk.actor(), at=at)


DOING = {"step": step, "ask": ask, "decide": decide, "seal": mark}


def counted() -> Counter:
    """Return the numbers by indicator, unit and day, of the counters and what is not folded."""
    sums = Counter()
    for table in (DayCounter, Delta):
        for row in table.objects.all():
            place = (row.indicator, row.kind, row.unit, row.day)
            for name in ("total", "hits", "left_out", "left_out_hits"):
                sums[*place, name] += getattr(row, name)
    return Counter({place: number for place, number in sums.items() if number})


def count_of(case: Case) -> Counter:
    """Return what the case counts for, read from its log line by line."""
    if case.is_sealed:
        return Counter()
    reading = Reading(case)
    for line in entries(case.chain):
        reading.read(line)
    return reading.sums()


class Reading:
    """What the lines of a case's log say so far: marks by indicator (and round) as
    [unit, day, is in the numerator, round]."""

    def __init__(self, case: Case) -> None:
        self.case, self.round, self.holder = case, 1, case.coordinator_id
        self.kind, self.is_out, self.marks, self.has_said = "", False, {}, 0

    def read(self, line) -> None:
        known = {
            "case.opened": self._opened,
            "case.lapsed": self._lapsed,
            "case.exclusion_decided": self._decided,
            "hotline.dispatch": self._sent,
            "hotline.answer_at_once": self._sent,
            "hotline.contact": self._contacted,
            "hotline.uphold": self._upheld,
            "hotline.reopen": self._again,
            "hotline.return_to_unit": self._again,
        }
        day = local_day(line.at)
        if line.kind in known:
            known[line.kind](line, day)
        elif "resolved" in line.facts:
            self._judged(line.facts, day)
        self._closed(line, day)

    def _opened(self, line, day) -> None:
        self.marks["received"] = [self.holder, day, False, 1]

    def _sent(self, line, day) -> None:
        self.kind = line.facts.get("kind", "consultation")
        self.holder = line.facts["unit"]["id"] if "unit" in line.facts else self.holder

    def _contacted(self, line, day) -> None:
        mark = [self.holder, day, line.at <= self._clock.due_at, self.round]
        self.marks.setdefault(("responded", self.round), mark)

    def _lapsed(self, line, day) -> None:
        if line.facts["term"]["zh"] in TERMS:
            mark = [self.holder, local_day(self._clock.due_at), False, self.round]
            self.marks.setdefault(("responded", self.round), mark)

    @property
    def _clock(self) -> Clock:
        return Clock.objects.get(case=self.case, round=self.round, term=self.case.lane)

    def _decided(self, line, day) -> None:
        self.is_out = self.is_out or line.facts["outcome"] == "granted"

    def _upheld(self, line, day) -> None:
        self.holder = self.case.coordinator_id
        for key, mark in self.marks.items():
            if key != "received" and mark[3] == self.round:
                mark[0] = self.holder

    def _again(self, line, day) -> None:
        self.round += 1
        is_reopened = line.kind == "hotline.reopen"
        for key in ["resolved", "satisfied"] if is_reopened else ["resolved"]:
            if key in self.marks:
                self.marks[key][2] = False
        if is_reopened:
            self.holder = self.case.coordinator_id
            self.marks.pop("heard", None)

    def _judged(self, facts, day) -> None:
        if facts["resolved"] != "unsaid":
            self.marks["resolved"] = [self.holder, day, facts["resolved"] == "yes", self.round]
        if facts["satisfied"] != "unsaid":
            is_content = facts["satisfied"] in ("satisfied", "fairly")
            self.marks["satisfied"] = [self.holder, day, is_content, self.round]
        self.has_said = self.round

    def _closed(self, line, day) -> None:
        """A case heard or not: every closing counts, and what is said after it."""
        if line.facts.get("to") != "closed":
            return
        is_heard = self.has_said == self.round
        mark = self.marks.setdefault("heard", [self.holder, day, is_heard, self.round])
        mark[2] = is_heard

    def sums(self) -> Counter:
        found = Counter()
        for key, (unit, day, is_hit, _) in self.marks.items():
            name = key if isinstance(key, str) else key[0]
            place = (f"hotline.{name}", self.kind, unit, day)
            found[*place, "total"] += 1
            found[*place, "hits"] += is_hit
            found[*place, "left_out"] += self.is_out
            found[*place, "left_out_hits"] += is_hit and self.is_out
        return Counter({place: number for place, number in found.items() if number})
