"""Reads the letters of a council for its page, as one post sees it."""

from __future__ import annotations

from linli.base.accounts.models import Post
from linli.base.letters.selectors import letters_of
from linli.cases.letters import sides_of
from linli.cases.models import Case
from linli.cases.papers import Papers, papers_for
from linli.procedures.councils.letters.drafting import may_draft, occasions


def letters_for(case: Case, post: Post) -> Papers:
    """Return the letters of `case`, which `post` sees. A constant number of queries."""
    sides, letters = sides_of(case, post), letters_of(case.chain)
    open_now = occasions(case, letters, sides) if may_draft(sides, post.role) else []
    return papers_for(case, post, letters=letters, open_now=open_now, sides=sides)
