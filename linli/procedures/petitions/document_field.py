"""A field for a document that waits to be delivered: one of the few that were issued."""

from __future__ import annotations

from typing import Any

from django import forms

from linli.base.accounts.models import Post
from linli.base.ui.language import said
from linli.cases.fields import things
from linli.cases.models import Case
from linli.core.procedure import Field
from linli.core.zone import local_day
from linli.procedures.petitions.models import Document
from linli.procedures.petitions.selectors import other_undelivered
from linli.procedures.petitions.words import DOCUMENTS

NAMES = {choice.key: choice.name for choice in DOCUMENTS}


class DocumentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the documents of a case that wait to be delivered, shown by name and day of issue."""

    def __init__(self, case: Case, **kwargs: Any) -> None:
        super().__init__(other_undelivered(case), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return the document's name in the language of the screen, and when it was issued."""
        return label_of(obj)


def label_of(document: Document) -> str:
    """Return the document's name in the language of the screen, and when it was issued."""
    return f"{said(NAMES[document.kind])} · {local_day(document.issued_at)}"


def _drawn(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return DocumentField(case, **common)


things.register("petition.document", _drawn)
