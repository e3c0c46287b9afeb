"""The demo's petitions come true at any hour, and show every state."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from linli.base.accounts.demo_people import load_people
from linli.base.accounts.demo_units import load_units
from linli.base.accounts.models import Post
from linli.base.audit.models import Entry
from linli.cases.models import Case, Clock
from linli.core.zone import SHANGHAI
from linli.procedures.petitions import demo
from linli.procedures.petitions.models import Document, Petition, Referral, Supervision
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import ACCUSATION, CHANNELS
from tests.jinan import make_jinan
from tests.undoing import undone

# A Wednesday morning, the first minute of a year.
HOURS = (
    datetime(2026, 3, 4, 10, 30, tzinfo=SHANGHAI),
    datetime(2027, 1, 1, 0, 0, tzinfo=SHANGHAI),
)


def played(at):
    make_jinan()
    load_units(at=at)
    load_people(at=at)
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
        assert 40 <= played(at) <= 60
        states = Counter(Case.objects.values_list("state", flat=True))
        assert set(states) == {state.key for state in PETITION.states}
        assert not Entry.objects.filter(at__gt=at).exists()

    def test_shows_each_channel_and_course_and_every_pressing_thing(self, loaded):
        at = HOURS[0]
        channels = set(Case.objects.values_list("message__channel", flat=True))
        assert channels == {channel.key for channel in CHANNELS}
        lanes = set(Case.objects.values_list("lane", flat=True))
        assert {"R2", "R4", "R6", "S", ACCUSATION, "simple"} <= lanes
        assert Petition.objects.filter(visitors=7).exists()
        assert {"agreed", "refused"} <= set(Referral.objects.values_list("ruling", flat=True))
        assert Case.objects.overdue(at).exists()
        assert Clock.objects.filter(term="handle", extension__gt=0, stopped_at=None).exists()
        undelivered = Document.objects.filter(kind="opinion", delivered_on=None)
        assert undelivered.filter(tries=2).exists()
        supervised = Supervision.objects
        assert supervised.filter(is_adopted=True).exists()
        assert supervised.filter(decided_at=None).exclude(escalated_at=None).exists()
        assert Petition.objects.exclude(office_satisfied="").exists()
        assert Petition.objects.exclude(unit_satisfied="").exists()

    def test_seals_accusations_from_the_accused(self, loaded):
        sealed = Case.objects.filter(lane=ACCUSATION)
        assert sealed.count() == sealed.filter(is_sealed=True).count() == 3
        street = Post.objects.filter(unit__code="370103015").select_related("unit__region")
        for post in street:
            assert not Case.objects.visible_to(post).filter(is_sealed=True).exists()

    def test_plays_nothing_twice(self, loaded):
        assert demo.load(at=HOURS[0] + timedelta(hours=1)) == 0
        assert Case.objects.count() == loaded

    def test_gives_receipts_that_open_their_messages(self, loaded):
        receipts = demo.receipts()
        assert len(receipts) >= 3
        assert all(passcode for _, passcode, _ in receipts)
