"""Which letters a conference gives occasion to, and drafting them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linli.base.accounts.models import Post
from linli.base.letters import actions
from linli.base.letters.kinds import KINDS, LetterKind
from linli.base.letters.models import Letter
from linli.base.letters.selectors import Shown, shown
from linli.core.actors import Actor
from linli.core.errors import WrongState
from linli.core.text import Text
from linli.registers.conferences.access import may_keep
from linli.registers.conferences.actions.chain import chain_of, keeping
from linli.registers.conferences.letters import filling
from linli.registers.conferences.models import Conference, Venue

FILLERS: Final[dict[str, Callable[[Conference, Venue | None], filling.Values]]] = {
    "conference_notice": filling.notice,
    "conference_roll": filling.roll,
    "conference_minutes": filling.minutes,
}
UNKNOWN: Final = Text("没有这种文书。", "There is no such letter.")


@dataclass(frozen=True)
class Letters:
    """The letters of a conference as one post sees them, and the kinds that it may draft."""

    written: list[Shown]
    kinds: list[LetterKind]

    def __bool__(self) -> bool:
        return bool(self.written or self.kinds)


def letters_for(conference: Conference, post: Post) -> Letters:
    """Return the letters of the conference, which `post` sees."""
    if may_keep(conference, post):
        rows = shown(chain_of(conference), post)
        return Letters(rows, [KINDS[key] for key in FILLERS])
    return Letters([row for row in shown(chain_of(conference), post) if not row.is_draft], [])


def draft(conference: Conference, kind: str, *, venue: int = 0, by: Actor, at: datetime) -> Letter:
    """Return a new draft of `kind`, filled from what is known; a roll of one venue where `venue`
    is its id. Raises NotAllowed, WrongState for a kind that is none of ours, Incomplete where
    what it would say is not entered."""
    with keeping(conference, "letter.draft", by=by, at=at) as kept:
        if kind not in FILLERS:
            raise WrongState(UNKNOWN, code="unknown")
        place = kept.venues.filter(pk=venue).select_related("region").first() if venue else None
        values = FILLERS[kind](kept, place)
        return actions.draft(
            kind,
            chain=chain_of(kept),
            unit=kept.office,
            values={key: value for key, value in values.items() if value},
            by=by,
            at=at,
        )
