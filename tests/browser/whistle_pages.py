"""The pages of whistles that are opened with all others: see `visits`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.browser.visiting import Visit
from tests.whistles import DAY, called, new_whistle, take, turnout


def whistle_pages(cast: Any) -> list[Visit]:
    """Return the pages of whistles, for all three sides, with departments at work."""
    clerk, at = cast.street_clerk, timezone.now() - DAY
    both = [cast.department, cast.other_department]
    drafted = new_whistle(cast, at=at)
    joint = take(called(cast, units=both, at=at), "set_task", cast)
    refused, reported = (turnout(cast, state, at=at) for state in ("refused", "reported"))
    take(reported, "remark", cast)
    return [
        ("whistles:day", clerk, {}),
        ("whistles:day", cast.department_handler, {}),
        ("whistles:list", cast.county_supervisor, {"key": "decide"}),
        ("whistles:blow", clerk, {}),
        ("whistles:roster", cast.department_handler, {}),
        ("whistles:figures", cast.county_supervisor, {}),
        ("cases:case", clerk, {"reference": drafted.reference}),
        ("cases:case", clerk, {"reference": joint.reference}),
        ("cases:case", cast.county_supervisor, {"reference": refused.reference}),
        ("cases:case", clerk, {"reference": reported.reference}),
    ]
