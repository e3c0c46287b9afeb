"""The demo's disputes come true at any hour, and show every state."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.audit.models import Entry
from linli.cases.models import Case
from linli.core.zone import SHANGHAI
from linli.procedures.disputes import demo
from linli.procedures.disputes.models import Dispute, Round
from linli.procedures.disputes.procedure import DISPUTE
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
    assert received == Case.objects.filter(procedure="dispute").count()
    states = set(Case.objects.values_list("state", flat=True))
    assert states == {state.key for state in DISPUTE.states}
    sources = set(Dispute.objects.values_list("source", flat=True))
    assert {"party", "round", "court"} <= sources
    assert {one.held_date is None for one in Round.objects.all()} == {True, False}
    assert not Entry.objects.filter(at__gt=at).exists()
    assert demo.load(at=at) == 0
    assert len(demo.receipts()) == 2
