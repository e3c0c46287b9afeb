"""Reads the letters of a turnout for its page, as one post sees it."""

from __future__ import annotations

from dataclasses import dataclass

from linli.base.accounts.models import Post
from linli.base.letters.access import READ
from linli.base.letters.selectors import Shown, letters_of
from linli.cases import authority
from linli.cases.letters import rights_in, sides_of
from linli.cases.models import Case
from linli.procedures.whistles.letters.drafting import Occasion, open_occasions


@dataclass(frozen=True)
class Letters:
    """The letters that can be drafted now, and those written."""

    others: list[Occasion]
    written: list[Shown]

    def __bool__(self) -> bool:
        return bool(self.others or self.written)


def letters_for(case: Case, post: Post) -> Letters:
    """Return the letters of `case`, which `post` sees. A constant number of queries."""
    sides, letters = sides_of(case, post), letters_of(case.chain)
    own = {one.kind for one in letters if one.unit_id == post.unit_id}
    written = []
    for one in letters:
        rights = rights_in(case, one.kind, post, sides, wrote=one.kind in own)
        rights = rights if one.unit_id == post.unit_id else rights & {READ}
        if rights:
            written.append(Shown(one, rights))
    can = open_occasions(case, sides, letters) if authority.takes_steps(case, post.role) else []
    return Letters(can, written)
