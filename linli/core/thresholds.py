"""A number on which something turns, declared as data: a place may set another within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from linli.core.procedure import Basis
from linli.core.text import Text

Course = Literal["either", "lower", "higher", "fixed"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of `unit`s that belongs to `area`, a procedure's key or a part of Linli.

    `about` says in one sentence what it decides. A place may set it from `least` to `most`; where
    the law's text fixes it, only in the `course` that the law leaves. `reaches` names what lies
    beyond it, for those who want to see what another number would change.
    """

    area: str
    key: str
    name: Text
    about: Text
    value: int
    unit: str
    basis: Basis
    least: int = 1
    most: int = 3650
    course: Course = "either"
    reaches: Text | None = None

    def problems(self) -> list[str]:
        """Return what is wrong with the declaration, a sentence each."""
        found = []
        if not self.least <= self.value <= self.most:
            found.append(f"{self.area}.{self.key} lies outside its own bounds")
        if self.course != "either" and not self.basis.is_law:
            found.append(f"{self.area}.{self.key} is bound by a law that nobody has read")
        return found
