"""The person is asked once a round, by the way they chose, when the term is over or answered."""

from __future__ import annotations

import pytest

from linli.cases.engine import move
from linli.cases.models import Call, Case
from linli.cases.steps import steps_for
from linli.cases.sweep import sweep
from linli.cases.timeline import for_sender
from linli.core.errors import Refused
from tests.requests import DAY, HOUR, START, by_telephone, dispatch, in_state, new_request, sender

pytestmark = pytest.mark.django_db
LATE = START + 9 * DAY
UNHAPPY = {"resolved": "no", "satisfied": "dissatisfied"}


def offered(case: Case, at) -> list[str]:
    """Return the steps that the sender can take now."""
    steps = steps_for(case, by=sender(case), at=at)
    return [one.step.key for one in steps if not one.why_not]


class TestOnTheTrackingPage:
    def test_is_asked_for_when_the_term_is_over_without_an_answer(self, cast):
        case = dispatch(new_request(cast), cast)
        assert offered(case, START + 2 * HOUR) == []
        assert offered(case, LATE) == ["rate_late"]
        case = move(case, "rate_late", by=sender(case), at=LATE, **UNHAPPY)
        assert (case.state, case.request.satisfied) == ("dispatched", "dissatisfied")
        assert offered(case, LATE) == []

    def test_spends_the_one_call_back_of_the_round(self, cast):
        case = dispatch(by_telephone(cast), cast)
        sweep(LATE)
        assert Call.objects.get(case=case, done_at=None).purpose == "call_back"
        case = move(case, "rate_late", by=sender(case), at=LATE, **UNHAPPY)
        assert not Call.objects.filter(case=case, done_at=None).exists()
        with pytest.raises(Refused):
            move(
                case, "call_back_late", by=cast.hotline_clerk.actor(), at=LATE,
                reached="yes", **UNHAPPY,
            )  # fmt: skip

    def test_leaves_room_to_judge_the_answer_when_it_comes(self, cast):
        case = dispatch(new_request(cast), cast)
        move(case, "rate_late", by=sender(case), at=LATE, **UNHAPPY)
        clerk = cast.street_clerk.actor()
        move(case, "accept", by=clerk, at=LATE)
        move(case, "contact", by=clerk, at=LATE + HOUR, way="visit")
        case = move(case, "answer", by=clerk, at=LATE + HOUR, result="solved", answer="已清运。")
        assert "rate" in offered(case, LATE + HOUR)


class TestCallBack:
    @pytest.mark.parametrize("step", ["call_back", "call_back_late"])
    def test_is_not_for_who_chose_the_tracking_page(self, cast, step):
        case = in_state("answered" if step == "call_back" else "dispatched", cast)
        with pytest.raises(Refused) as refusal:
            move(case, step, by=cast.hotline_clerk.actor(), at=LATE, reached="yes", **UNHAPPY)
        assert refusal.value.code == "by_telephone"

    def test_that_reached_nobody_is_told_as_that(self, cast):
        case = in_state(
            "answered", cast, channel="telephone", contact_by="telephone",
            people={"telephone": "13812345678"},
        )  # fmt: skip
        move(
            case, "call_back", by=cast.hotline_clerk.actor(), at=START + 5 * HOUR,
            reached="no", resolved="unsaid", satisfied="unsaid",
        )  # fmt: skip
        line = next(line for line in for_sender(case) if line.what.zh == "已回访")
        assert "多次联系不上" in [said.value.zh for said in line.said]
