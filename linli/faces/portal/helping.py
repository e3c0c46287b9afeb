"""Whom the sender of a message asks: the petition office that runs it, or the hotline."""

from __future__ import annotations

from dataclasses import dataclass

from linli.cases.models import Case, Message
from linli.core.text import Text

HOTLINE_KIND = "hotline_centre"


@dataclass(frozen=True)
class Helper:
    """A unit that helps on: 12345 where `is_hotline`, else by its public telephone, if any."""

    name: Text
    telephone: str
    is_hotline: bool


def helpers(message: Message) -> list[Helper]:
    """Return the units that run the cases of `message`, each once. One query."""
    cases = Case.objects.filter(message=message).select_related("coordinator").order_by("pk")
    units = {case.coordinator_id: case.coordinator for case in cases}
    found = []
    for unit in units.values():
        is_hotline = unit.kind == HOTLINE_KIND
        telephone = "12345" if is_hotline else unit.telephone
        found.append(Helper(unit.text, telephone, is_hotline))
    return found
