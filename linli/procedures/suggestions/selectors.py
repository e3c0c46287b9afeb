"""Reads of suggestions what conditions, effects and pages ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import entries
from linli.base.search.tokens import query_of
from linli.cases.models import Case
from linli.cases.searching import holding, near, open_to
from linli.core.references import parse
from linli.procedures.suggestions.models import Campaign, Publication, Suggestion

# Before the answer, so that who is joined is answered with it.
UNANSWERED = ("received", "registered", "studying", "adopted", "declined")
MOST_LIKE = 8


def publication_of(suggestion: Suggestion) -> Publication | None:
    """Return what the public reads of `suggestion` now. One query."""
    found: Publication | None = Publication.objects.filter(
        suggestion=suggestion, withdrawn_at=None
    ).first()
    return found


def joinable(post: Post, case: Case) -> QuerySet[Case]:
    """Return the suggestions to which `case` could be joined, as far as `post` sees them."""
    seen = open_to(post).filter(procedure="suggestion", state__in=UNANSWERED)
    return seen.filter(suggestion__main=None, coordinator=case.coordinator_id).exclude(pk=case.pk)


def like(post: Post, case: Case) -> list[Case]:
    """Return the suggestions that say much the same as `case` and to which it could be joined,
    the newest first: proposed, and for a person to judge. Two queries at most."""
    asked = query_of(case.suggestion.subject)
    there = joinable(post, case)
    found = list(holding(there, asked).order_by("-pk")[:MOST_LIKE])
    more = near(there, asked).exclude(pk__in=[one.pk for one in found])
    return [*found, *more.order_by("-pk")[: MOST_LIKE - len(found)]]


def by_number(post: Post, case: Case, typed: str) -> Case | None:
    """Return the suggestion with this number to which `case` could be joined. One query."""
    number = parse(typed)
    found: Case | None = joinable(post, case).filter(reference=number).first() if number else None
    return found


def open_campaigns(day: date) -> QuerySet[Campaign]:
    """Return the collections that are published and open on `day`."""
    running = Campaign.objects.exclude(published_at=None)
    return running.filter(from_date__lte=day, until_date__gte=day).select_related("unit__region")


@dataclass(frozen=True)
class Opinion:
    """What an invited unit said of a suggestion."""

    unit: Unit | None
    text: str
    at: datetime


def opinions_of(case: Case) -> list[Opinion]:
    """Return what the units that were invited said, in order. Two queries."""
    lines = list(entries(case.chain).filter(kind="suggestion.give_opinion"))
    units = Unit.objects.in_bulk({line.unit_id for line in lines if line.unit_id})
    return [
        Opinion(units.get(line.unit_id or 0), line.texts.get("opinion", ""), line.at)
        for line in lines
    ]
