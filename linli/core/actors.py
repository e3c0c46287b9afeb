"""Who acts: a post, the holder of a receipt, or a named system job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["post", "receipt", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, as plain values that a log can keep without knowing any model.

    `key` is the post's id, the receipt's number, or the job's name. `person_id` is the user
    behind a post, who may be the post's deputy (`is_deputy`). `name` is what a timeline shows:
    the unit and role of a post, never the name of a resident.
    """

    kind: ActorKind
    key: str
    name: str
    person_id: int | None = None
    post_id: int | None = None
    unit_id: int | None = None
    region_code: int | None = None
    role: str = ""
    is_deputy: bool = False

    @classmethod
    def system(cls, job: str) -> Actor:
        """Return the actor for the system job named `job`."""
        return cls(kind="system", key=job, name=job)

    @classmethod
    def receipt(cls, number: str) -> Actor:
        """Return the actor for whoever holds the receipt `number` and its passcode."""
        return cls(kind="receipt", key=number, name=number)
