"""Reports that directives ask for: who owes one, what Linli fills in, and filing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from linli.base.accounts.models import Unit
from linli.cases.links import PART
from linli.cases.models import Case, Link
from linli.core.errors import Incomplete
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.directives import sources
from linli.procedures.directives.models import Directive, Filing, Question, Survey, Value

UNANSWERED = Text("请填写“{question}”。", "Answer “{question}”.")
SHOWN_FIGURE = Text("{number} / {of}", "{number} of {of}")


class Answers:
    """What was answered to the questions of one report, by the question's id; as the log keeps it,
    the title of the report alone."""

    def __init__(self, survey: Survey, answers: Mapping[int, str]) -> None:
        self.survey = survey
        self._said = dict(answers)

    def __iter__(self) -> Iterator[str]:
        yield self.survey.title

    def get(self, question: int) -> str:
        """Return what was answered, nothing where it was left open."""
        return self._said.get(question, "").strip()


def owed_by(case: Case) -> list[Survey]:
    """Return the reports that the unit of `case` has still to file: those asked of its level, once
    for a place, by the unit that has the directive from the level above. Two queries."""
    ties = Link.objects.filter(from_case=case.pk, kind=PART)
    above = ties.values_list("root_id", "to_case__region_id").first()
    root_id, region_above = above or (case.pk, None)
    if region_above == case.region_id:
        return []
    asked = Survey.objects.filter(root__case=root_id, level=case.region.level)
    return list(asked.exclude(filings__directive__case=case.pk))


def figures_for(survey: Survey, unit: Unit, *, at: datetime) -> dict[int, sources.Taken]:
    """Return what Linli fills in, by the question's id."""
    filled = {one.pk: one.source for one in survey.questions.all() if one.source}
    taken = sources.take(set(filled.values()), unit, day=local_day(at))
    return {pk: taken[key] for pk, key in filled.items() if key in taken}


def file(directive: Directive, answers: Answers, *, minutes: int | None, at: datetime) -> Filing:
    """File a report with the figures as they stand now, in the transaction of the step. Raises
    Incomplete for a question left open."""
    survey = answers.survey
    questions = list(survey.questions.all())
    for one in questions:
        if not one.source and not answers.get(one.pk):
            raise Incomplete(UNANSWERED.format(question=one.name), field=f"q{one.pk}")
    figures = figures_for(survey, directive.case.unit, at=at)
    filing: Filing = Filing.objects.create(
        survey=survey, directive=directive, minutes=minutes, filed_at=at
    )
    Value.objects.bulk_create(_value(filing, one, answers, figures, at) for one in questions)
    return filing


def _value(
    filing: Filing,
    question: Question,
    answers: Answers,
    figures: Mapping[int, sources.Taken],
    at: datetime,
) -> Value:
    if question.source:
        taken = figures.get(question.pk, sources.Taken(0))
        return Value(
            filing=filing, question=question, number=taken.number, of=taken.of, taken_at=at
        )
    said = answers.get(question.pk)
    number = int(said) if question.is_number else None
    return Value(filing=filing, question=question, number=number, said=said)
