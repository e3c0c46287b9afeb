"""Reads what was filed for a report: sums over all, and each filing, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet, Sum
from django.http import QueryDict

from linli.base.accounts.models import Post
from linli.base.ui.paging import KeyPage, page_by_key
from linli.cases import links
from linli.cases.models import Case
from linli.core.text import Text
from linli.procedures.directives.models import Filing, Question, Survey, Value
from linli.procedures.directives.tree import WITHDRAWN

ROWS = 50


@dataclass(frozen=True)
class Column:
    """A field with its source and what it comes to over all filings."""

    question: Question
    name: Text
    origin: Text | None
    number: int | None
    of: int | None


@dataclass(frozen=True)
class Read:
    """A report as those who gave the directive read it."""

    survey: Survey
    columns: Sequence[Column]
    page: KeyPage
    rows: Sequence[tuple[Filing, Sequence[tuple[Column, Value | None]]]]
    filed: int
    expected: int


def read(survey: Survey, post: Post, query: QueryDict, *, known: Mapping[str, Any]) -> Read:
    """Return what was filed for `survey`, by units whose directives `post` may see. Six queries,
    however many units file."""
    seen = Case.objects.visible_to(post).filter(procedure="directive")
    filings = survey.filings.filter(directive__case__in=seen)
    sums = _sums(filings)
    questions = list(survey.questions.all())
    page = page_by_key(_rows(filings), keys=("filed_at", "id"), asked=query, size=ROWS)
    columns = [_column(one, known, sums) for one in questions]
    return Read(
        survey,
        columns,
        page,
        [(one, _values(one, columns)) for one in page.rows],
        filings.count(),
        expected_of(survey),
    )


def expected_of(survey: Survey) -> int:
    """Return of how many units the report is asked: those of its level that have a part of the
    directive from the level above. One query."""
    ties = links.tree_of([survey.root.case_id]).filter(from_case__region__level=survey.level)
    ties = ties.exclude(from_case__region=F("to_case__region"))
    found = ties.exclude(from_case__state=WITHDRAWN).count()
    is_own = survey.root.case.region.level == survey.level
    return int(found) + int(is_own)


def _rows(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    related = ("directive__case__unit", "directive__case__region")
    return filings.select_related(*related).prefetch_related(
        Prefetch("values", queryset=Value.objects.all())
    )


def _sums(filings: QuerySet[Filing]) -> dict[int, tuple[int, int | None]]:
    rows = Value.objects.filter(filing__in=filings).order_by().values_list("question")
    summed = rows.annotate(all=Sum("number"), all_of=Sum("of"), counted=Count("number"))
    return {pk: (number or 0, of) for pk, number, of, counted in summed if counted}


def _column(
    one: Question, known: Mapping[str, Any], sums: Mapping[int, tuple[int, int | None]]
) -> Column:
    source = known.get(one.source)
    number, of = sums.get(one.pk, (None, None))
    name = source.name if source else Text(one.name, one.name)
    return Column(one, name, source.origin if source else None, number, of)


def _values(one: Filing, columns: Sequence[Column]) -> list[tuple[Column, Value | None]]:
    have = {value.question_id: value for value in one.values.all()}
    return [(column, have.get(column.question.pk)) for column in columns]
