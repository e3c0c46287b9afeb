"""The demo's conferences."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.registers.conferences.demo import load_conferences
from linli.registers.conferences.models import Conference
from linli.registers.conferences.selectors import checks_for
from tests.jinan import make_jinan

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.django_db
def test_brings_one_confirmed_and_one_to_be_worked_through():
    make_jinan()
    load_units(at=NOW)
    load_people(at=NOW)
    assert load_conferences(at=NOW) == 2
    assert load_conferences(at=NOW + timedelta(days=1)) == 0
    city, province = Conference.objects.order_by("-held_date")
    assert (province.level, city.level) == ("province", "city")
    assert province.demands.count() == 17
    assert not province.demands.filter(confirmed_at=None).exists()
    assert not city.demands.exclude(confirmed_at=None).exists()
    # The second report is damaged: two of its three spots have several readings.
    assert city.report.received != city.report.text
    assert sorted(city.report.spots.values_list("is_certain", flat=True)) == [False, False, True]
    standing = {check.rule.key: check.finding.standing for check in checks_for(province)}
    assert standing == dict.fromkeys(standing, "kept")
    broken = [check.rule.key for check in checks_for(city) if check.finding.standing == "broken"]
    assert broken == ["plan", "speech", "leaders", "related", "papers"]
