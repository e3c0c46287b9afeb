"""Who is barred from a case, who stands on its list, and who stands back."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.accounts.actions.posts import appoint, set_deputy
from linli.base.accounts.models import Post, Unit
from linli.base.notices.desk import for_post
from linli.cases import authority, readers, recusing, sealing
from linli.cases.assignment import ask_to_assist, assign
from linli.cases.models import Barred, Case, Reader
from linli.core.errors import NotAllowed, Refused, WrongState
from tests.requests import (
    DAY,
    dispatch,
    in_state,
    new_request,
)
from tests.wall.sealed import AT, acting, sealed, sees

pytestmark = pytest.mark.django_db


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
        assert set(near) == {cast.community_unit, cast.other_community_unit, cast.street_committee}


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
        with pytest.raises(Refused):
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
