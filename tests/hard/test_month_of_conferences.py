"""A month of 20 conferences over a province of 122 counties and 1,757 towns: what the pages cost,
and the minutes that the reports cost the towns."""

from __future__ import annotations

import sys
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.cases.models import Case
from linli.procedures.directives.models import Directive, Filing, Survey
from tests.cast import enter
from tests.hard.province import CONFERENCES, COUNTIES, TOWNS, build, fill

pytestmark = [pytest.mark.django_db, pytest.mark.hard]
# A page that asks once for each part would ask thousands.
MOST_QUERIES = 80


def test_month_over_a_province_is_read_in_a_constant_number_of_queries(client, capsys):
    province = build()
    conferences = fill(province)
    connection.cursor().execute("ANALYZE")
    enter(client, province.post.person, province.post)
    root = Directive.objects.filter(demand__conference=conferences[0]).order_by("pk")[0].case
    survey = Survey.objects.order_by("pk")[0]
    pages = {
        "conference": f"/conferences/{conferences[0].pk}/",
        "conferences": "/conferences/",
        "tree": f"/directives/tree/{root.reference}/",
        "day": "/directives/",
        "given": "/directives/given/",
        "report": f"/directives/reports/{root.reference}/{survey.pk}/",
    }
    found = {}
    for name, address in pages.items():
        client.get(address)
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        found[name] = (answer, len(asked), time.perf_counter() - began)
    with capsys.disabled():
        say = sys.stdout.write
        cases = Case.objects.filter(procedure="directive").count()
        filed = Filing.objects.count()
        say(f"\n{CONFERENCES} conferences, {cases} directives, {filed} reports\n")
        for name, (answer, queries, seconds) in found.items():
            say(f"{name:12} {answer.status_code} {queries:4} queries {seconds:7.2f} s\n")
    assert {answer.status_code for answer, _, _ in found.values()} == {200}
    assert max(queries for _, queries, _ in found.values()) <= MOST_QUERIES
    (panel,) = found["conference"][0].context["panels"]
    progress = panel.context["progress"]
    assert progress.lines[0].sum.total == 1 + 14 + COUNTIES + TOWNS
    assert len(progress.columns) == 1 + 14
    estimated = Filing.objects.filter(survey=survey, minutes=None).count()
    assert progress.minutes == 13 * estimated + 8 * (TOWNS - estimated)
    assert str(progress.minutes) in found["conference"][0].content.decode().replace(",", "")
