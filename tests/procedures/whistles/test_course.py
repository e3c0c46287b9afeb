"""A whistle from the township's words to its end, and all that can come between."""

from __future__ import annotations

from datetime import datetime

import pytest

from linli.base.audit.log import entries
from linli.base.notices.models import Notice
from linli.cases import links
from linli.cases.models import Call as Telephone
from linli.cases.models import Case
from linli.cases.sealing import seal
from linli.cases.sweep import sweep
from linli.cases.timeline import for_sender
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.zone import SHANGHAI
from linli.procedures.whistles import proposing
from linli.procedures.whistles.models import Shift
from tests.courses import clock
from tests.requests import by_telephone, dispatch, duty, new_request
from tests.whistles import (
    DAY,
    HOUR,
    START,
    called,
    item,
    new_whistle,
    of_unit,
    take,
    turnout,
)

pytestmark = pytest.mark.django_db


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def told(unit, kind: str) -> int:
    return Notice.objects.filter(unit=unit, kind=kind).count()


class TestProposals:
    def test_names_the_department_with_its_reason_by_each_list(self, cast):
        item(cast)
        duty(cast, "own", name="油烟扰民的劝导", keywords="油烟扰民",
             assisting_names="住房和城乡建设局")  # fmt: skip
        found = {one.unit: one for one in proposing.proposals(new_whistle(cast), at=START)}
        assert set(found) == {cast.department, cast.other_department}
        assert "主责" in found[cast.department].why.zh
        assert "流动摊贩" in found[cast.department].why.zh
        assert "街道基本职责" in found[cast.other_department].why.zh

    def test_proposes_no_township_and_no_government(self, cast):
        duty(cast, "own", name="占道经营", keywords="占道经营")
        assert proposing.proposals(new_whistle(cast), at=START) == []


class TestCall:
    def test_gives_each_department_a_case_with_clocks_of_its_own(self, cast):
        whistle = called(cast, units=[cast.department, cast.other_department])
        one, other = (of_unit(whistle, u) for u in (cast.department, cast.other_department))
        assert [part.pk for part in links.open_parts(whistle)] == [one.pk, other.pk]
        assert {c.term for c in one.clocks.all()} == {"sign", "contact", "attend_joint"}
        take(one, "sign", cast)
        assert clock(one, "sign").stopped_at and clock(other, "sign").stopped_at is None
        assert (one.unit, one.coordinator) == (cast.department, cast.street_unit)
        assert Case.objects.visible_to(cast.government_handler).filter(pk=one.pk).exists()
        assert not Case.objects.visible_to(cast.other_department_handler).filter(pk=one.pk)
        assert not Case.objects.visible_to(cast.department_handler).filter(pk=whistle.pk)

    def test_asks_why_for_those_not_proposed(self, cast):
        case = new_whistle(cast)
        with pytest.raises(Incomplete) as refused:
            take(case, "call", cast, units=[], others=[cast.department], reason="")
        assert refused.value.field == "reason"

    @pytest.mark.parametrize(
        ("unit", "code"),
        [("community_unit", "not_callable"), ("government", "not_callable"),
         ("far_department", "not_here"), ("department", "called_already")],
    )  # fmt: skip
    def test_calls_departments_of_the_place_once(self, cast, unit, code):
        whistle = called(cast)
        with pytest.raises(Refused) as refused:
            take(whistle, "call_more", cast, others=[getattr(cast, unit)])
        assert refused.value.code == code

    def test_is_the_townships_own_and_in_its_area(self, cast):
        with pytest.raises(NotAllowed):
            new_whistle(cast, by=cast.department_handler.actor())
        with pytest.raises(Refused) as refused:
            new_whistle(cast, region=cast.far_community)
        assert refused.value.code == "elsewhere"
        key = "the same form"
        assert new_whistle(cast, submission_key=key) == new_whistle(cast, submission_key=key)


