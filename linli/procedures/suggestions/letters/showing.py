"""Reads the letters of a suggestion for its page, as one post sees it."""

from __future__ import annotations

from linli.base.accounts.models import Post
from linli.base.letters.selectors import letters_of
from linli.cases.letters import actor_of
from linli.cases.models import Case
from linli.cases.papers import Papers, papers_for
from linli.procedures.suggestions.letters.drafting import may_write, occasions


def letters_for(case: Case, post: Post) -> Papers:
    """Return the letters of `case`, which `post` sees. A constant number of queries."""
    letters = letters_of(case.chain)
    open_now = occasions(case, letters) if may_write(case, actor_of(post)) else []
    return papers_for(case, post, letters=letters, open_now=open_now)
