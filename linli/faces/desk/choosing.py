"""Which cases somebody chose on a list or in a search: those ticked, the page's, or all that
the filter finds. What may be seen is asked anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import QueryDict

from linli.base.accounts.models import Post
from linli.base.search.tokens import query_of
from linli.cases import searching
from linli.cases.models import Case
from linli.cases.selectors import CaseQuerySet
from linli.core.references import parse
from linli.faces.desk.filters import FilterForm
from linli.faces.desk.scopes import Asked, scopes_for

CHOSEN, PAGE, ALL = "chosen", "page", "all"
LIST, SEARCH = "list", "search"
MOST_NAMED: Final = 200
LONGEST_QUERY: Final = 1_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: cases by their numbers, or (`is_all`) what `query` finds in `source`, the
    lists of the desk or the search."""

    is_all: bool
    references: tuple[str, ...]
    query: str
    source: str = LIST

    @classmethod
    def sent(cls, data: QueryDict) -> Choice:
        """Return what a form sent; numbers that are none are passed over."""
        which = data.get("which", CHOSEN)
        named = data.getlist("shown" if which == PAGE else "case")
        numbers = [number for one in named[:MOST_NAMED] if (number := parse(one))]
        source = SEARCH if data.get("source") == SEARCH else LIST
        query = data.get("query", "")[:LONGEST_QUERY].lstrip("?")
        return cls(which == ALL, tuple(dict.fromkeys(numbers)), query, source)

    @classmethod
    def kept(cls, terms: dict[str, object]) -> Choice:
        """Return what a batch kept."""
        references = tuple(str(one) for one in terms.get("references", ()))  # type: ignore[attr-defined]
        return cls(
            bool(terms["is_all"]), references, str(terms["query"]), str(terms.get("source", LIST))
        )

    def terms(self) -> dict[str, object]:
        """Return it as a batch keeps it."""
        return {
            "is_all": self.is_all, "references": list(self.references), "query": self.query,
            "source": self.source,
        }  # fmt: skip

    def cases(self, post: Post, *, at: datetime) -> CaseQuerySet:
        """Return the cases chosen that `post` may see now. Sealed ones are never among them."""
        if not self.is_all:
            named = Case.objects.visible_to(post).filter(reference__in=self.references)
            return named.filter(is_sealed=False)
        asked = QueryDict(self.query)
        found = _searched(post, asked) if self.source == SEARCH else _listed(post, asked, at)
        return found.filter(is_sealed=False)


def _listed(post: Post, query: QueryDict, at: datetime) -> CaseQuerySet:
    """Return the cases of the desk's list that `query` names by `scope` and `list`; none where
    the post has no such list."""
    asked = Asked(post, at)
    for scope in scopes_for(asked):
        for one in scope.lists:
            if (scope.key, one.key) == (query.get("scope"), query.get("list")):
                return FilterForm(query, post).narrow(one.narrow(scope.base(asked), asked))
    return Case.objects.none()


def _searched(post: Post, query: QueryDict) -> CaseQuerySet:
    """Return all cases that a search finds, the words exactly; none for a search of nothing."""
    words, filters = query_of(query.get("q", "")), FilterForm(query, post)
    if not words.tokens and (words.text or not filters.chips(query)):
        return Case.objects.none()
    cases = filters.narrow(searching.open_to(post))
    return searching.holding(cases, words) if words.tokens else cases
