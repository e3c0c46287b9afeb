"""What councils count: topics, held, adopted, done; assemblies called, held, decided."""

from __future__ import annotations

import pytest
from django.utils import timezone

from linli.cases.models import Tally
from linli.dashboards.access import over_range
from tests.councils import DAY, assembly_in, topic_in

pytestmark = pytest.mark.django_db


def test_each_counts_once_by_what_happened(cast):
    for state in ("proposed", "concluding", "not_adopted", "done"):
        topic_in(state, cast)
    for state in ("adjourned", "in_force"):
        assembly_in(state, cast)
    found: dict[str, int] = {}
    for one in Tally.objects.all():
        found[one.indicator] = found.get(one.indicator, 0) + 1
    assert found == {
        "deliberation.topics": 4, "deliberation.held": 3, "deliberation.adopted": 1,
        "deliberation.done": 1, "assembly.called": 2, "assembly.held": 1, "assembly.decided": 1,
    }  # fmt: skip


def test_the_department_reads_them(cast):
    read = {one.procedure for one in over_range(cast.social_work_officer)}
    assert {"deliberation", "assembly"} <= read


def test_pages_show_counts_where_there_are_no_rates(client, cast):
    topic_in("done", cast, at=timezone.now() - 30 * DAY)
    officer = cast.sign_in(client, cast.social_work_officer)
    unit = officer.get(f"/dashboards/rates/units/{cast.community_unit.pk}/")
    assert unit.status_code == 200
    page = officer.get("/dashboards/rates/", {"procedure": "deliberation"})
    assert page.status_code == 200
