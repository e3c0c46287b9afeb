"""Who takes the steps of a suggestion, and in which states."""

from __future__ import annotations

from linli.core.procedure import Taker

# Where the social-work department collects suggestions, or else the petition office.
OFFICE_ROLES = ("social_work_officer", "petition_officer")
STUDYING_ROLES = ("department_handler", "street_clerk", "unit_head")
OFFICE = tuple(Taker("coordinating", role) for role in (*OFFICE_ROLES, "unit_head"))
STUDY = tuple(Taker("lead", role) for role in (*STUDYING_ROLES, *OFFICE_ROLES))
INVITED = tuple(Taker("assisting", role) for role in (*STUDYING_ROLES, *OFFICE_ROLES))
SENDER = (Taker("receipt"),)
SYSTEM = (Taker("system"),)

BEFORE_STUDY = ("received", "registered")
# What the public may read of, once an officer has released it.
PUBLIC = ("registered", "studying", "adopted", "declined", "converting", "done", "closed",
          "unrealised")  # fmt: skip
OPEN = ("received", "registered", "studying", "adopted", "declined", "converting", "joined")
