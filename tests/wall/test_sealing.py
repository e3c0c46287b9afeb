"""Marking an accusation: who is barred, who reads, what is taken back."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.accounts.actions.posts import appoint, set_deputy
from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import entries
from linli.base.audit.verification import verify
from linli.base.notices.desk import for_post, notify
from linli.base.notices.models import Notice
from linli.base.privacy.selectors import masked_for
from linli.cases import authority, readers, recusing, sealing, telling
from linli.cases.assignment import ask_to_assist, assign, remind
from linli.cases.engine import open_case
from linli.cases.models import Accused, Barred, Call, Case, Reader
from linli.cases.sweep import sweep
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from tests.requests import (
    DAY,
    HOUR,
    START,
    by_telephone,
    dispatch,
    in_state,
    new_request,
)

AT = START + 6 * HOUR

pytestmark = pytest.mark.django_db


def sealed(cast, case=None, **changes):
    """Return a request that the hotline's clerk marked: it accuses the street."""
    given = {"accused_units": [cast.street_unit], "readers": [cast.petition_officer], **changes}
    case = case or new_request(cast)
    return sealing.seal(case, by=cast.hotline_clerk.actor(), at=AT, **given)


def sees(case, post):
    return (
        Case.objects.visible_to(Post.objects.select_related("unit__region").get(pk=post.pk))
        .filter(pk=case.pk)
        .exists()
    )


def acting(post, person):
    """Return the post as the middleware gives it when `person` acts in it."""
    found = Post.objects.select_related("unit__region").get(pk=post.pk)
    found.acting_person_id = person.pk
    return found


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


class TestBarred:
    def test_are_those_who_come_to_the_unit_later(self, cast):
        case = sealed(cast)
        later = Post.objects.create(
            person=cast.outsider,
            unit=cast.street_unit,
            role="street_clerk",
            from_date=AT.date() + DAY,
        )
        readers_post = Post.objects.create(
            person=cast.outsider,
            unit=cast.petition_office,
            role="petition_officer",
            from_date=AT.date(),
        )
        with pytest.raises(Refused):
            readers.admit(case, post=readers_post, by=cast.petition_officer.actor(), at=AT)
        Reader.objects.create(case=case, post=readers_post, since_at=AT)
        assert not sees(case, readers_post)
        assert later.unit_id == cast.street_unit.pk

    def test_are_barred_for_good_once_appointed(self, cast):
        case = sealed(cast)
        post = appoint(
            person=cast.outsider,
            unit=cast.street_unit,
            role="street_clerk",
            from_date=AT.date(),
            by=cast.security_administrator.actor(),
            at=AT,
        )
        post.delete()
        assert Barred.objects.filter(case=case, person=cast.outsider).exists()

    def test_are_deputies_who_were_named_later_and_cleared(self, cast):
        case = sealed(cast)
        post = set_deputy(
            cast.street_head,
            deputy=cast.outsider,
            from_date=AT.date(),
            by=cast.security_administrator.actor(),
            at=AT,
        )
        Post.objects.filter(pk=post.pk).update(deputy=None)
        assert Barred.objects.filter(case=case, person=cast.outsider).exists()

    def test_stay_barred_after_they_moved(self, cast):
        case = sealed(cast)
        Post.objects.filter(pk=cast.street_clerk.pk).update(until_date=AT.date())
        moved = Post.objects.create(
            person=cast.street_clerk.person,
            unit=cast.hotline_centre,
            role="unit_head",
            from_date=AT.date(),
        )
        assert not sees(case, moved)

    def test_left_before_are_not(self, cast):
        case = sealed(cast)
        moved = Post.objects.create(
            person=cast.expired.person,
            unit=cast.hotline_centre,
            role="unit_head",
            from_date=AT.date(),
        )
        assert sees(case, moved)

    def test_act_as_deputies_nowhere(self, cast):
        case = sealed(cast)
        clerk, accused = cast.hotline_clerk, cast.street_clerk.person
        assert sees(case, clerk)
        assert not Case.objects.visible_to(acting(clerk, accused)).exists()
        assert authority.sides_of(case, clerk.actor(accused)) == set()
        assert Case.objects.visible_to(acting(clerk, clerk.person)).exists()

    def test_are_all_who_might_act_until_it_is_said_who_does(self, cast):
        case = sealed(cast)
        clerk = cast.hotline_clerk
        Post.objects.filter(pk=clerk.pk).update(deputy=cast.street_clerk.person)
        assert not sees(case, clerk)
        assert Case.objects.visible_to(acting(clerk, clerk.person)).exists()

    def test_people_are_barred_in_every_post(self, cast):
        accused = {"accused_units": [], "accused_people": [cast.supervisor.person]}
        with pytest.raises(Refused) as refused:
            sealed(cast, readers=[cast.supervisor], **{**accused})
        assert refused.value.code == "barred_post"
        case = sealed(cast, **accused)
        other = Post.objects.create(
            person=cast.supervisor.person,
            unit=cast.hotline_centre,
            role="unit_head",
            from_date=AT.date(),
        )
        assert not sees(case, other)

    def test_successors_are_barred_as_well(self, cast):
        case = sealed(cast)
        new, newest = cast.other_street_unit, cast.far_street_unit
        Unit.objects.filter(pk=cast.street_unit.pk).update(successor=new)
        Unit.objects.filter(pk=new.pk).update(successor=newest)
        for unit, post in ((new, cast.other_street_clerk), (newest, cast.far_street_clerk)):
            with pytest.raises(Refused):
                ask_to_assist(case, unit=unit, by=cast.hotline_clerk.actor(), at=AT)
            with pytest.raises(Refused):
                readers.admit(case, post=post, by=cast.petition_officer.actor(), at=AT)

    def test_units_below_are_shown_to_whoever_marks(self, cast):
        near = sealing.near_to([cast.street_unit], at=AT)
        assert set(near) == {cast.community_unit, cast.other_community_unit}


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


