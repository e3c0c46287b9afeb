"""Who takes the steps of a petition, and where it can stand with whom."""

from __future__ import annotations

from linli.core.procedure import Taker

# A petition office that holds the petition: the one that runs it, or one it was passed down to.
OFFICE = (Taker("lead", "petition_officer"),)
COORDINATOR = (Taker("coordinating", "petition_officer"),)
# An office that sent it on keeps a copy, as does a unit that handed it down in its line.
REFERRER = (
    *COORDINATOR,
    Taker("overseeing", "petition_officer"),
    Taker("overseeing", "street_clerk"),
    Taker("overseeing", "department_handler"),
    Taker("overseeing", "unit_head"),
)
HEAD = (Taker("lead", "unit_head"),)
HANDLERS = (
    Taker("lead", "street_clerk"),
    Taker("lead", "department_handler"),
    Taker("lead", "petition_officer"),
    Taker("lead", "unit_head"),
)
# Who decides on a petition's course: the unit with the power, never an office that routes it.
UNIT_STAFF = (
    Taker("lead", "street_clerk"),
    Taker("lead", "department_handler"),
    Taker("lead", "unit_head"),
)
# Whoever was asked for a report owes it wherever the petition has gone since, as to a review.
REPORTERS = (*HANDLERS, *(Taker("overseeing", one.role) for one in HANDLERS))
SENDER = (Taker("receipt"),)
SYSTEM = (Taker("system"),)

TO_ROUTE = ("registered", "instructed", "to_reroute")
# With a unit that is competent, or is thought to be.
WITH_UNIT = (
    "referred", "received", "handling", "opinion_submitted", "guided", "studying", "examining",
    "settled",
)  # fmt: skip
REMEDIES = (
    "review_requested", "in_review", "review_issued", "review_delivered", "recheck_requested",
    "in_recheck", "in_hearing", "recheck_issued", "recheck_delivered",
)  # fmt: skip
OPEN = (
    *TO_ROUTE, "awaiting_instruction", "objected", "determining", *WITH_UNIT, "opinion_issued",
    "delivered", "with_justice", "with_discipline", *REMEDIES, "to_close",
)  # fmt: skip
FINAL = ("closed", "terminated", "declined", "withdrawn")
