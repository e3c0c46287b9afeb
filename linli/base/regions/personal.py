"""Regions keep nothing of people."""

from linli.core.personal import declare

declare(
    "regions.Region",
    number="code code_end",
    code="level",
    office="name full_name initials",
    day="from_date until_date",
)
declare("regions.Grid", number="code", office="name", day="from_date until_date")