class TestComing:
    def test_goes_from_the_call_to_the_assessment(self, cast):
        whistle = called(cast)
        case = of_unit(whistle, cast.department)
        for step in ("sign", "contact", "arrive", "confirm", "act", "report", "assess"):
            case = take(case, step, cast)
        assert (case.state, case.turnout.result) == ("assessed", "solved")
        assert told(cast.street_unit, "whistle.all_back") == 1
        whistle = take(whistle, "close", cast)
        assert whistle.state == "closed"

    def test_counts_from_when_they_came_and_not_from_when_it_was_confirmed(self, cast):
        case = take(turnout(cast), "sign", cast)
        came = moment("2026-03-05 16:00")
        case = take(case, "arrive", cast, at=moment("2026-03-05 16:20"), came_at=came)
        sweep(moment("2026-03-06 09:00"))
        assert clock(case, "attend").lapsed_at is None
        case = take(case, "confirm", cast, at=moment("2026-03-06 10:00"), came_at=came)
        assert (case.state, case.turnout.attended_at) == ("attending", came)
        attend = clock(case, "attend")
        assert not attend.is_late and attend.stopped_at == came

    def test_stands_when_the_township_does_not_answer(self, cast):
        case = take(take(turnout(cast), "sign", cast), "arrive", cast, at=START + 2 * HOUR)
        sweep(moment("2026-03-04 00:01"))
        case.refresh_from_db()
        assert case.state == "attending"
        assert told(cast.street_unit, "case.lapsed") == 1
        assert told(cast.department, "case.lapsed") == 0

    def test_runs_on_when_nobody_came(self, cast):
        case = take(turnout(cast), "sign", cast)
        case = take(case, "arrive", cast, at=START + 2 * HOUR)
        case = take(case, "deny", cast, at=START + 4 * HOUR)
        assert clock(case, "attend").is_running
        assert case.turnout.arrived_at is None
        assert told(cast.department, "whistle.denied") == 1

    @pytest.mark.parametrize(
        ("came", "code"), [("2026-03-02 09:00", "too_early"), ("2026-03-02 23:00", "in_future")]
    )
    def test_takes_no_impossible_time(self, cast, came, code):
        case = take(turnout(cast), "sign", cast)
        with pytest.raises(Refused) as refused:
            take(case, "confirm", cast, at=START + HOUR, came_at=moment(came))
        assert refused.value.code == code

    def test_presses_the_department_and_tells_the_county_when_nobody_comes(self, cast):
        take(turnout(cast), "sign", cast)
        sweep(moment("2026-03-06 00:01"))
        assert told(cast.department, "case.lapsed") >= 1
        assert told(cast.government, "whistle.not_attended") == 1

    def test_sends_a_report_back_and_counts_anew(self, cast):
        case = take(turnout(cast, "reported"), "return_report", cast)
        assert case.state == "attending"
        assert clock(case, "report").stopped_at is None

    def test_asks_why_where_it_was_not_solved(self, cast):
        case = turnout(cast, "reported")
        with pytest.raises(Incomplete) as refused:
            take(case, "assess", cast, result="unsolved")
        assert refused.value.field == "comment"

    def test_hears_a_remark_and_tells_township_and_county(self, cast):
        case = take(turnout(cast, "assessed"), "remark", cast)
        assert told(cast.street_unit, "whistle.remarked") == 1
        assert told(cast.government, "whistle.remarked") == 1
        assert not case.tallies.filter(indicator__contains="remark").exists()


class TestRefusal:
    def test_goes_to_the_county_whose_clock_runs(self, cast):
        case = turnout(cast, "refused")
        assert told(cast.government, "whistle.refused") == 1
        assert clock(case, "attend").stopped_at and clock(case, "sign").stopped_at
        sweep(moment("2026-03-05 00:01"))
        assert told(cast.government, "case.lapsed") == 1
        assert told(cast.department, "case.lapsed") == 0

    def test_ordered_to_come_has_the_whole_time_again(self, cast):
        case = take(turnout(cast, "refused"), "order", cast, at=moment("2026-03-03 09:00"))
        assert case.state == "signed"
        assert clock(case, "attend").due_at.date().isoformat() == "2026-03-06"

    def test_another_department_comes_instead(self, cast):
        case = take(turnout(cast, "refused"), "replace", cast)
        whistle = case.turnout.whistle
        other = of_unit(whistle.case, cast.other_department)
        assert (case.state, other.state) == ("excused", "called")
        assert other.turnout.item == case.turnout.item

    def test_of_what_departments_took_back_is_never_left_with_the_township(self, cast):
        item(cast, "taken_back")
        case = turnout(cast)
        assert case.turnout.is_its_own
        with pytest.raises(Refused) as refused:
            take(case, "refuse", cast, ground="township_alone")
        assert refused.value.code == "its_own"
        case = take(case, "refuse", cast)
        with pytest.raises(Refused) as refused:
            take(case, "excuse", cast)
        assert refused.value.code == "not_its_own"
        for step in ("order", "contact", "confirm"):
            case = take(case, step, cast)
        with pytest.raises(Refused) as refused:
            take(case, "report", cast, outcome="left")
        assert refused.value.field == "outcome"


