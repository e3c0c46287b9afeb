"""The whole course of a petition as its petitioner sees it: what is done, what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.reading import Read, name_of
from linli.procedures.petitions.standing import Stage, StageKey, Where
from linli.procedures.petitions.words import (
    ADOPTION,
    METHODS,
    OUTCOMES,
    REVIEW_OUTCOMES,
    SUGGESTION,
    WAYS,
)

NAMES: dict[StageKey, Text] = {
    "registered": Text("登记", "Registered"),
    "routed": Text("分流转办", "Sent to who handles it"),
    "accepted": Text("受理", "Accepted"),
    "studied": Text("研究论证", "Studied"),
    "examined": Text("依规依纪依法处理", "Dealt with by the rules"),
    "guided": Text("法定途径处理", "On its statutory way"),
    "passed_on": Text("移送主管部门", "Passed on to who is in charge"),
    "opinion": Text("作出处理意见", "Opinion made"),
    "agreement": Text("调解、和解", "Agreement"),
    "delivered": Text("送达", "Delivered"),
    "review": Text("复查", "Review"),
    "recheck": Text("复核", "Re-examination"),
    "ended": Text("办结", "Ended"),
}
WITH_BODIES: dict[str, StageKey] = {
    "review_requested": "review", "in_review": "review", "review_issued": "review",
    "review_delivered": "review", "recheck_requested": "recheck", "in_recheck": "recheck",
    "in_hearing": "recheck", "recheck_issued": "recheck", "recheck_delivered": "recheck",
}  # fmt: skip
# The stage at which a petition in a state stands; the final states stand at the end.
STANDS_AT: dict[str, StageKey] = {
    "registered": "routed", "awaiting_instruction": "routed", "instructed": "routed",
    "to_reroute": "routed", "determining": "routed", "referred": "accepted",
    "received": "accepted", "objected": "accepted", "handling": "opinion",
    "opinion_submitted": "opinion", "opinion_issued": "delivered", "delivered": "delivered",
    "guided": "guided", "studying": "studied", "examining": "examined",
    "with_justice": "passed_on", "with_discipline": "passed_on", "settled": "agreement",
    **WITH_BODIES,
}  # fmt: skip
ORDINARY_COURSE: tuple[StageKey, ...] = (
    "registered", "routed", "accepted", "opinion", "delivered", "review", "recheck", "ended",
)  # fmt: skip
OPTIONAL = ("review", "recheck")
IS_RECEIVED = Text("由收到的单位直接审核", "Looked at by the unit that received it")
ENDED_BY = {
    "opinion": Text("处理意见", "by the opinion"),
    "review": Text("复查意见", "by the review opinion"),
    "recheck": Text("复核意见", "by the re-examination opinion"),
    "agreement": Text("达成协议", "by an agreement"),
}


def stages_of(read: Read) -> tuple[Stage, ...]:
    """Return the stages of the course that the petition takes, in order."""
    state = read.case.state
    course = _course(read)
    here = STANDS_AT.get(state, "ended")
    # A course that turned aside has one stage for all that happens before its end.
    at = course.index(here) if here in course else len(course) - 2
    is_over = read.case.state_declared.is_final
    made = []
    for place, key in enumerate(course):
        where: Where = "done" if place < at or is_over else "now" if place == at else "ahead"
        if where == "ahead":
            made.append(Stage(key, NAMES[key], where))
        elif key not in OPTIONAL or key in read.clocks:
            on = None if key == "routed" and where == "now" else _on(read, key)
            made.append(Stage(key, _name(read, key), where, on, _says(read, key)))
    return tuple(made)


def _course(read: Read) -> tuple[StageKey, ...]:
    """Return the keys of the stages: the ordinary course unless something turned it."""
    return tuple(_turned(read)) or ORDINARY_COURSE


def _turned(read: Read) -> Iterator[StageKey]:
    case, state = read.case, read.case.state
    turns: dict[StageKey, bool] = {
        "examined": read.is_accusation,
        "passed_on": state in ("with_justice", "with_discipline"),
        "studied": case.lane == SUGGESTION,
        "guided": case.lane in {way.key for way in WAYS},
        "agreement": state == "settled" or _was_settled(read),
        "ended": state in ("declined", "withdrawn"),
    }
    turn = next((key for key, applies in turns.items() if applies), None)
    if turn is None:
        return
    yield "registered"
    if turn not in ("examined", "passed_on") and read.referral:
        yield "routed"
    if turn == "agreement":
        yield "accepted"
    if turn != "ended":
        yield turn
    yield "ended"


def _was_settled(read: Read) -> bool:
    is_done = read.case.state in ("to_close", "closed")
    return is_done and "handle" in read.clocks and "opinion" not in read.opinions


def _name(read: Read, key: StageKey) -> Text:
    if key == "ended" and read.case.state_declared.is_final:
        return read.case.state_declared.name
    return NAMES[key]


def _on(read: Read, key: StageKey) -> date | None:
    """Return the day on which a stage that is done, or begun, was reached."""
    delivered = read.document("opinion")
    days: dict[StageKey, date | None] = {
        "registered": local_day(read.case.opened_at),
        "routed": _day(read.referral.sent_at if read.referral else None),
        "accepted": _day(read.petition.accepted_at),
        "opinion": _decided(read, "opinion"),
        "delivered": delivered.delivered_on if delivered else None,
        "review": _decided(read, "review") or _began(read, "review"),
        "recheck": _decided(read, "recheck") or _began(read, "recheck"),
        "ended": _day(read.case.closed_at),
    }
    return days.get(key)


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None


def _decided(read: Read, level: str) -> date | None:
    made = read.opinions.get(level)
    return _day(made.signed_at) if made else None


def _began(read: Read, term: str) -> date | None:
    return local_day(read.clocks[term].started_at) if term in read.clocks else None


def _says(read: Read, key: StageKey) -> Text | None:
    """Return what came of a stage, in a word."""
    if key == "routed" and read.referral is None and read.case.unit_id != read.case.coordinator_id:
        return IS_RECEIVED
    if key in ("opinion", "review", "recheck"):
        made = read.opinions.get(key)
        choices = OUTCOMES if key == "opinion" else REVIEW_OUTCOMES
        return name_of(choices, made.outcome) if made else None
    if key == "delivered":
        document = read.document("opinion")
        return name_of(METHODS, document.method) if document else None
    if key == "studied":
        return name_of(ADOPTION, read.petition.adoption)
    return ENDED_BY.get(read.petition.ended_by) if key == "ended" else None
