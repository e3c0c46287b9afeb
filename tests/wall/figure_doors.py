"""Doors of the figures: rates over places and of units, and what is left out of them."""

from __future__ import annotations

from tests.wall.asking import Door, General, Numbered, page, sent

# All the days of the city and each way in which its figures are cut.
ASKED = ("", "?period=month", "?period=year", "?period=year&kind=complaint")

OF_FIGURES: dict[str, Door] = {
    "dashboards:rates": General(
        lambda world: [
            *(page("dashboards:rates", query) for query in ASKED),
            page("dashboards:rates", f"?period=year&region={world.cast.street.code}"),
        ]
    ),
    "dashboards:unit": General(
        lambda world: [
            page("dashboards:unit", f"?period=year&of=hotline.{key}", pk=unit.pk)
            for unit in (world.cast.street_unit, world.cast.hotline_centre)
            for key in ("responded", "received")
        ]
    ),
    "dashboards:exclusions": General(
        lambda world: [
            page("dashboards:exclusions"),
            page("dashboards:exclusions", "?list=granted"),
        ]
    ),
    "dashboards:exclusion": General(
        lambda world: [page("dashboards:exclusion", pk=pk) for pk in (1, 2)]
    ),
    "dashboards:ask": Numbered(
        lambda world, n: [
            page("dashboards:ask", reference=n.reference),
            page("dashboards:ask", reference=n.receipt),
            sent("dashboards:ask", {"ground": "untrue", "reason": "x"}, reference=n.reference),
        ]
    ),
}
