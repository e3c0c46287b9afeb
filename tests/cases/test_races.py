"""Two at once: a step is taken once, and the other is told where the case stands now.

All steps of all procedures in every run; from all their states, by one form sent twice, and all
that can be done side by side, in `make test-hard`.
"""

from __future__ import annotations

import pytest

from linli.base.audit.models import Entry
from linli.cases.engine import move
from linli.cases.models import Case, Message
from linli.cases.registry import rooms
from linli.cases.sweep import sweep
from linli.core.errors import WrongState
from tests.at_once import at_once
from tests.cases import racing
from tests.requests import DAY, HOUR, START, dispatch, in_state, new_request

pytestmark = pytest.mark.django_db(transaction=True)


class TestTwoOfficers:
    def test_take_a_step_once(self, cast):
        case = in_state("dispatched", cast)
        first, second = (post.actor() for post in (cast.street_clerk, cast.second_street_clerk))
        results = at_once(
            lambda: move(case, "accept", by=first, at=START + 2 * HOUR),
            lambda: move(case, "accept", by=second, at=START + 2 * HOUR),
        )
        refusals = [result for result in results if isinstance(result, WrongState)]
        assert len(refusals) == 1
        assert "办理中" in refusals[0].message.zh
        assert Entry.objects.filter(chain=case.chain, kind="hotline.accept").count() == 1

    def test_dispatch_to_two_units_once(self, cast):
        case = new_request(cast)
        results = at_once(
            lambda: dispatch(case, cast),
            lambda: dispatch(case, cast, item=None, unit=cast.government),
        )
        assert sum(isinstance(result, Case) for result in results) == 1
        assert case.request.dispatches.count() == 1


class TestOneForm:
    def test_sent_twice_at_once_is_one_message(self, cast):
        cases = at_once(*[lambda: new_request(cast, submission_key="same")] * 4)
        assert len({case.pk for case in cases}) == 1  # type: ignore[attr-defined]
        assert Message.objects.count() == 1


class TestTwoWorkers:
    def test_sweep_a_clock_once(self, cast):
        for _ in range(3):
            dispatch(new_request(cast), cast)
        results = at_once(*[lambda: sweep(START + 9 * DAY)] * 3)
        assert sum(result.lapsed for result in results) == 3  # type: ignore[attr-defined]
        assert Entry.objects.filter(kind="case.lapsed").count() == 3


class TestProcedures:
    def test_have_each_a_builder_of_their_cases(self):
        assert {room.procedure.key for room in rooms} == set(racing.BUILDERS)


@pytest.mark.parametrize(("procedure", "state"), list(racing.sources()))
class TestAllSteps:
    def test_are_taken_once(self, cast, procedure, state):
        for step in racing.raced_from(procedure, state):
            case, at = racing.ready(procedure, step, state, cast)
            by = racing.able(case, step, cast, at)
            assert by, f"nobody can take {step} from {state}"
            racing.two_officers(case, step, by, at, cast)

    @pytest.mark.hard
    def test_side_by_side_leave_one_story(self, cast, procedure, state):
        for steps in racing.pairs_from(procedure, state):
            case, at = racing.ready(procedure, steps[0], state, cast)
            racing.two_steps(case, steps, at, cast)


@pytest.mark.hard
@pytest.mark.parametrize(("procedure", "state"), list(racing.sources()))
class TestAllStepsFromAllStates:
    def test_are_taken_once_by_two_officers_and_by_one_form_sent_twice(
        self, cast, procedure, state
    ):
        for step in racing.steps_from(procedure, state):
            for race in (racing.two_officers, racing.one_form_twice):
                case, at = racing.ready(procedure, step, state, cast)
                by = racing.able(case, step, cast, at)
                if by:
                    race(case, step, by, at, cast)
