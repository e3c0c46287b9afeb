"""Calls that tell people: one for all that is new, one clerk at a time, outside quiet hours."""

from __future__ import annotations

import pytest

from linli.base.audit.models import Entry
from linli.cases import telling
from linli.cases.engine import move
from linli.cases.models import Call
from linli.cases.notes import write
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.procedures.hotline.opening import open_request
from tests.requests import HOUR, START, by_telephone, dispatch, draft, in_state, new_request

pytestmark = pytest.mark.django_db
MINUTE = HOUR / 60


def taken_by(post, cast, channel="telephone"):
    """Return a request that `post` wrote down at START, from somebody with only a telephone."""
    said = draft(
        cast.street, channel=channel, contact_by="telephone", people={"telephone": "13812345678"}
    )
    return open_request(said, submission_key="taken", by=post.actor(), at=START).case


@pytest.fixture
def case(cast):
    return dispatch(by_telephone(cast), cast)


@pytest.fixture
def call(case):
    return Call.objects.get(case=case)


class TestTell:
    def test_is_for_those_who_gave_only_a_telephone(self, cast):
        dispatch(new_request(cast), cast)
        assert not Call.objects.exists()

    def test_adds_news_to_the_call_that_waits(self, cast, case, call):
        clerk = cast.street_clerk.actor()
        write(case, text="明天上门", is_public=True, by=clerk, at=START + 2 * HOUR)
        call.refresh_from_db()
        assert call.about == "note"
        assert Call.objects.count() == 1

    def test_says_nothing_of_steps_that_are_talks_with_the_person(self, cast, case, call):
        telling.finish(call, by=cast.hotline_clerk.actor(), at=START + HOUR, outcome="told")
        clerk = cast.street_clerk.actor()
        move(case, "accept", by=clerk, at=START + 2 * HOUR)
        move(case, "contact", by=clerk, at=START + 3 * HOUR, way="telephone")
        assert not Call.objects.filter(done_at=None).exists()

    def test_is_not_owed_to_who_hears_it_on_the_line(self, cast):
        case = taken_by(cast.hotline_clerk, cast)
        dispatch(case, cast, at=START + telling.ON_THE_LINE_FOR - MINUTE)
        assert not Call.objects.exists()
        street = cast.street_clerk.actor()
        write(case, text="明天上门", is_public=True, by=street, at=START + MINUTE)
        assert Call.objects.get().about == "note"

    @pytest.mark.parametrize(
        ("taker", "channel", "minutes"),
        [
            ("hotline_clerk", "telephone", 15),
            ("other_hotline_clerk", "telephone", 1),
            ("hotline_clerk", "visit", 1),
        ],
    )
    def test_is_owed_to_who_has_hung_up_or_never_rang(self, cast, taker, channel, minutes):
        case = taken_by(getattr(cast, taker), cast, channel=channel)
        dispatch(case, cast, at=START + minutes * MINUTE)
        assert Call.objects.get(case=case).about == "dispatch"

    def test_becomes_the_call_back_when_that_is_due(self, cast):
        answered = in_state(
            "answered", cast, channel="telephone", contact_by="telephone",
            people={"telephone": "13812345678"},
        )  # fmt: skip
        assert [call.purpose for call in Call.objects.filter(case=answered)] == ["call_back"]

    def test_is_not_owed_about_the_call_back_itself(self, cast):
        answered = in_state(
            "answered", cast, channel="telephone", contact_by="telephone",
            people={"telephone": "13812345678"},
        )  # fmt: skip
        said = {"reached": "yes", "resolved": "yes", "satisfied": "satisfied"}
        move(answered, "call_back", by=cast.hotline_clerk.actor(), at=START + 5 * HOUR, **said)
        assert not Call.objects.filter(done_at=None).exists()


