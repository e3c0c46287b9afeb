"""The demo's councils come true at any hour, and show every state of both procedures."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.audit.models import Entry
from linli.cases.models import Case
from linli.core.zone import SHANGHAI
from linli.procedures.councils import demo, opinions, published
from linli.procedures.councils.models import Version
from linli.procedures.councils.procedure import ASSEMBLY, DELIBERATION
from tests.jinan import make_jinan

AT_NEW_YEAR = pytest.param("2027-01-01T00:00", marks=pytest.mark.hard)


@pytest.mark.django_db
@pytest.mark.parametrize("hour", ["2026-03-04T10:30", AT_NEW_YEAR])
def test_leads_to_every_state_and_is_loaded_once(hour):
    at = datetime.fromisoformat(hour).replace(tzinfo=SHANGHAI)
    make_jinan()
    load_units(at=at)
    load_people(at=at)
    opened = demo.load(at=at)
    cases = Case.objects.filter(procedure__in=("deliberation", "assembly"))
    assert opened == cases.count()
    for declared in (DELIBERATION, ASSEMBLY):
        states = set(cases.filter(procedure=declared.key).values_list("state", flat=True))
        assert states == {state.key for state in declared.states}
    heard = [one for one in published.topics() if opinions.is_open(one, one.case, at=at)]
    assert [len(published.released(one)) for one in heard] == [1]
    assert {one.filing for one in Version.objects.all()} == {"sent", "noted"}
    assert not Entry.objects.filter(at__gt=at).exists()
    assert demo.load(at=at) == 0
    assert len(demo.receipts()) == 3
