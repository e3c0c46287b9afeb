"""The steps of the demo's stories of petitions: who takes each, with what values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from linli.base.accounts.models import Post, Unit
from linli.base.notices.desk import mark_seen
from linli.cases import sealing
from linli.cases.assignment import assign
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import local_day
from linli.procedures.petitions.selectors import other_undelivered

HANDLERS = ("street_clerk", "department_handler", "petition_officer", "unit_head")
WAY = (
    "您反映的事项由我单位办理，自受理之日起60日内书面答复。对处理意见不服的，"
    "可以自收到之日起30日内请求复查。"
)
Values = Callable[["Tale", date], dict[str, Any]]


@dataclass(frozen=True)
class People:
    """The demo's posts by unit and role, and its units by code."""

    posts: Mapping[tuple[str, str], list[Post]]
    units: Mapping[str, Unit]

    @classmethod
    def of_demo(cls, *, day: date) -> People:
        """Return what the demo has loaded. Two queries."""
        posts: dict[tuple[str, str], list[Post]] = {}
        found = Post.objects.on(day).select_related("unit__region", "person", "deputy")
        for post in found.order_by("pk"):
            posts.setdefault((post.unit.code, post.role), []).append(post)
        related = ("region", "parent__region", "superior__region", "successor")
        return cls(posts, {unit.code: unit for unit in Unit.objects.select_related(*related)})

    def at(self, unit: Unit, *roles: str) -> Post:
        """Return the first post of `unit` in the first of `roles` that it has."""
        return next(
            self.posts[unit.code, role][0] for role in roles if (unit.code, role) in self.posts
        )


