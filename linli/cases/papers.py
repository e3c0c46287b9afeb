"""The letters of a case as its page shows them to one post: to be drafted, and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from linli.base.accounts.models import Post
from linli.base.letters.access import READ
from linli.base.letters.models import Letter
from linli.base.letters.selectors import Shown
from linli.cases.letters import rights_in, sides_of
from linli.cases.models import Case
from linli.core.text import Text

WRITTEN = Text(
    "该文书已经起草，或不再需要。请刷新页面。",
    "This letter was drafted already, or is no longer needed. Reload the page.",
)


class Occasion(Protocol):
    """A letter that can be drafted now: `key` names it within its case; `is_owed`: a step was
    taken that asks for it."""

    @property
    def key(self) -> str:
        """Return what names the occasion."""

    @property
    def name(self) -> Text:
        """Return the name of the letter."""

    @property
    def is_owed(self) -> bool:
        """Return whether it must be written."""


@dataclass(frozen=True)
class Papers:
    """The letters `owed` and not yet drafted, `others` that can be, and those `written`, drafts
    first."""

    owed: list[Occasion]
    others: list[Occasion]
    written: list[Shown]

    def __bool__(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.owed or self.others or self.written)


def papers_for(
    case: Case,
    post: Post,
    *,
    letters: Sequence[Letter],
    open_now: Sequence[Occasion],
    sides: frozenset[str] | None = None,
) -> Papers:
    """Return what `post`, who sees `case`, is shown of its `letters`, and of those that it can
    draft, `open_now`. One query, none where the `sides` of the post are known."""
    sides = sides_of(case, post) if sides is None else sides
    own = {one.kind for one in letters if one.unit_id == post.unit_id}
    written = [Shown(one, _rights(case, one, post, sides, own)) for one in letters]
    return Papers(
        owed=[one for one in open_now if one.is_owed],
        others=[one for one in open_now if not one.is_owed],
        written=sorted((one for one in written if one.rights), key=lambda one: not one.is_draft),
    )


def _rights(
    case: Case, letter: Letter, post: Post, sides: frozenset[str], own: set[str]
) -> frozenset[str]:
    found = rights_in(case, letter.kind, post, sides, wrote=letter.kind in own)
    return found if letter.unit_id == post.unit_id else found & {READ}
