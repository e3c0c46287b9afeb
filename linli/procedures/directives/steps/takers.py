"""Who takes the steps of a directive: the units that gave it, that hold it, that assist."""

from __future__ import annotations

from linli.core.procedure import Taker

# Clerks of every kind of unit that can be given a directive.
CLERKS = (
    "unit_head", "supervisor", "department_handler", "social_work_officer", "petition_officer",
    "street_clerk",
)  # fmt: skip
GIVER = tuple(Taker("coordinating", role) for role in CLERKS)
HOLDER = tuple(Taker("lead", role) for role in CLERKS)
HELPERS = tuple(Taker("assisting", role) for role in CLERKS)
COMMUNITY = (Taker("assisting", "community_worker"), Taker("assisting", "unit_head"))
