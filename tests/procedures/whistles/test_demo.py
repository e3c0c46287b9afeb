"""The demo's whistles come true at any hour, and show every state of both sides."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.audit.models import Entry
from linli.cases.models import Case
from linli.core.zone import SHANGHAI
from linli.procedures.whistles import demo, rosters
from linli.procedures.whistles.procedure import TURNOUT, WHISTLE
from linli.registers.duties.demo import load_duties
from tests.jinan import make_jinan


@pytest.mark.django_db
def test_leads_to_every_state_and_is_loaded_once():
    at = datetime(2027, 1, 1, 0, 0, tzinfo=SHANGHAI)
    make_jinan()
    load_units(at=at)
    load_people(at=at)
    load_duties(at=at)
    opened = demo.load(at=at)
    assert opened == Case.objects.filter(procedure="whistle").count()
    for procedure in (WHISTLE, TURNOUT):
        states = set(Case.objects.filter(procedure=procedure.key).values_list("state", flat=True))
        assert states == {state.key for state in procedure.states}
    lanes = set(Case.objects.filter(procedure="turnout").values_list("lane", flat=True))
    assert lanes == {lane.key for lane in TURNOUT.lanes}
    assert not Entry.objects.filter(at__gt=at).exists()
    emergency = Case.objects.get(procedure="whistle", lane="emergency")
    called = [one.case.unit_id for one in emergency.whistle.turnouts.all()]
    assert set(rosters.on_duty(called, at=at)) == set(called)
    assert demo.load(at=at) == 0