class TestClaim:
    def test_holds_the_call_for_one_clerk(self, cast, call):
        telling.claim(call, by=cast.hotline_clerk.actor(), at=START + 2 * HOUR)
        with pytest.raises(WrongState) as refusal:
            telling.claim(call, by=cast.other_hotline_clerk.actor(), at=START + 2 * HOUR)
        assert "赵敏" in refusal.value.message.zh

    def test_ends_after_a_while(self, cast, call):
        telling.claim(call, by=cast.hotline_clerk.actor(), at=START + 2 * HOUR)
        later = START + 2 * HOUR + telling.HELD_FOR + HOUR
        taken = telling.claim(call, by=cast.other_hotline_clerk.actor(), at=later)
        assert taken.claimed_by == cast.other_hotline_clerk

    @pytest.mark.parametrize(("hour", "code"), [(22, "quiet_hours"), (7, "quiet_hours")])
    def test_is_refused_in_quiet_hours(self, cast, call, hour, code):
        with pytest.raises(Refused) as refusal:
            telling.claim(call, by=cast.hotline_clerk.actor(), at=START.replace(hour=hour))
        assert refusal.value.code == code

    @pytest.mark.parametrize("post", ["street_clerk", "street_head", "hotline_head", "expired"])
    def test_is_for_coordinating_posts_alone(self, cast, call, post):
        with pytest.raises(NotAllowed):
            telling.claim(call, by=getattr(cast, post).actor(), at=START + 2 * HOUR)


class TestPostpone:
    def test_frees_the_call_for_later_on_record(self, cast, case, call):
        clerk = cast.hotline_clerk.actor()
        telling.claim(call, by=clerk, at=START + 2 * HOUR)
        call = telling.postpone(call, by=clerk, at=START + 2 * HOUR)
        assert (call.tries, call.claimed_by) == (1, None)
        assert call.not_before_at == START + 5 * HOUR
        line = Entry.objects.get(chain=case.chain, kind="case.called")
        assert (line.facts["code"], line.facts["tries"]) == ("no_answer", 1)

    def test_in_the_evening_waits_for_the_morning(self, cast, call):
        evening = START.replace(hour=19)
        call = telling.postpone(call, by=cast.hotline_clerk.actor(), at=evening)
        assert call.not_before_at.isoformat() == "2026-03-03T08:30:00+08:00"

    def test_is_no_try_before_the_call_is_due_again(self, cast, call):
        clerk = cast.hotline_clerk.actor()
        telling.claim(call, by=clerk, at=START + 2 * HOUR)
        call = telling.postpone(call, by=clerk, at=START + 2 * HOUR)
        with pytest.raises(Refused) as refusal:
            telling.postpone(call, by=clerk, at=START + 3 * HOUR)
        assert refusal.value.code == "too_early"
        assert telling.postpone(call, by=clerk, at=START + 5 * HOUR).tries == 2

    def test_of_somebody_elses_call_is_refused(self, cast, call):
        telling.claim(call, by=cast.hotline_clerk.actor(), at=START + 2 * HOUR)
        with pytest.raises(WrongState):
            telling.postpone(call, by=cast.other_hotline_clerk.actor(), at=START + 2 * HOUR)


class TestFinish:
    def test_twice_is_refused(self, cast, call):
        clerk = cast.hotline_clerk.actor()
        telling.finish(call, by=clerk, at=START + 2 * HOUR, outcome="told")
        with pytest.raises(WrongState):
            telling.finish(call, by=clerk, at=START + 2 * HOUR, outcome="told")

    def test_of_a_call_that_asks_something_is_refused(self, cast):
        answered = in_state(
            "answered", cast, channel="telephone", contact_by="telephone",
            people={"telephone": "13812345678"},
        )  # fmt: skip
        owed, clerk = Call.objects.get(case=answered), cast.hotline_clerk.actor()
        with pytest.raises(Refused) as refusal:
            telling.finish(owed, by=clerk, at=START + 5 * HOUR, outcome="told")
        assert refusal.value.code == "asks_more"

    def test_with_an_undeclared_outcome_is_refused(self, cast, call):
        with pytest.raises(Refused) as refusal:
            telling.finish(
                call, by=cast.hotline_clerk.actor(), at=START + 2 * HOUR, outcome="whatever"
            )
        assert refusal.value.field == "outcome"
