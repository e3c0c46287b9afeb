"""The demo's directives come true at any hour, and show every state."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.audit.models import Entry
from linli.cases.models import Case
from linli.core.zone import SHANGHAI
from linli.procedures.directives import demo
from linli.procedures.directives.models import Adoption, Directive, Filing
from linli.procedures.directives.procedure import DIRECTIVE
from linli.registers.conferences.demo import load_conferences
from linli.registers.duties.demo import load_duties
from tests.jinan import make_jinan


@pytest.mark.django_db
@pytest.mark.parametrize("has_conference", [True, False])
def test_leads_to_every_state_and_is_loaded_once(has_conference):
    at = datetime(2026, 3, 4, 10, 30, tzinfo=SHANGHAI)
    make_jinan()
    load_units(at=at)
    load_people(at=at)
    load_duties(at=at)
    if has_conference:
        load_conferences(at=at)
    made = demo.load(at=at)
    cases = Case.objects.filter(procedure="directive")
    assert made == cases.count()
    assert set(cases.values_list("state", flat=True)) == {one.key for one in DIRECTIVE.states}
    assert Directive.objects.exclude(demand=None).exists() == has_conference
    assert (Filing.objects.count(), Adoption.objects.count()) == (2, 1)
    assert not Entry.objects.filter(at__gt=at).exists()
    assert demo.load(at=at) == 0