@dataclass
class Tale:
    """A petition and what is told of it; `tales` are all of them, by title."""

    row: Mapping[str, Any]
    case: Case
    people: People
    tales: Mapping[str, Tale]

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`."""
        self.case = Case.objects.select_related("unit", "coordinator", "message").get(
            pk=self.case.pk
        )
        self.case.petition.refresh_from_db()
        OTHERS.get(step, Tale.move_on)(self, step, at)

    def move_on(self, step: str, at: datetime) -> None:
        """Take the transition that the story calls `step`, as whoever's it is."""
        told = STEPS[step]
        by = self._taker(told.who)
        if isinstance(by, Post):
            mark_seen(by, about=self.case.chain, at=at)
            by = by.actor()
        move(self.case, told.key, by=by, at=at, **told.values(self, local_day(at)))

    def unit(self, key: str) -> Unit:
        """Return the unit whose code the story has under `key`."""
        return self.people.units[self.row[key]]

    def units(self, key: str) -> list[Unit]:
        """Return the units whose codes the story has under `key`."""
        return [self.people.units[code] for code in self.row.get(key, ())]

    def said(self, key: str) -> str:
        """Return a text of the story, empty where it tells none."""
        return str(self.row.get(key, ""))

    @property
    def officer(self) -> Post:
        """Return who runs the petition for its office."""
        return self.people.at(self.case.coordinator, "petition_officer")

    def _taker(self, who: str) -> Post | Actor:
        if who == "sender":
            return Actor.receipt(self.case.message.receipt)
        if who == "office":
            return self.officer
        if who == "conference":
            return self.people.at(self.unit("conference"), "petition_officer")
        # Heads alone see an accusation without standing on its list.
        roles = ("unit_head",) if who == "head" or self.case.is_sealed else HANDLERS
        return self.people.at(self.case.unit, *roles)


@dataclass(frozen=True)
class Told:
    """A step of a story: the transition, who takes it, and its values."""

    key: str
    who: str = "handler"
    values: Values = lambda tale, day: {}


def _said(**names: str) -> Values:
    """Return values that are texts of the story, by these names."""
    return lambda tale, day: {field: tale.said(name) for field, name in names.items()}


def _sent(tale: Tale, day: date) -> dict[str, Any]:
    return {
        "unit": tale.unit("unit"),
        "others": tale.units("others"),
        "field": tale.said("field"),
        "instruction": tale.said("instruction"),
    }


def _commissioned(tale: Tale, day: date) -> dict[str, Any]:
    return {**_sent(tale, day), "report_date": day + timedelta(days=tale.row["report_days"])}


def _way(tale: Tale, day: date) -> dict[str, Any]:
    return {"way": tale.said("way") or WAY, "on_spot": bool(tale.row.get("on_spot"))}


def _proof(tale: Tale, day: date) -> dict[str, Any]:
    method = tale.said("method") or "in_person"
    proof = "本人签收" if method == "in_person" else "挂号邮件，本人签收"
    outside = "演示数据：纸质文书，未在系统内签发"
    return {"method": method, "delivered_on": day, "proof": proof, "outside": outside}


def _waiting(tale: Tale, day: date) -> dict[str, Any]:
    return {"document": other_undelivered(tale.case).first(), **_proof(tale, day)}


def _opinion(tale: Tale, day: date) -> dict[str, Any]:
    row = tale.row
    return {
        "claim": row["request"],
        "facts": f"经调查核实：{row['facts']}",
        "outcome": row["outcome"],
        "opinion": row["opinion"],
        "legal_basis": row["basis"],
    }


def _judged(level: str) -> Values:
    def judged(tale: Tale, day: date) -> dict[str, Any]:
        return {
            "outcome": tale.said(f"{level}_outcome") or "upheld",
            "facts": "经审查原处理意见、听取双方陈述并核对材料，认定的事实清楚。",
            "opinion": tale.said(f"{level}_opinion"),
            "legal_basis": tale.said("basis"),
        }

    return judged


def _to(place: str, **texts: str) -> Values:
    return lambda tale, day: {"unit": tale.unit(place), **_said(**texts)(tale, day)}


def _rated(key: str) -> Values:
    return lambda tale, day: {"satisfied": tale.said(key), "remark": tale.said("remark")}


def _closing(tale: Tale, day: date) -> dict[str, Any]:
    return dict.fromkeys(tale.row.get("closing", ()), True)


def _until(key: str, days: str, **texts: str) -> Values:
    return lambda tale, day: {
        key: day + timedelta(days=tale.row[days]),
        **_said(**texts)(tale, day),
    }


def _accuse(tale: Tale, step: str, at: datetime) -> None:
    """The officer names the units among those whom the sender accused."""
    for unit in tale.units("accused_units"):
        sealing.accuse(tale.case, unit=unit, by=tale.officer.actor(), at=at)


def _assign(tale: Tale, step: str, at: datetime) -> None:
    handler = tale.people.at(tale.case.unit, *HANDLERS)
    assign(tale.case, post=handler, by=handler.actor(), at=at)


OTHERS: dict[str, Callable[[Tale, str, datetime], None]] = {"accuse": _accuse, "assign": _assign}
STEPS = {
    "transfer": Told("transfer", "office", _sent),
    "commission": Told("commission", "office", _commissioned),
    "ask_instruction": Told("ask_instruction", "office", _to("to", advice="advice")),
    "instruct": Told("instruct", "head", _said(instruction="instruction_text")),
    "to_justice": Told("to_justice", "office", _to("to", explanation="explanation")),
    "to_discipline": Told("to_discipline", "office", _to("to", instruction="instruction")),
    "decline_known": Told(
        "decline_known", "office",
        lambda tale, day: {"earlier": tale.tales[tale.row["earlier"]].case.reference},
    ),
    "hand_down": Told("hand_down", "handler", _to("second", field="field")),
    "agree_return": Told("agree_return", "office", _said(reason="agree_reason")),
    "refuse_return": Told("refuse_return", "office", _said(reason="refuse_reason")),
    "determine": Told("determine", "head", _to("decided", reason="determine_reason")),
    "notify": Told("notify", "handler", _way),
    "accept": Told("accept", "handler", _way),
    "accept_simply": Told("accept_simply", "handler", _way),
    "guide": Told("guide", "handler", lambda tale, day: {
        "course": tale.row["course"], **_way(tale, day),
    }),
    "study": Told("study", "handler", lambda tale, day: {
        "way": "您的建议已由我单位研究论证，结果会回复您。",
    }),
    "examine": Told("examine"),
    "decline": Told("decline", "handler", _said(
        ground="decline_ground", explanation="explanation",
    )),
    "object": Told("object", "handler", lambda tale, day: {
        "reason": tale.said("reason"),
        "proposed": tale.unit("proposed") if "proposed" in tale.row else None,
    }),
    "dispute": Told("dispute_competence", "handler", _to("to", reason="dispute_reason")),
    "inquire": Told("inquire", "handler", _said(record="inquiry")),
    "extend": Told("extend", "head", lambda tale, day: {
        "units": tale.row["days"], "reason": tale.row["extend_reason"],
    }),
    "settle": Told("settle", "handler", lambda tale, day: {
        "way": "mediation",
        **_until("perform_by", "perform_days", agreement="agreement")(tale, day),
    }),
    "fulfil": Told("fulfil", "handler", _said(performance="performance")),
    "submit": Told("submit_opinion", "handler", _opinion),
    "sign": Told("sign_opinion", "head", _opinion),
    "perform": Told("record_performance", "handler", _said(
        performance="performance", remark="performed",
    )),
    "outcome": Told("record_outcome", "handler", _said(result="result")),
    "reply": Told("reply", "handler", _said(adoption="adoption", answer="answer")),
    "result": Told("record_result", "handler", _said(result="result_text", answer="answer")),
    "deliver": Told("deliver", "handler", _waiting),
    "deliver_opinion": Told("deliver_opinion", "handler", _proof),
    "deliver_review": Told("deliver_review", "handler", _proof),
    "deliver_recheck": Told("deliver_recheck", "handler", _proof),
    "attempt": Told("record_attempt", "handler", lambda tale, day: {
        "method": "post", "tried_on": day, "why": tale.said("why"),
    }),
    "request_review": Told("request_review", "sender", _said(reason="review_reason")),
    "name_review": Told("name_review_body", "office", _to("to_review")),
    "review": Told("review", "head", _judged("review")),
    "request_recheck": Told("request_recheck", "sender", _said(reason="recheck_reason")),
    "name_recheck": Told("name_recheck_body", "office", _to("to_recheck")),
    "hearing": Told("open_hearing", "handler", lambda tale, day: {
        "day": day, "reason": tale.said("hearing_reason"),
    }),
    "hearing_over": Told("close_hearing", "handler", lambda tale, day: {
        "day": day, "record": tale.said("hearing_record"),
    }),
    "recheck": Told("recheck", "head", _judged("recheck")),
    "close": Told("close", "office", _closing),
    "terminate": Told("terminate", "office", _closing),
    "withdraw": Told("withdraw", "sender", _said(reason="withdraw_reason")),
    "renew": Told("renew", "sender", _said(facts="new_facts")),
    "rate_office": Told("rate_office", "sender", _rated("office")),
    "rate_unit": Told("rate_unit", "sender", _rated("unit_rating")),
    "supervise": Told("supervise", "office", _until(
        "feedback_date", "feedback_days", ground="ground", advice="advice",
    )),
    "feed_back": Told("feed_back", "handler", lambda tale, day: {
        "is_adopted": True, "feedback": tale.row["feedback"],
    }),
    "escalate": Told("escalate", "office", _to("conference", reason="escalate_reason")),
    "confer": Told("confer", "conference", _said(measure="measure", decision="decision")),
    "mark_accusation": Told("mark_accusation", "office", lambda tale, day: {
        "units": tale.units("units"), "others": tale.said("accused_others"),
    }),
    "mark_urgent": Told("mark_urgent", "office", lambda tale, day: {
        "units": tale.units("units"), "situation": tale.said("situation"),
    }),
    "ask_recusal": Told("ask_recusal", "sender", _said(reason="recusal_reason")),
}  # fmt: skip
KNOWN = frozenset({*STEPS, *OTHERS})
