"""The shapes in which a petitioner is shown where the petition stands and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from linli.core.text import Text

StageKey = Literal[
    "registered", "routed", "accepted", "studied", "examined", "guided", "passed_on", "opinion",
    "agreement", "delivered", "review", "recheck", "ended",
]  # fmt: skip
Where = Literal["done", "now", "ahead"]


@dataclass(frozen=True)
class Stage:
    """A part of the whole course. `on` is the day on which it was reached, None for one that lies
    ahead; `says` a short sentence about it, such as what came of it, or None."""

    key: StageKey
    name: Text
    where: Where
    on: date | None = None
    says: Text | None = None


@dataclass(frozen=True)
class Holder:
    """Who has the petition now, what they must do, and by when. `unit` is None where nobody must
    act, or where the petitioner is not to know (an accusation); `until` None where the rules
    give no time. `basis` is the article, as one cites it."""

    unit: Text | None
    does: Text
    until: datetime | None = None
    is_late: bool = False
    basis: Text | None = None


@dataclass(frozen=True)
class Right:
    """Something that the petitioner may do. `key` is the step to take on the page (`is_open_now`
    says whether it can be taken there now), or empty. `until` is the last moment, None where
    there is none; `to` the bodies to which it goes; `bring` what to write or attach."""

    key: str
    name: Text
    says: Text
    until: datetime | None = None
    to: tuple[Text, ...] = ()
    bring: tuple[Text, ...] = ()
    basis: Text | None = None
    is_open_now: bool = False


@dataclass(frozen=True)
class Paper:
    """A document that was issued to the petitioner; `delivered_on` None while it is on its way.
    `file` is the letter's PDF, once it was delivered; `starts_days` says that the petitioner's
    own days begin with it."""

    name: Text
    unit: Text
    issued_on: date
    delivered_on: date | None
    method: Text | None
    file: UUID | None = None
    starts_days: bool = False


@dataclass(frozen=True)
class Standing:
    """All that the petitioner is shown: the whole course in order, who has it, what was issued,
    the next right (None where there is none now), what else may be done, and after the end what
    would open it again (else None)."""

    stages: tuple[Stage, ...]
    holder: Holder
    papers: tuple[Paper, ...]
    next_right: Right | None
    other_rights: tuple[Right, ...]
    opens_again: Text | None
