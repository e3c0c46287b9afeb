"""What people do with a case, procedure by procedure: who takes which step, with what, in order.

A new procedure adds its stories to STORIES; the rest of the harness knows none by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

# A step of the procedure, an act that every case knows, or what the sender does on the
# tracking page: a step of their own, or more facts.
Kind = Literal["steps", "acts", "sender", "facts"]


@dataclass(frozen=True)
class Done:
    """One thing done: by whose post (empty for the sender), of which kind, and what is filled in.

    `{places}` in the values are filled from the ground, with `{words}` for a text that is found
    nowhere else. `line` is the line that the log must hold once, `has_file` sends one as well.
    """

    who: str
    kind: Kind
    key: str
    line: str
    values: Mapping[str, str] = field(default_factory=dict)
    has_file: bool = False


@dataclass(frozen=True)
class Story:
    """How a message is written on the residents' page, and what is done with its case then."""

    procedure: str
    message: Mapping[str, str]
    deeds: tuple[Done, ...]


def step(who: str, key: str, *, of: str = "hotline", **values: str) -> Done:
    """Return a step of the procedure `of`."""
    return Done(who, "steps" if who else "sender", key, f"{of}.{key}", values)


def act(who: str, key: str, line: str, *, has_file: bool = False, **values: str) -> Done:
    """Return an act that every case knows."""
    return Done(who, "acts", key, line, values, has_file)


BY_PAGE = {"body": "{words}", "region": "{region}", "contact_by": "page"}
BY_TELEPHONE = BY_PAGE | {"contact_by": "telephone", "telephone": "13812345678", "name": "李明"}
SENT: dict[str, str] = {
    "kind": "complaint", "grade": "normal", "way": "search", "item": "{item}",
    "unit": "{units[street_unit]}", "instruction": "{words}",
}  # fmt: skip
JUDGED = {"resolved": "yes", "satisfied": "satisfied"}
DISPATCH = step("hotline_clerk", "dispatch", **SENT)
ACCEPT = step("street_clerk", "accept")
CONTACT = step("street_clerk", "contact", way="telephone", said="{words}")
ANSWER = step("street_clerk", "answer", result="solved", answer="{words}")
NOTE = act("street_clerk", "note", "case.noted", has_file=True, text="{words}", is_public="on")
FACTS = Done("", "facts", "facts", "case.noted", {"text": "{words}"}, has_file=True)

HOTLINE = (
    Story(
        "hotline", BY_PAGE, (DISPATCH, ACCEPT, CONTACT, NOTE, ANSWER, step("", "rate", **JUDGED))
    ),
    Story(
        "hotline",
        BY_TELEPHONE,
        (
            DISPATCH,
            step("street_clerk", "object", ground="not_listed", reason="{words}"),
            FACTS,
            step("supervisor", "uphold", reason="{words}"),
            step("hotline_clerk", "dispatch", **SENT),
            ACCEPT,
            CONTACT,
            ANSWER,
            step("hotline_clerk", "call_back", reached="yes", **JUDGED),
        ),
    ),
    Story(
        "hotline",
        BY_TELEPHONE,
        (
            DISPATCH,
            act("street_head", "assist", "case.assisted", unit="{units[community_unit]}"),
            step("street_clerk", "object", ground="other_place", reason="{words}"),
            act("hotline_clerk", "remind", "case.reminded"),
            step("supervisor", "reject", reason="{words}"),
            CONTACT,
            step("street_head", "extend", units="2", reason="{words}"),
            act("street_head", "release", "case.released", unit="{unit_ids[community_unit]}"),
            ANSWER,
            step("hotline_clerk", "return_to_unit", reason="{words}"),
            CONTACT,
            ANSWER,
        ),
    ),
    Story(
        "hotline",
        BY_PAGE,
        (
            step("hotline_clerk", "answer_at_once", answer="{words}"),
            step("", "reopen", reason="{words}"),
            FACTS,
            step("hotline_clerk", "inform", outcome="beyond_duty", explanation="{words}"),
        ),
    ),
)

WRITTEN = {
    "request": "{words}", "facts": "{words}", "region": "{region}", "contact_by": "page",
    "name": "李明", "address": "历下区青年东路12号",
}  # fmt: skip
TO_OFFICE = {"of": "petition", "unit": "{units[department]}", "field": "order"}
OPINION = {
    "of": "petition", "claim": "{words}", "facts": "{words}", "outcome": "supported",
    "opinion": "{words}", "legal_basis": "{words}",
}  # fmt: skip
PETITIONS = (
    Story(
        "petition",
        WRITTEN,
        (
            step("county_petition_officer", "transfer", **TO_OFFICE),
            step("department_handler", "accept", of="petition", way="{words}"),
            act("department_handler", "note", "case.noted", has_file=True, text="{words}"),
            FACTS,
            step("department_head", "extend", of="petition", units="10", reason="{words}"),
            step("department_handler", "submit_opinion", **OPINION),
            step("department_head", "sign_opinion", **OPINION),
        ),
    ),
    Story("petition", WRITTEN, (FACTS, step("", "withdraw", of="petition"))),
)

STORIES: dict[str, tuple[Story, ...]] = {"hotline": HOTLINE, "petition": PETITIONS}


def filled(values: Mapping[str, str], ground: Mapping[str, Any], words: str) -> dict[str, str]:
    """Return `values` with their places filled."""
    return {name: value.format(**ground, words=words) for name, value in values.items()}
