"""Local rules keep nothing of people."""

from linli.core.personal import declare

declare(
    "rules.LocalRule",
    code="area key unit",
    number="value",
    day="in_force_from until_date",
    office="instrument article reason",
)
