"""Reads the letters of a turnout for its page, as one post sees it."""

from __future__ import annotations

from linli.base.accounts.models import Post
from linli.base.letters.selectors import letters_of
from linli.cases import authority
from linli.cases.letters import sides_of
from linli.cases.models import Case
from linli.cases.papers import Papers, papers_for
from linli.procedures.whistles.letters.drafting import open_occasions


def letters_for(case: Case, post: Post) -> Papers:
    """Return the letters of `case`, which `post` sees. A constant number of queries."""
    sides, letters = sides_of(case, post), letters_of(case.chain)
    can = open_occasions(case, sides, letters) if authority.takes_steps(case, post.role) else []
    return papers_for(case, post, letters=letters, open_now=can, sides=sides)
