"""Marking an accusation: who is barred, who reads, what is taken back."""

from __future__ import annotations

import pytest

from linli.base.accounts.models import Post
from linli.base.audit.log import entries
from linli.base.audit.verification import verify
from linli.base.notices.desk import for_post, notify
from linli.base.notices.models import Notice
from linli.base.privacy.selectors import masked_for
from linli.cases import authority, readers, sealing, telling
from linli.cases.assignment import ask_to_assist, assign, remind
from linli.cases.engine import open_case
from linli.cases.models import Accused, Barred, Call
from linli.cases.sweep import sweep
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from tests.requests import (
    DAY,
    by_telephone,
    dispatch,
    in_state,
    new_request,
)
from tests.wall.sealed import AT, acting, sealed, sees

pytestmark = pytest.mark.django_db


class TestSealed:
    def test_case_is_seen_by_its_list_and_the_heads_alone(self, cast):
        case = sealed(cast, in_state("handling", cast))
        posts = {key: post for key, post in vars(cast).items() if isinstance(post, Post)}
        seen = {key for key, post in posts.items() if sees(case, post)}
        assert seen == {"hotline_clerk", "petition_officer", "hotline_head"}

    def test_case_gives_sides_to_nobody_else(self, cast):
        case = sealed(cast, in_state("handling", cast))
        assert authority.sides_of(case, cast.hotline_clerk.actor()) == {"coordinating", "lead"}
        assert authority.sides_of(case, cast.hotline_head.actor()) == {"coordinating", "lead"}
        for post in (
            cast.other_hotline_clerk,
            cast.supervisor,
            cast.street_clerk,
            cast.street_head,
            cast.government_handler,
        ):
            assert authority.sides_of(case, post.actor()) == set()

    def test_case_is_taken_from_the_accused_unit_and_who_was_in_charge(self, cast):
        case = in_state("handling", cast)
        assign(case, post=cast.street_clerk, by=cast.street_clerk.actor(), at=AT)
        case = sealed(cast, case)
        assert (case.unit, case.post) == (cast.hotline_centre, None)
        assert not case.participations.filter(unit=cast.street_unit, until_at=None).exists()

    def test_cases_of_the_message_are_sealed_together(self, cast):
        first = new_request(cast)
        second = open_case(
            first.message,
            "hotline",
            by=cast.hotline_clerk.actor(),
            at=AT,
            region=first.region,
            coordinator=cast.hotline_centre,
        )
        sealed(cast, first)
        second.refresh_from_db()
        assert second.is_sealed
        assert not sees(second, cast.supervisor)
        assert sees(second, cast.petition_officer)

    def test_message_opens_only_sealed_cases(self, cast):
        case = sealed(cast)
        late = open_case(
            case.message,
            "hotline",
            by=cast.hotline_clerk.actor(),
            at=AT,
            region=case.region,
            coordinator=cast.hotline_centre,
        )
        assert late.is_sealed
        assert not sees(late, cast.supervisor)
        assert sees(late, cast.petition_officer)
        with pytest.raises(Refused) as refused:
            open_case(
                case.message,
                "hotline",
                by=cast.hotline_clerk.actor(),
                at=AT,
                region=case.region,
                coordinator=cast.street_unit,
            )
        assert refused.value.code == "to_accused"

    def test_once_is_enough(self, cast):
        with pytest.raises(WrongState):
            sealed(cast, sealed(cast))

    def test_must_accuse_somebody(self, cast):
        with pytest.raises(Incomplete):
            sealed(cast, accused_units=[])

    def test_by_the_accused_is_refused_and_told_to_nobody(self, cast):
        case = in_state("handling", cast)
        with pytest.raises(Refused) as refused:
            sealing.seal(
                case, accused_units=[cast.street_unit], by=cast.street_clerk.actor(), at=AT
            )
        assert refused.value.code == "by_accused"
        assert not Barred.objects.exists()

    def test_by_units_that_take_no_part_is_refused(self, cast):
        with pytest.raises(NotAllowed):
            sealing.seal(
                new_request(cast),
                accused_units=[cast.street_unit],
                by=cast.department_handler.actor(),
                at=AT,
            )

    def test_by_the_system_has_the_list_given(self, cast):
        from linli.core.actors import Actor

        case = sealing.seal(
            new_request(cast),
            accused_units=[cast.street_unit],
            readers=[cast.petition_officer],
            by=Actor.system("import"),
            at=AT,
        )
        assert [one.post for one in readers.readers_of(case)] == [cast.petition_officer]

    def test_with_an_accused_reader_is_refused(self, cast):
        with pytest.raises(Refused) as refused:
            sealed(cast, readers=[cast.street_head])
        assert (refused.value.code, refused.value.field) == ("barred_post", "readers")

    def test_with_an_accused_coordinator_needs_another(self, cast):
        case, by = in_state("handling", cast), cast.petition_officer.actor()
        case.participations.create(unit=cast.petition_office, part="assisting", since_at=AT)
        accused = {"accused_units": [cast.hotline_centre], "by": by, "at": AT}
        with pytest.raises(Refused) as refused:
            sealing.seal(case, **accused)
        assert (refused.value.code, refused.value.field) == ("needs_coordinator", "coordinator")
        with pytest.raises(Refused) as refused:
            sealing.seal(case, coordinator=cast.hotline_centre, **accused)
        assert refused.value.code == "to_accused"
        case = sealing.seal(case, coordinator=cast.petition_office, **accused)
        assert case.coordinator == cast.petition_office
        assert not sees(case, cast.hotline_head)
        assert sees(case, cast.petition_officer)

    def test_others_accused_are_kept_encrypted_and_shown_on_record(self, cast):
        case = sealed(cast, accused_units=[], accused_others=[{"name": "贾某某"}])
        (accused,) = Accused.objects.all()
        assert masked_for([accused.subject])[accused.subject]["name"] == "贾*某"
        shown = sealing.reveal_accused(
            case, accused, "name", by=cast.petition_officer.actor(), at=AT, reason="核对"
        )
        assert shown == "贾某某"
        with pytest.raises(NotAllowed):
            sealing.reveal_accused(
                case, accused, "name", by=cast.supervisor.actor(), at=AT, reason="核对"
            )

    def test_log_proves_itself(self, cast):
        sealed(cast, in_state("answered", cast))
        assert verify().as_dict()["verdict"] == "whole"


