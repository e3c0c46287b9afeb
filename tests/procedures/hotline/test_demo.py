"""The demo's stories come true at any hour, and show every state."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.audit.models import Entry
from linli.cases.models import Call, Case, Clock
from linli.core.zone import SHANGHAI
from linli.procedures.hotline import demo
from linli.procedures.hotline.models import Request
from linli.procedures.hotline.procedure import HOTLINE
from linli.procedures.hotline.words import GRADES, KINDS, OUTCOMES
from linli.registers.duties.demo import load_duties
from tests.jinan import make_jinan
from tests.undoing import undone

# A Wednesday morning, the first minute of a year, a Sunday evening in the Spring Festival.
HOURS = (
    datetime(2026, 3, 4, 10, 30, tzinfo=SHANGHAI),
    datetime(2027, 1, 1, 0, 0, tzinfo=SHANGHAI),
    datetime(2026, 2, 22, 21, 15, tzinfo=SHANGHAI),
)


def played(at):
    make_jinan()
    load_units(at=at)
    load_people(at=at)
    load_duties(at=at)
    return demo.load(at=at)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, loaded once for all tests that only look at it: how many it received."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), undone():
        patch.setenv("LINLI_HEADS", str(tmp_path_factory.mktemp("demo") / "heads.jsonl"))
        yield played(HOURS[0])


@pytest.mark.django_db
class TestLoad:
    # First, while nothing is loaded for the others.
    @pytest.mark.hard
    @pytest.mark.parametrize("at", HOURS[1:], ids=lambda at: f"{at:%a %H:%M}")
    def test_leads_to_every_state(self, at):
        count = played(at)
        assert 60 <= count <= 100
        states = Counter(Case.objects.values_list("state", flat=True))
        assert set(states) == {state.key for state in HOTLINE.states}
        assert not Entry.objects.filter(at__gt=at).exists()
        assert Case.objects.filter(post__isnull=False, closed_at=None).exists()

    def test_shows_each_kind_grade_and_outcome_and_every_pressing_thing(self, loaded):
        at = HOURS[0]
        for field, choices in (("kind", KINDS), ("outcome", OUTCOMES)):
            shown = set(Request.objects.values_list(field, flat=True))
            assert {choice.key for choice in choices} <= shown
        assert {grade.key for grade in GRADES} <= set(Case.objects.values_list("lane", flat=True))
        assert Case.objects.overdue(at).exists()
        assert Case.objects.due_soon(at).exists()
        assert Clock.objects.filter(extension__gt=0, stopped_at=None).exists()
        assert Case.objects.filter(round=2).exists()
        assert Call.objects.filter(done_at=None, not_before_at__lte=at).exists()
        assert len({code // 10**6 for code in Case.objects.values_list("region_id", flat=True)}) > 9

    def test_plays_nothing_twice(self, loaded):
        assert demo.load(at=HOURS[0] + timedelta(hours=1)) == 0
        assert Case.objects.count() == loaded

    def test_gives_receipts_that_open_their_messages(self, loaded):
        receipts = demo.receipts()
        assert len(receipts) >= 3
        assert all(passcode for _, passcode, _ in receipts)
