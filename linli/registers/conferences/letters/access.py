"""Answers for the letters of conferences: the office writes them, who was called reads them."""

from __future__ import annotations

from django.urls import reverse

from linli.base.accounts.models import Post
from linli.base.letters.access import ALL, NOTHING, READ, Home
from linli.base.letters.models import ISSUED, VOID, Letter
from linli.registers.conferences.access import may_keep
from linli.registers.conferences.actions.chain import PREFIX, pk_of
from linli.registers.conferences.models import Conference
from linli.registers.conferences.selectors import one_visible


class ConferenceLetters:
    """Letters of the chains `conference:<id>`."""

    def rights(self, chain: str, kind: str, post: Post) -> frozenset[str]:
        """Return the rights of `post` on the letters of `kind`. Others than the office read them
        once all of the kind are issued. Three queries."""
        conference = one_visible(pk_of(chain), post)
        if conference is None:
            return NOTHING
        if may_keep(conference, post):
            return ALL
        drafts = Letter.objects.filter(chain=chain, kind=kind)
        is_open = not drafts.exclude(stage__in=(ISSUED, VOID)).exists()
        return frozenset({READ}) if is_open else NOTHING

    def home(self, chain: str) -> Home | None:
        """Return the page of the conference; whoever asks has been let at its letters."""
        found = Conference.objects.filter(pk=pk_of(chain)).first()
        if found is None:
            return None
        return Home(found.title, reverse("conferences:conference", args=[found.pk]))


__all__ = ["PREFIX", "ConferenceLetters"]
