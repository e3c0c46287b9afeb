"""Local rules keep nothing of people."""

from linli.core.personal import declare

declare(
    "rules.LocalLimit",
    code="procedure term unit",
    number="length",
    day="in_force_from",
    office="instrument article note",
)