class TestEmergency:
    def test_has_two_hours_for_all_and_tells_who_is_on_duty(self, cast):
        Shift.objects.create(
            unit=cast.department, post=cast.department_head, telephone="0531-88880000",
            starts_at=START - HOUR, ends_at=START + DAY,
        )  # fmt: skip
        case = turnout(cast, kind="emergency")
        assert {c.term: c.due_at for c in case.clocks.all()} == {
            "sign": START + HOUR, "contact_emergency": START + 2 * HOUR,
            "attend_emergency": START + 2 * HOUR,
        }  # fmt: skip
        assert told(cast.department, "whistle.emergency") == 1
        on_duty = Notice.objects.get(kind="whistle.on_duty")
        assert on_duty.post == cast.department_head

    def test_is_not_stopped_by_a_refusal(self, cast):
        case = take(turnout(cast, kind="emergency"), "refuse", cast)
        assert clock(case, "attend_emergency").is_running
        assert clock(case, "decide_emergency").due_at - case.moved_at == HOUR
        case = take(case, "order", cast)
        assert clock(case, "attend_emergency").due_at == START + 2 * HOUR


class TestJointTask:
    def test_is_told_to_those_who_do_it_and_keeps_the_whistle_open(self, cast):
        both = [cast.department, cast.other_department]
        whistle = take(called(cast, units=both), "set_task", cast)
        assert told(cast.other_department, "whistle.task") == 1
        for unit in both:
            take(of_unit(whistle, unit), "withdraw", cast)
        with pytest.raises(Refused) as refused:
            take(whistle, "close", cast)
        assert refused.value.code == "tasks_done"
        whistle = take(take(whistle, "finish_task", cast), "close", cast)
        assert whistle.state == "closed"

    def test_is_closed_after_its_departments(self, cast):
        with pytest.raises(Refused) as refused:
            take(called(cast), "close", cast)
        assert refused.value.code == "all_back"


class TestOrigin:
    def test_tells_the_resident_once_and_nothing_of_the_resident(self, cast):
        request = dispatch(by_telephone(cast), cast)
        before = Telephone.objects.filter(case=request).count()
        whistle = called(cast, origin=request, at=START + 2 * HOUR)
        take(whistle, "call_more", cast)
        lines = [line.what.zh for line in for_sender(request)]
        assert sum("街道请" in line for line in lines) == 1
        assert "历下区城市管理局" in next(line for line in lines if "街道请" in line)
        assert Telephone.objects.filter(case=request).count() == max(before, 1)
        assert whistle.message_id != request.message_id
        request.refresh_from_db()
        assert request.state == "dispatched"
        kinds = [entry.kind for entry in entries(request.chain)]
        assert kinds.count("case.departments_called") == 1

    def test_is_a_case_in_which_the_township_takes_part(self, cast):
        item(cast)
        with pytest.raises(NotAllowed):
            new_whistle(cast, origin=new_request(cast))
        with pytest.raises(Refused) as refused:
            new_whistle(cast, origin=called(cast))
        assert refused.value.code == "no_origin"

    def test_marked_as_an_accusation_takes_the_whistle_behind_the_wall(self, cast):
        request = dispatch(new_request(cast), cast)
        whistle = called(cast, origin=request, at=START + 2 * HOUR)
        case = of_unit(whistle, cast.department)
        kept = Case.objects.filter(pk__in=[whistle.pk, case.pk])
        seal(
            request, accused_units=[cast.department], readers=[cast.supervisor],
            by=cast.supervisor.actor(), at=START + 3 * HOUR,
        )  # fmt: skip
        assert all(case.is_sealed for case in kept)
        for post in (cast.department_handler, cast.department_head, cast.government_handler):
            assert not Case.objects.visible_to(post).filter(pk__in=kept)
        assert Case.objects.visible_to(cast.supervisor).filter(pk__in=kept).count() == 2
        with pytest.raises(Refused) as refused:
            new_whistle(cast, origin=Case.objects.get(pk=request.pk))
        assert refused.value.code == "sealed"
