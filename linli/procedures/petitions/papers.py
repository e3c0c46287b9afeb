"""The opinions of a petition side by side: what was found, by whom, in which round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linli.cases.models import Case
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.procedures.petitions.models import Document, Opinion
from linli.procedures.petitions.words import DOCUMENTS, METHODS, OUTCOMES, REVIEW_OUTCOMES

LEVELS = {
    "opinion": Text("处理意见", "Opinion"),
    "review": Text("复查意见", "Review opinion"),
    "recheck": Text("复核意见", "Re-examination opinion"),
}


@dataclass(frozen=True)
class OpinionShown:
    """An opinion or its draft, with the declared names of its level and outcome."""

    opinion: Opinion
    level: Text
    outcome: Text | None

    @property
    def is_draft(self) -> bool:
        """Return whether nobody has signed it."""
        return self.opinion.signed_at is None


@dataclass(frozen=True)
class DocumentShown:
    """A document that was issued, with its declared name and how it was delivered."""

    document: Document
    name: Text | None
    method: Text | None


def name_of(choices: Sequence[Choice], key: str) -> Text | None:
    """Return the declared name of `key`, or None where nothing was chosen."""
    return next((choice.name for choice in choices if choice.key == key), None)


def opinions_of(cases: Iterable[Case]) -> dict[int, list[OpinionShown]]:
    """Return {case: its opinions, the first one first}. One query."""
    found: dict[int, list[OpinionShown]] = {case.pk: [] for case in cases}
    rows = Opinion.objects.filter(petition__case__in=list(found)).select_related("unit", "petition")
    for row in rows:
        choices = (*OUTCOMES, *REVIEW_OUTCOMES)
        shown = OpinionShown(row, LEVELS[row.level], name_of(choices, row.outcome))
        found[row.petition.case_id].append(shown)
    return found


def documents_shown(documents: Iterable[Document]) -> list[DocumentShown]:
    """Return what was issued to the petitioner, with the declared names. No query."""
    return [
        DocumentShown(row, name_of(DOCUMENTS, row.kind), name_of(METHODS, row.method))
        for row in documents
    ]
