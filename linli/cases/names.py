"""Names those who acted: for the staff the unit, role and person, for residents the unit alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Unit, User
from linli.base.audit.models import Entry
from linli.core.text import Text

BY_SENDER = Text("来件人", "The sender")
BY_SYSTEM = Text("系统", "The system")
AS_DEPUTY = Text("{role}（代理）", "{role} (deputy)")


@dataclass(frozen=True)
class Names:
    """The units and people of some lines of the log, read at once."""

    units: Mapping[int, Text] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)

    def unit_of(self, entry: Entry) -> Text | str:
        """Return the unit that acted, "the system", or what the log itself says."""
        if entry.actor_kind == "system":
            return BY_SYSTEM
        return self.units.get(entry.unit_id or 0) or entry.actor_name.split(" · ")[0]

    def actor_of(self, entry: Entry) -> Text | str:
        """Return who acted, with role and person."""
        if entry.actor_kind != "post":
            return BY_SYSTEM if entry.actor_kind == "system" else BY_SENDER
        unit, role = self.units.get(entry.unit_id or 0), ROLES.get(entry.role)
        if unit is None or role is None:
            return entry.actor_name
        name = AS_DEPUTY.format(role=role.name) if entry.is_deputy else role.name
        person = self.people.get(entry.person_id or 0, "")
        return Text("{unit} · {role} {person}", "{unit} · {role} {person}").format(
            unit=unit, role=name, person=person
        )


def units_in(entries: Iterable[Entry]) -> Names:
    """Return the names of the units that acted. One query."""
    units = Unit.objects.in_bulk({entry.unit_id for entry in entries if entry.unit_id})
    return Names({pk: unit.text for pk, unit in units.items()})


def all_in(entries: Iterable[Entry]) -> Names:
    """Return the names of units, of the people who acted, and of those put in charge. Two
    queries."""
    lines = list(entries)
    people = {entry.person_id for entry in lines if entry.person_id}
    people |= {entry.facts["person"] for entry in lines if entry.facts.get("person")}
    rows = User.objects.filter(pk__in=people).values_list("pk", "name")
    return Names(units_in(lines).units, dict(rows))
