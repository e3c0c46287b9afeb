"""Reads the letters of a council for its page, as one post sees it."""

from __future__ import annotations

from dataclasses import dataclass

from linli.base.accounts.models import Post
from linli.base.letters.access import READ
from linli.base.letters.selectors import Shown, letters_of
from linli.cases.letters import rights_in, sides_of
from linli.cases.models import Case
from linli.procedures.councils.letters.drafting import Occasion, may_draft, occasions


@dataclass(frozen=True)
class Letters:
    """The letters `owed` and not yet drafted, `others` that can be, and those `written`."""

    owed: list[Occasion]
    others: list[Occasion]
    written: list[Shown]

    def __bool__(self) -> bool:
        return bool(self.owed or self.others or self.written)


def letters_for(case: Case, post: Post) -> Letters:
    """Return the letters of `case`, which `post` sees. A constant number of queries."""
    sides, letters = sides_of(case, post), letters_of(case.chain)
    open_now = occasions(case, letters, sides) if may_draft(sides, post.role) else []
    own = {one.kind for one in letters if one.unit_id == post.unit_id}
    written = []
    for one in letters:
        rights = rights_in(case, one.kind, post, sides, wrote=one.kind in own)
        rights = rights if one.unit_id == post.unit_id else rights & {READ}
        if rights:
            written.append(Shown(one, rights))
    return Letters(
        owed=[one for one in open_now if one.is_owed],
        others=[one for one in open_now if not one.is_owed],
        written=sorted(written, key=lambda one: not one.is_draft),
    )