class TestTargets:
    def test_are_never_accused(self, cast):
        case = sealed(cast)
        with pytest.raises(Refused) as refused:
            dispatch(case, cast, at=AT)
        assert (refused.value.code, refused.value.field) == ("to_accused", "unit")
        with pytest.raises(Refused) as refused:
            ask_to_assist(case, unit=cast.street_unit, by=cast.hotline_clerk.actor(), at=AT)
        assert refused.value.code == "to_accused"

    def test_have_no_accused_head(self, cast):
        case = sealed(cast, accused_units=[], accused_people=[cast.street_head.person])
        with pytest.raises(Refused) as refused:
            dispatch(case, cast, at=AT)
        assert refused.value.code == "head_accused"

    def test_refused_leave_nothing_on_the_system_chain(self, cast, transactional_db):
        case = sealed(cast)
        with pytest.raises(Refused):
            ask_to_assist(case, unit=cast.street_unit, by=cast.hotline_clerk.actor(), at=AT)
        assert not entries("system").filter(facts__has_key="refused").exists()
        assert entries(case.chain).get(kind="case.refused").facts == {
            "act": "case.ask_to_assist",
            "refused": "to_accused",
        }

    def test_in_charge_are_on_the_list(self, cast):
        case, by = sealed(cast), cast.hotline_clerk.actor()
        with pytest.raises(Refused) as refused:
            assign(case, post=cast.other_hotline_clerk, by=by, at=AT)
        assert refused.value.code == "not_on_list"
        readers.admit(case, post=cast.other_hotline_clerk, by=cast.petition_officer.actor(), at=AT)
        assert (
            assign(case, post=cast.other_hotline_clerk, by=by, at=AT).post
            == cast.other_hotline_clerk
        )


class TestNotices:
    def test_are_taken_back_and_given_to_the_list_alone(self, cast):
        case = in_state("handling", cast)
        assert Notice.objects.filter(about=case.chain).exists()
        sealed(cast, case)
        (notice,) = Notice.objects.filter(about=case.chain)
        assert notice.post == cast.petition_officer
        assert case.title not in str(notice.facts)

    def test_later_ones_say_no_title(self, cast):
        case = sealed(cast)
        Notice.objects.all().delete()
        remind(case, by=cast.hotline_head.actor(), at=AT)
        sweep(AT + 90 * DAY)
        told = Notice.objects.filter(about=case.chain)
        assert {one.post for one in told} <= {
            cast.hotline_clerk,
            cast.hotline_head,
            cast.petition_officer,
        }
        assert told.exists()
        assert not any(case.title in str(one.facts) for one in told)

    def test_stay_unread_by_a_barred_deputy(self, cast):
        case = sealed(cast)
        officer = cast.petition_officer
        assert for_post(acting(officer, officer.person)).exists()
        assert not for_post(acting(officer, cast.street_clerk.person)).exists()
        assert case.is_sealed

    def test_of_whoever_leaves_the_list_are_deleted(self, cast):
        case = sealed(cast)
        readers.admit(case, post=cast.supervisor, by=cast.petition_officer.actor(), at=AT)
        assert for_post(cast.supervisor).exists()
        readers.dismiss(case, post=cast.supervisor, by=cast.petition_officer.actor(), at=AT)
        assert not Notice.objects.filter(post=cast.supervisor).exists()

    def test_that_slipped_through_are_kept_from_view(self, cast):
        case = sealed(cast)
        notify(
            cast.hotline_centre,
            "case.received",
            about=case.chain,
            at=AT,
            facts={"title": case.title},
        )
        assert not for_post(cast.supervisor).exists()
        assert for_post(cast.hotline_clerk).exists()


class TestCalls:
    def test_are_made_by_the_list_alone(self, cast):
        case = by_telephone(cast)
        call = telling.ask_for_call(case, purpose="tell", about="note", at=AT)
        sealed(cast, case)
        call.refresh_from_db()
        with pytest.raises(NotAllowed):
            telling.claim(call, by=cast.other_hotline_clerk.actor(), at=AT)
        assert (
            telling.claim(call, by=cast.hotline_clerk.actor(), at=AT).claimed_by
            == cast.hotline_clerk
        )

    def test_go_with_the_case_to_the_unit_that_runs_it(self, cast):
        case = by_telephone(cast)
        call = telling.ask_for_call(case, purpose="tell", about="note", at=AT)
        case.participations.create(unit=cast.petition_office, part="assisting", since_at=AT)
        sealing.seal(
            case,
            accused_units=[cast.hotline_centre],
            coordinator=cast.petition_office,
            by=cast.petition_officer.actor(),
            at=AT,
        )
        call.refresh_from_db()
        assert call.unit == cast.petition_office
        assert Call.objects.count() == 1
