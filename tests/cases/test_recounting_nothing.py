"""A calendar counted anew moves nothing where no day changed, and no day that somebody set."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from linli.base.calendars.selectors import working_calendar
from linli.cases.models import Clock
from linli.cases.recounting import recount
from linli.cases.recounts import planning
from linli.cases.recounts.rules import CalendarRule
from linli.core.moves import Preview
from tests import directives, disputes, petitions, requests, suggestions
from tests.cases.test_recounting import TUESDAY, change, end_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "of", [requests, petitions, disputes, suggestions, directives], ids=lambda of: of.__name__
)
def test_of_a_calendar_that_says_the_same_moves_nothing(cast, of):
    for state in of.PATHS:
        of.in_state(state, cast)
    assert Clock.objects.filter(stopped_at=None).count() > 1
    same = CalendarRule(date(2026, 1, 1), date(2027, 12, 31), working_calendar())
    assert planning.preview(same) == Preview()
    assert [one.clock for one in planning.planned(same)] == []


def test_leaves_a_day_that_was_set_alone(cast):
    case = directives.in_state("working", cast)
    clock = Clock.objects.get(case=case, term="carry_out")
    Clock.objects.filter(pk=clock.pk).update(due_at=end_of(TUESDAY))
    with transaction.atomic():
        assert recount(change(cast)) == 0
    clock.refresh_from_db()
    assert clock.due_at == end_of(TUESDAY)
