"""Answers for the letters of cases: whoever may see the case, and takes part in it."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse

from linli.base.accounts.models import Post
from linli.base.letters.access import ALL, ISSUE, NOTHING, READ, Home
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import Letter
from linli.cases import authority
from linli.cases.looks import MAY_REVEAL
from linli.cases.models import Case
from linli.core.actors import Actor


class CaseLetters:
    """Letters of the chains `case:<id>`."""

    def rights(self, chain: str, kind: str, post: Post) -> frozenset[str]:
        """Return the rights of `post` on the letters of `kind` in a case. Four queries."""
        case = _case(chain, post)
        if case is None:
            return NOTHING
        own = Letter.objects.filter(chain=chain, kind=kind, unit=post.unit_id)
        return rights_in(case, kind, post, sides_of(case, post), wrote=own.exists())

    def home(self, chain: str) -> Home | None:
        """Return the page of the case; whoever asks has been let at its letters."""
        case = Case.objects.filter(pk=_pk(chain)).first()
        url = reverse("cases:case", args=[case.reference]) if case else ""
        return Home(case.title, url) if case else None


def sides_of(case: Case, post: Post) -> frozenset[str]:
    """Return the sides on which `post` stands in a case that it sees. One query."""
    return frozenset(authority.sides_of(case, actor_of(post)))


def rights_in(
    case: Case, kind: str, post: Post, sides: frozenset[str], *, wrote: bool
) -> frozenset[str]:
    """Return the rights of `post`, who sees `case` and stands in it on `sides`.

    Letters name the sender, so that units that only look on read none but those of a kind that
    they `wrote` themselves. Roles that take no steps of the procedure change nothing. Kinds that
    name who signs are issued by those roles."""
    if not (sides & MAY_REVEAL or (sides and wrote)):
        return NOTHING
    if not authority.takes_steps(case, post.role):
        return frozenset({READ})
    declared = KINDS[kind]
    return ALL if not declared.signs or post.role in declared.signs else ALL - {ISSUE}


def actor_of(post: Post) -> Actor:
    """Return the actor for `post` and whoever acts in it, its holder or its deputy."""
    person = post.acting_person_id or post.person_id
    return replace(post.actor(), person_id=person, is_deputy=person != post.person_id)


def _case(chain: str, post: Post) -> Case | None:
    found: Case | None = Case.objects.visible_to(post).filter(pk=_pk(chain)).first()
    return found


def _pk(chain: str) -> int:
    return int(chain.partition(":")[2])
