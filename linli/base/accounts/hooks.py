"""What rooms above are asked before a post is filled or a unit closed; each may refuse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from linli.base.accounts.models import Unit, User
from linli.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Appointment:
    """What is about to happen: `person` may act in `role` of `unit` between the two days."""

    person: User
    unit: Unit
    role: str
    from_date: date
    until_date: date | None
    is_deputy: bool = False


# Rooms register a callable in `ready()`; it runs inside the transaction and raises `Refused`.
before_appointing: Registry[Callable[[Appointment], None]] = Registry("check before appointing")
before_closing: Registry[Callable[[Unit, date], None]] = Registry("check before closing a unit")
