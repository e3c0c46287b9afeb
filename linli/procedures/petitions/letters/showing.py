"""Reads the letters of a petition: for its page as one post sees it, and for its sender."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.base.accounts.models import Post
from linli.base.files.models import StoredFile
from linli.base.letters.models import ISSUED, Letter
from linli.cases.letters import actor_of, sides_of
from linli.cases.models import Case
from linli.cases.papers import Papers, papers_for
from linli.procedures.petitions.letters.drafting import may_write
from linli.procedures.petitions.letters.occasions import occasions
from linli.procedures.petitions.letters.story import Story, story_of
from linli.procedures.petitions.models import Document


@dataclass(frozen=True)
class Delivered:
    """A document that reached the petitioner, with its letter and its PDF."""

    document: Document
    letter: Letter
    pdf: StoredFile


def letters_for(case: Case, post: Post, story: Story | None = None) -> Papers:
    """Return the letters of `case`, which `post` sees, from its `story` where that was read
    already. A constant number of queries."""
    sides, story = sides_of(case, post), story or story_of(case)
    open_now = occasions(story, post.unit_id) if may_write(case, actor_of(post), sides) else []
    return papers_for(case, post, letters=story.letters, open_now=open_now, sides=sides)


def documents_for_sender(case: Case) -> list[Delivered]:
    """Return the documents that the holder of the receipt may read here: issued as letters and
    delivered, on paper or, by consent, electronically. None of an accusation, whose page names no
    units. Two queries."""
    if case.is_sealed:
        return []
    documents = Document.objects.filter(petition__case=case, letter__isnull=False)
    documents = documents.exclude(delivered_on=None).select_related("unit")
    rows = list(documents.order_by("issued_at", "pk"))
    letters = _issued(row.letter for row in rows)
    found = ((row, letters.get(row.letter)) for row in rows)
    return [Delivered(row, one, one.pdf) for row, one in found if one and one.pdf]


def files_for_sender(case: Case) -> list[StoredFile]:
    """Return the PDFs of `documents_for_sender`."""
    return [one.pdf for one in documents_for_sender(case)]


def _issued(pks: Iterable[int | None]) -> dict[int | None, Letter]:
    found = Letter.objects.filter(pk__in=[*pks], stage=ISSUED).exclude(pdf=None)
    return {one.pk: one for one in found.select_related("pdf")}
