"""Conditions put into SQL once."""

from __future__ import annotations

import pytest
from django.db.models import Count, Exists, OuterRef
from django.db.models.sql.where import WhereNode

from linli.base.accounts.models import Unit
from linli.cases.models import Case, Message
from linli.cases.written import Written
from tests.requests import in_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    """Return a closed case and one in work."""
    return in_state("closed", cast), in_state("handling", cast)


def test_narrows_like_its_rows_and_can_be_turned_around(two):
    closed, open_one = two
    is_open = Written(Case.objects.filter(closed_at=None))
    assert list(Case.objects.filter(is_open)) == [open_one]
    assert list(Case.objects.exclude(is_open)) == [closed]
    assert list(Case.objects.filter(is_open, state="closed")) == []


def test_holds_beside_conditions_on_other_tables(two):
    closed, open_one = two
    there = Unit.objects.filter(pk=OuterRef("unit"), region=closed.region_id)
    held = Written(Case.objects.filter(Exists(there)))
    of_message = Case.objects.filter(held, message__receipt=closed.message.receipt)
    assert list(of_message) == [closed]
    assert Case.objects.filter(held).exclude(unit__code=closed.unit.code).count() == 0
    states = Case.objects.filter(held).values("state").annotate(count=Count("pk"))
    assert {(row["state"], row["count"]) for row in states} == {("closed", 1), ("handling", 1)}


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: Message.objects.filter(cases__in=rows),
        lambda rows: Message.objects.filter(Exists(rows.filter(message=OuterRef("pk")))),
        lambda rows: Case.objects.filter(Exists(rows.filter(message=OuterRef("message")))),
        lambda rows: Case.objects.filter(pk__in=rows),
    ],
)
def test_is_refused_inside_of_another_question(ask):
    rows = Case.objects.filter(Written(Case.objects.filter(closed_at=None)))
    with pytest.raises(TypeError, match="inside"):
        list(ask(rows))


def test_a_condition_that_nothing_meets_is_met_by_nothing(two):
    assert not Case.objects.filter(Written(Case.objects.none())).exists()


def test_is_put_into_sql_once(two, monkeypatch):
    rows = Case.objects.filter(closed_at=None)
    open_ones, calls = Case.objects.filter(Written(rows)), []
    as_sql = WhereNode.as_sql

    def counted(self, *args):
        calls.append(self is rows.query.where)
        return as_sql(self, *args)

    monkeypatch.setattr(WhereNode, "as_sql", counted)
    for narrowed in (open_ones.order_by("pk"), open_ones.filter(state="handling"), open_ones):
        assert len(narrowed) == 1
    assert sum(calls) == 1


def test_rows_with_other_tables_joined_are_refused():
    with pytest.raises(ValueError, match="joined"):
        Written(Case.objects.filter(message__receipt="HL-1"))
