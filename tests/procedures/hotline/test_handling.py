"""A request from the message to the person's own judgement, step by step."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.audit.models import Entry
from linli.cases.engine import move
from linli.cases.models import NO_DUE, Call, Case, Clock
from linli.cases.sweep import sweep
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.zone import SHANGHAI
from linli.procedures.hotline.procedure import HOTLINE
from tests.courses import clock
from tests.requests import (
    DAY,
    HOUR,
    START,
    by_telephone,
    dispatch,
    duty,
    in_state,
    new_request,
    sender,
)

pytestmark = pytest.mark.django_db


class TestProcedure:
    def test_has_no_problems(self):
        assert HOTLINE.problems() == []


class TestOpening:
    def test_starts_the_two_hours_for_dispatching(self, cast):
        case = new_request(cast)
        assert case.state == "received"
        assert case.unit == cast.hotline_centre
        assert case.due_at == START + 2 * HOUR

    def test_same_form_twice_is_the_same_case(self, cast):
        first = new_request(cast, submission_key="same")
        again = new_request(cast, submission_key="same")
        assert again.pk == first.pk
        assert Case.objects.count() == 1

    def test_place_without_centre_is_refused_at_the_field(self, cast):
        with pytest.raises(Refused) as refusal:
            new_request(cast, region=cast.province)
        assert refusal.value.field == "region"
        assert not Case.objects.exists()


class TestDispatch:
    def test_starts_the_grade_at_dispatch_and_not_before(self, cast):
        case = dispatch(new_request(cast), cast, at=START + HOUR)
        term = clock(case, "normal")
        assert term.started_at == START + HOUR
        # Monday 2 March + 7 days = Monday 9 March
        assert term.due_at == datetime(2026, 3, 9, 23, 59, 59, tzinfo=SHANGHAI)
        assert clock(case, "intake").stopped_at == START + HOUR

    @pytest.mark.parametrize(
        ("grade", "due"),
        [
            ("emergency", "2026-03-02T13:00:00"),
            ("utility", "2026-03-03T11:00:00"),
            ("normal", "2026-03-09T23:59:59"),
            ("complex", "2026-03-17T23:59:59"),
        ],
    )
    def test_gives_each_grade_its_time(self, cast, grade, due):
        case = dispatch(new_request(cast), cast, at=START + HOUR, grade=grade)
        assert case.due_at == datetime.fromisoformat(due).replace(tzinfo=SHANGHAI)

    def test_to_a_street_sends_a_copy_to_the_county(self, cast):
        case = dispatch(new_request(cast), cast)
        assert Case.objects.visible_to(cast.government_handler).filter(pk=case.pk).exists()
        overseeing = case.participations.filter(unit=cast.government, part="overseeing")
        assert overseeing.exists()

    def test_lets_the_unit_see_it_and_no_other(self, cast):
        case = new_request(cast)
        assert not Case.objects.visible_to(cast.street_clerk).exists()
        dispatch(case, cast)
        assert Case.objects.visible_to(cast.street_clerk).exists()
        assert not Case.objects.visible_to(cast.other_street_clerk).exists()
        assert not Case.objects.visible_to(cast.far_street_clerk).exists()

    @pytest.mark.parametrize(
        ("which", "unit", "assisting", "is_allowed"),
        [
            ("own", "street_unit", [], True),
            ("own", "department", [], False),
            ("assisting", "department", ["street_unit"], True),
            ("assisting", "street_unit", ["department"], False),
            ("taken_back", "department", [], True),
            ("taken_back", "street_unit", [], False),
            ("taken_back", "department", ["street_unit"], False),
            (None, "government", [], True),
            (None, "street_unit", [], False),
            (None, "city_government", [], False),
        ],
    )
    def test_follows_the_three_lists(self, cast, which, unit, assisting, is_allowed):
        case = new_request(cast)
        values = {
            "unit": getattr(cast, unit),
            "assisting": [getattr(cast, name) for name in assisting],
            "item": duty(cast, which) if which else None,
        }
        if is_allowed:
            assert dispatch(case, cast, **values).unit == values["unit"]
        else:
            with pytest.raises(Refused) as refusal:
                dispatch(case, cast, **values)
            assert refusal.value.field == "unit"

    def test_never_goes_to_a_community(self, cast):
        with pytest.raises(Refused) as refusal:
            dispatch(new_request(cast), cast, unit=cast.community_unit)
        assert refusal.value.code == "to_community"

    def test_never_goes_to_another_place(self, cast):
        with pytest.raises(Refused) as refusal:
            dispatch(new_request(cast), cast, unit=cast.far_street_unit)
        assert refusal.value.code == "other_place"


class TestObjection:
    def test_leaves_the_unit_responsible_and_its_clock_running(self, cast):
        case = in_state("objected", cast)
        assert case.unit == cast.street_unit
        assert clock(case, "normal").is_running
        assert clock(case, "ruling").due_at.date().isoformat() == "2026-03-03"

    def test_upheld_releases_the_unit_and_the_clock_runs_on(self, cast):
        case = in_state("to_redispatch", cast)
        before = clock(case, "normal")
        assert case.unit == cast.hotline_centre
        assert not Case.objects.visible_to(cast.street_clerk).exists()
        item = duty(cast, "assisting")
        case = dispatch(
            case, cast, at=START + DAY, unit=cast.department, grade="complex", item=item
        )
        assert case.unit == cast.department
        after = Clock.objects.get(case=case, term="normal")
        assert (after.pk, after.due_at) == (before.pk, before.due_at)
        assert not Clock.objects.filter(case=case, term="complex").exists()

    def test_rejected_leaves_it_with_the_unit(self, cast):
        case = in_state("objected", cast)
        case = move(
            case, "reject", by=cast.supervisor.actor(), at=START + 3 * HOUR, reason="属基本职责"
        )
        assert (case.state, case.unit) == ("handling", cast.street_unit)
        assert case.request.dispatches.get().ruling == "rejected"

    def test_needs_a_ground_of_the_duty_list(self, cast):
        case = in_state("dispatched", cast)
        with pytest.raises(Incomplete) as refusal:
            move(
                case, "object", by=cast.street_clerk.actor(), at=START + 2 * HOUR,
                ground="too_busy", reason="人手不够",
            )  # fmt: skip
        assert refusal.value.field == "ground"

    def test_comes_too_late_after_accepting(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(WrongState):
            move(
                case, "object", by=cast.street_clerk.actor(), at=START + 3 * HOUR,
                ground="not_listed", reason="清单中没有",
            )  # fmt: skip


class TestAnswer:
    def test_waits_until_the_person_was_contacted(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(Refused) as refusal:
            move(
                case, "answer", by=cast.street_clerk.actor(), at=START + 3 * HOUR,
                result="solved", answer="已处理",
            )  # fmt: skip
        assert refusal.value.code == "contacted"

    def test_stops_the_clock_and_starts_the_days_for_rating(self, cast):
        case = in_state("answered", cast)
        assert clock(case, "normal").stopped_at == START + 4 * HOUR
        assert clock(case, "rating").is_running
        assert case.due_at == NO_DUE

    def test_asks_for_one_call_when_a_telephone_was_chosen(self, cast):
        case = dispatch(by_telephone(cast), cast)
        clerk = cast.street_clerk.actor()
        move(case, "accept", by=clerk, at=START + 2 * HOUR)
        move(case, "contact", by=clerk, at=START + 3 * HOUR, way="telephone")
        move(case, "answer", by=clerk, at=START + 4 * HOUR, result="solved", answer="好了")
        call = Call.objects.get(case=case, purpose="call_back")
        assert call.unit == cast.hotline_centre


class TestContact:
    def test_keeps_its_own_time(self, cast):
        case = in_state("handling", cast)
        move(
            case, "contact", by=cast.street_clerk.actor(), at=START + 3 * HOUR,
            way="telephone", contacted_at=START + 2 * HOUR,
        )  # fmt: skip
        case.request.refresh_from_db()
        assert case.request.contacted_at == START + 2 * HOUR

    @pytest.mark.parametrize(
        ("offset", "code"), [(9 * HOUR, "in_future"), (-9 * HOUR, "too_early")]
    )
    def test_refuses_impossible_times(self, cast, offset, code):
        case = in_state("handling", cast)
        with pytest.raises(Refused) as refusal:
            move(
                case, "contact", by=cast.street_clerk.actor(), at=START + 3 * HOUR,
                way="visit", contacted_at=START + offset,
            )  # fmt: skip
        assert refusal.value.code == code


class TestExtension:
    def test_moves_the_end_and_tells_the_hotline(self, cast):
        case = in_state("handling", cast)
        case = move(
            case, "extend", by=cast.street_head.actor(), at=START + DAY, units=5, reason="需要施工"
        )
        assert case.due_at == datetime(2026, 3, 14, 23, 59, 59, tzinfo=SHANGHAI)

    def test_stops_at_its_cap_over_all_times(self, cast):
        case = in_state("handling", cast)
        head = cast.street_head.actor()
        move(case, "extend", by=head, at=START + DAY, units=5, reason="需要施工")
        with pytest.raises(Refused) as refusal:
            move(case, "extend", by=head, at=START + DAY, units=4, reason="还需要施工")
        assert (refusal.value.code, refusal.value.field) == ("extends_too_far", "units")

    def test_is_for_the_head_alone(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(NotAllowed):
            move(case, "extend", by=cast.street_clerk.actor(), at=START + DAY, units=1, reason="忙")


class TestCallBack:
    def test_comes_at_the_lapse_when_no_answer_came(self, cast):
        case = dispatch(by_telephone(cast), cast)
        late = START + 9 * DAY
        sweep(late)
        call = Call.objects.get(case=case, purpose="call_back")
        move(
            case, "call_back_late", by=cast.hotline_clerk.actor(), at=late,
            reached="yes", resolved="no", satisfied="dissatisfied",
        )  # fmt: skip
        call.refresh_from_db()
        assert call.done_at == late

    def test_is_spent_after_one_contact_a_round(self, cast):
        case = dispatch(by_telephone(cast), cast)
        late = START + 9 * DAY
        sweep(late)
        said = {"reached": "yes", "resolved": "no", "satisfied": "dissatisfied"}
        move(case, "call_back_late", by=cast.hotline_clerk.actor(), at=late, **said)
        clerk = cast.street_clerk.actor()
        move(case, "accept", by=clerk, at=late)
        move(case, "contact", by=clerk, at=late, way="telephone")
        case = move(case, "answer", by=clerk, at=late, result="solved", answer="补办完毕")
        assert not Call.objects.filter(case=case, purpose="call_back", done_at=None).exists()
        with pytest.raises(Refused) as refusal:
            move(case, "call_back", by=cast.hotline_clerk.actor(), at=late, **said)
        assert refusal.value.code == "not_called_back"
        assert move(case, "close", by=cast.hotline_clerk.actor(), at=late).state == "closed"

    def test_is_never_made_by_the_unit_that_handled(self, cast):
        case = in_state("answered", cast)
        with pytest.raises(NotAllowed):
            move(
                case, "call_back", by=cast.street_clerk.actor(), at=START + 5 * HOUR,
                reached="yes", resolved="yes", satisfied="satisfied",
            )  # fmt: skip

    def test_waits_for_the_morning_outside_calling_hours(self, cast):
        night = START.replace(hour=23)
        case = by_telephone(cast, at=night)
        dispatch(case, cast, at=night)
        call = Call.objects.get(case=case, purpose="tell")
        assert call.not_before_at == datetime(2026, 3, 3, 8, 30, tzinfo=SHANGHAI)


class TestRating:
    def test_by_the_person_closes_it(self, cast):
        case = in_state("closed", cast)
        assert (case.request.resolved, case.request.satisfied) == ("yes", "satisfied")
        assert case.closed_at == START + 5 * HOUR

    def test_is_given_once_a_round(self, cast):
        case = in_state("closed", cast)
        with pytest.raises(Refused) as refusal:
            move(
                case, "rate", by=sender(case), at=START + 6 * HOUR,
                resolved="no", satisfied="dissatisfied",
            )  # fmt: skip
        assert refusal.value.code == "not_rated"

    def test_missing_for_seven_days_closes_the_case(self, cast):
        case = in_state("answered", cast)
        sweep(START + 7 * DAY)
        case.refresh_from_db()
        assert case.state == "answered"
        sweep(START + 8 * DAY)
        case.refresh_from_db()
        assert case.state == "closed"

    def test_is_not_for_another_receipt(self, cast):
        case, other = in_state("answered", cast), new_request(cast)
        with pytest.raises(NotAllowed):
            move(
                case, "rate", by=sender(other), at=START + 6 * HOUR,
                resolved="yes", satisfied="satisfied",
            )  # fmt: skip


class TestReopening:
    def test_begins_a_round_with_clocks_of_its_own(self, cast):
        case = in_state("closed", cast)
        case = move(case, "reopen", by=sender(case), at=START + DAY, reason="又堆起来了")
        assert (case.state, case.round, case.closed_at) == ("received", 2, None)
        assert case.unit == cast.hotline_centre
        assert case.due_at == START + DAY + 2 * HOUR
        case = dispatch(case, cast, at=START + DAY + HOUR)
        assert clock(case, "normal").round == 2
        assert case.due_at == datetime(2026, 3, 10, 23, 59, 59, tzinfo=SHANGHAI)

    def test_is_refused_after_two_months(self, cast):
        case = in_state("closed", cast)
        with pytest.raises(Refused) as refusal:
            move(case, "reopen", by=sender(case), at=START + 90 * DAY, reason="又堆起来了")
        assert refusal.value.code == "may_be_reopened"


class TestLog:
    def test_has_a_line_for_every_step(self, cast):
        case = in_state("closed", cast)
        kinds = list(
            Entry.objects.filter(chain=case.chain).order_by("no").values_list("kind", flat=True)
        )
        assert kinds == [
            "case.opened",
            "hotline.dispatch",
            "hotline.accept",
            "hotline.contact",
            "hotline.answer",
            "hotline.rate",
        ]

    def test_has_a_line_for_a_refused_step_and_nothing_else_changed(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(NotAllowed):
            move(
                case, "answer", by=cast.far_street_clerk.actor(), at=START + 3 * HOUR,
                result="solved", answer="好了",
            )  # fmt: skip
        line = Entry.objects.filter(chain="system", kind="hotline.answer").get()
        assert line.facts == {"case": case.pk, "refused": "not_allowed"}
        case.refresh_from_db()
        assert case.state == "handling"
