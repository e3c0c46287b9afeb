"""Duty lists keep nothing of people."""

from linli.core.personal import declare

declare(
    "duties.DutyItem",
    code="list",
    number="number place",
    office="name category lead_name assisting_names basis upper_duty own_duty working_method "
    "keywords",
    day="from_date until_date",
)