class TestList:
    def test_is_changed_by_its_keepers_alone(self, cast):
        case = sealed(cast)
        with pytest.raises(NotAllowed):
            readers.admit(case, post=cast.supervisor, by=cast.hotline_clerk.actor(), at=AT)
        with pytest.raises(NotAllowed):
            readers.admit(case, post=cast.supervisor, by=cast.street_head.actor(), at=AT)
        readers.admit(case, post=cast.supervisor, by=cast.hotline_head.actor(), at=AT)
        assert sees(case, cast.supervisor)
        readers.dismiss(case, post=cast.supervisor, by=cast.petition_officer.actor(), at=AT)
        assert not sees(case, cast.supervisor)

    def test_takes_nobody_twice_or_barred_or_out_of_force(self, cast):
        case, by = sealed(cast), cast.petition_officer.actor()
        for post, code in (
            (cast.petition_officer, "listed"),
            (cast.street_head, "barred_post"),
            (cast.expired, "not_in_force"),
        ):
            with pytest.raises(Refused) as refused:
                readers.admit(case, post=post, by=by, at=AT)
            assert refused.value.code == code

    def test_is_never_empty(self, cast):
        case, by = sealed(cast), cast.petition_officer.actor()
        readers.dismiss(case, post=cast.hotline_clerk, by=by, at=AT)
        with pytest.raises(Refused) as refused:
            readers.dismiss(case, post=cast.petition_officer, by=by, at=AT)
        assert refused.value.code == "last_reader"
        with pytest.raises(Refused):
            readers.dismiss(case, post=cast.supervisor, by=by, at=AT)

    def test_loses_who_is_accused_later(self, cast):
        case = sealed(cast)
        sealing.accuse(
            case, person=cast.hotline_clerk.person, by=cast.petition_officer.actor(), at=AT
        )
        assert not sees(case, cast.hotline_clerk)
        assert [one.post for one in readers.readers_of(case)] == [cast.petition_officer]

    def test_is_for_sealed_cases(self, cast):
        with pytest.raises(WrongState):
            readers.admit(
                new_request(cast), post=cast.supervisor, by=cast.hotline_head.actor(), at=AT
            )

    def test_keeper_never_accuses_themselves(self, cast):
        case = sealed(cast)
        with pytest.raises(Refused) as refused:
            sealing.accuse(case, unit=cast.petition_office, by=cast.petition_officer.actor(), at=AT)
        assert refused.value.code == "by_accused"


class TestRecusal:
    def test_takes_case_and_sides_from_the_person(self, cast):
        case = in_state("handling", cast)
        assign(case, post=cast.street_clerk, by=cast.street_head.actor(), at=AT)
        case = recusing.bar_person(
            case, person=cast.street_clerk.person, by=cast.street_clerk.actor(), at=AT
        )
        assert case.post is None
        assert not sees(case, cast.street_clerk)
        assert authority.sides_of(case, cast.street_clerk.actor()) == set()
        assert sees(case, cast.second_street_clerk)
        assert not for_post(cast.street_clerk).filter(about=case.chain).exists()

    def test_is_decided_by_a_head_or_oneself(self, cast):
        case, person = in_state("handling", cast), cast.street_clerk.person
        with pytest.raises(NotAllowed):
            recusing.bar_person(case, person=person, by=cast.second_street_clerk.actor(), at=AT)
        recusing.bar_person(case, person=person, by=cast.street_head.actor(), at=AT)
        with pytest.raises(WrongState):
            recusing.bar_person(case, person=person, by=cast.street_head.actor(), at=AT)

    def test_ends_by_a_head_and_never_by_oneself(self, cast):
        case, person = in_state("handling", cast), cast.street_clerk.person
        recusing.bar_person(case, person=person, by=cast.street_clerk.actor(), at=AT)
        with pytest.raises(NotAllowed):
            recusing.unbar(case, person=person, by=cast.street_clerk.actor(), at=AT)
        recusing.unbar(case, person=person, by=cast.street_head.actor(), at=AT)
        assert sees(case, cast.street_clerk)

    def test_never_ends_an_accusation(self, cast):
        case = sealed(cast, accused_units=[], accused_people=[cast.supervisor.person])
        with pytest.raises(WrongState):
            recusing.unbar(case, person=cast.supervisor.person, by=cast.hotline_head.actor(), at=AT)

    def test_of_a_head_keeps_the_unit_a_target(self, cast):
        case = new_request(cast)
        Barred.objects.create(
            case=case, person=cast.street_head.person, ground="recused", since_date=date(2026, 3, 1)
        )
        assert dispatch(case, cast, at=AT).unit == cast.street_unit

    def test_keeps_the_person_from_being_put_in_charge(self, cast):
        case = in_state("handling", cast)
        recusing.bar_person(
            case, person=cast.street_clerk.person, by=cast.street_head.actor(), at=AT
        )
        with pytest.raises(Refused) as refused:
            assign(case, post=cast.street_clerk, by=cast.street_head.actor(), at=AT)
        assert refused.value.code == "barred_post"
