"""The rules that keep conferences few and short, held against one conference. They warn; a person
decides and says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from linli.core.procedure import Basis
from linli.core.text import Text
from linli.core.thresholds import Threshold
from linli.registers.conferences.models import Conference, Decision, Paper, Speech
from linli.registers.conferences.thresholds import (
    LENGTHS,
    MEETINGS,
    ORDINARY,
    PAPERS,
    SPECIAL,
    SPEECH,
    YEARLY,
    Limits,
)

Standing = Literal["kept", "broken", "unknown"]
# How long the figures of a decision are kept as they are; of longer ones their digest.
LONGEST_ABOUT: Final = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of burden: what it is called, what it says with `{key}` for each of its numbers, and
    where it stands."""

    key: str
    name: Text
    says: Text
    basis: Basis
    numbers: tuple[Threshold, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """How a conference stands to a rule. `about` are the figures that were found, so that a
    decision on them ends when they change."""

    standing: Standing
    said: Text
    about: str = ""


@dataclass(frozen=True, slots=True)
class RuleHere:
    """A rule with the numbers that hold for a conference."""

    rule: Rule
    limits: Limits

    @property
    def says(self) -> Text:
        """Return what the rule says, with the numbers that hold."""
        return self.rule.says.format(**self.limits.said())

    @property
    def local(self) -> list[Text]:
        """Return whose the numbers are that a place has set for itself, a sentence each."""
        return self.limits.local(self.rule.numbers)


@dataclass(frozen=True, slots=True)
class Check(RuleHere):
    """A rule, what was found, and what a person decided about it."""

    finding: Finding
    decision: Decision | None = None

    @property
    def is_open(self) -> bool:
        """Return whether somebody must decide."""
        return self.finding.standing == "broken" and self.decision is None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at; read in a constant number of queries (`selectors.facts_of`)."""

    conference: Conference
    speeches: Sequence[Speech]
    papers: Sequence[Paper]
    called: int
    called_without_why: int
    leaders_called: int
    comprehensive_this_year: int
    limits: Limits


RULES: Final = {
    rule.key: rule
    for rule in (
        Rule(
            "plan",
            Text("年度计划", "Yearly plan"),
            Text("会议实行计划管理。", "Conferences are held by plan."),
            MEETINGS,
        ),
        Rule(
            "yearly",
            Text("全系统综合性会议", "Comprehensive conferences"),
            Text(
                "全系统综合性会议每年不超过{yearly}次。",
                "Comprehensive conferences of a whole line: at most {yearly} a year.",
            ),
            MEETINGS,
            (YEARLY,),
        ),
        Rule(
            "speech",
            Text("讲话时长", "Length of the main speech"),
            Text(
                "主要讲话（报告）不超过{speech}分钟。",
                "The main speech takes {speech} minutes at most.",
            ),
            MEETINGS,
            (SPEECH,),
        ),
        Rule(
            "leaders",
            Text("参会人员", "Who is called"),
            Text(
                "分管负责同志召开的会议，一般不请下级主要负责同志参加。",
                "A leader in charge of a matter doesn't usually call the main leaders below.",
            ),
            MEETINGS,
        ),
        Rule(
            "related",
            Text("参会单位", "Which units are called"),
            Text("只安排密切相关的单位参加。", "Only units that are closely concerned are called."),
            MEETINGS,
        ),
        Rule(
            "papers",
            Text("文件篇幅", "Length of documents"),
            Text(
                "一般性文件不超过{ordinary}字，专项和具体政策文件不超过{special}字。",
                "Ordinary documents have at most {ordinary} characters, those on one task or "
                "policy {special}.",
            ),
            PAPERS,
            (ORDINARY, SPECIAL),
        ),
    )
}


def checks_of(facts: Facts, decisions: Sequence[Decision]) -> list[Check]:
    """Return every rule with what was found, and the decision made on just these figures."""
    made = {(one.rule, one.about): one for one in decisions}
    found = []
    for key, rule in RULES.items():
        finding = _FINDERS[key](facts)
        found.append(Check(rule, facts.limits, finding, made.get((key, finding.about))))
    return found


def _plan(facts: Facts) -> Finding:
    line = facts.conference.planned
    if line is None:
        return Finding("broken", Text("不在年度会议计划之内。", "It is in no yearly plan."), "none")
    return Finding(
        "kept",
        Text(
            f"{line.year}年会议计划第{line.no}项：{line.title}。",
            f"Line {line.no} of the plan of {line.year}: {line.title}.",
        ),
    )


def _yearly(facts: Facts) -> Finding:
    if facts.conference.kind != "comprehensive":
        return Finding("kept", Text("不是全系统综合性会议。", "It is no comprehensive one."))
    count = facts.comprehensive_this_year
    year = facts.conference.held_date.year
    said = Text(
        f"{year}年已登记{count}次（含本次）。",
        f"{count} entered for {year}, this one included.",
    )
    most = facts.limits.of(YEARLY)
    return Finding("kept" if count <= most else "broken", said, f"{count}>{most}")


def _speech(facts: Facts) -> Finding:
    main = [one for one in facts.speeches if one.kind == "main"]
    known = [one.minutes for one in main if one.minutes is not None]
    if not main:
        return Finding("unknown", Text("未标明主要讲话。", "No speech is marked as the main one."))
    if len(known) < len(main):
        return Finding(
            "unknown", Text("未登记主要讲话的时长。", "The length of the main speech is not noted.")
        )
    longest = max(known)
    said = Text(f"主要讲话{longest}分钟。", f"The main speech took {longest} minutes.")
    most = facts.limits.of(SPEECH)
    return Finding("kept" if longest <= most else "broken", said, f"{longest}>{most}")


def _leaders(facts: Facts) -> Finding:
    if facts.conference.rank == "leader":
        return Finding(
            "kept", Text("由主要负责同志召开。", "It is held in the name of a main leader.")
        )
    count = facts.leaders_called
    if not count:
        return Finding(
            "kept", Text("未请下级主要负责同志参加。", "No main leaders below were called.")
        )
    said = Text(
        f"请了{count}个下级单位的主要负责同志参加。",
        f"The main leaders of {count} units below were called.",
    )
    return Finding("broken", said, str(count))


def _related(facts: Facts) -> Finding:
    if not facts.called:
        return Finding("unknown", Text("尚未登记参会单位。", "No units are entered yet."))
    count = facts.called_without_why
    if not count:
        return Finding(
            "kept",
            Text(
                f"{facts.called}个参会单位都说明了参会事由。",
                f"For all {facts.called} units called it is said why.",
            ),
        )
    said = Text(
        f"{facts.called}个参会单位中有{count}个没有说明参会事由。",
        f"For {count} of {facts.called} units called it isn't said why.",
    )
    return Finding("broken", said, f"{count}/{facts.called}")


def _papers(facts: Facts) -> Finding:
    if not facts.papers:
        return Finding("kept", Text("没有印发文件。", "No documents."))
    most = {kind: facts.limits.of(one) for kind, one in LENGTHS.items()}
    long = [one for one in facts.papers if one.length and one.length > most[one.kind]]
    if long:
        named = "、".join(f"《{one.title}》{one.length}字" for one in long)
        named_en = ", ".join(f"{one.title} ({one.length:,} characters)" for one in long)
        about = _short(",".join(f"{one.pk}:{one.length}>{most[one.kind]}" for one in long))
        return Finding("broken", Text(f"{named}。", f"{named_en}."), about)
    if any(one.length is None for one in facts.papers):
        return Finding(
            "unknown", Text("有文件没有登记字数。", "Some documents have no length noted.")
        )
    longest = max(one.length or 0 for one in facts.papers)
    return Finding("kept", Text(f"最长{longest}字。", f"The longest has {longest:,} characters."))


def _short(about: str) -> str:
    if len(about) <= LONGEST_ABOUT:
        return about
    return sha256(about.encode()).hexdigest()[:LONGEST_ABOUT]


_FINDERS: Final[dict[str, Callable[[Facts], Finding]]] = {
    "plan": _plan,
    "yearly": _yearly,
    "speech": _speech,
    "leaders": _leaders,
    "related": _related,
    "papers": _papers,
}
