"""The demo's suggestions come true at any hour, and show every state."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.audit.models import Entry
from linli.cases.models import Case
from linli.core.zone import SHANGHAI
from linli.procedures.suggestions import demo
from linli.procedures.suggestions.models import Publication
from linli.procedures.suggestions.procedure import SUGGESTION
from tests.jinan import make_jinan

AT_NEW_YEAR = pytest.param("2027-01-01T00:00", marks=pytest.mark.hard)


@pytest.mark.django_db
@pytest.mark.parametrize("hour", ["2026-03-04T10:30", AT_NEW_YEAR])
def test_leads_to_every_state_and_is_loaded_once(hour):
    at = datetime.fromisoformat(hour).replace(tzinfo=SHANGHAI)
    make_jinan()
    load_units(at=at)
    load_people(at=at)
    received = demo.load(at=at)
    cases = Case.objects.filter(procedure="suggestion")
    assert received == cases.count()
    states = set(cases.values_list("state", flat=True))
    assert states == {state.key for state in SUGGESTION.states}
    assert Publication.objects.filter(supporters__gte=100).exists()
    assert not Entry.objects.filter(at__gt=at).exists()
    assert demo.load(at=at) == 0
    assert len(demo.receipts()) == 2
