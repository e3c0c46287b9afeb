"""What is read from the report of a conference."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the report names, with the post as it stands there."""

    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Directive:
    """A demand: the text from `start` to before `end`, its parts in `children`.

    `no` counts as papers do: 2.1 is the first part of the second. `speaker` and `addressee`
    are None where the report names none. `subject` is a key of `subjects.SUBJECTS`.
    """

    no: str
    start: int
    end: int
    speaker: str | None
    addressee: str | None
    subject: str
    children: tuple[Directive, ...] = ()


@dataclass(frozen=True, slots=True)
class Conference:
    """What a report says. `date` is ISO 8601, `--02-26` where no year is given."""

    date: str | None
    level: str | None
    host: str | None
    place: str | None
    chair: str | None
    speakers: tuple[Person, ...]
    present: tuple[Person, ...]
    venues: tuple[str, ...]
    documents: tuple[str, ...]
    directives: tuple[Directive, ...]

    def as_data(self) -> dict[str, Any]:
        """Return all of it as it stands in JSON."""
        return asdict(self)
