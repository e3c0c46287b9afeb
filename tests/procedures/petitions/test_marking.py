"""Marks (Art. 25, 28, 30): accusations behind their wall, urgent reports, recusal."""

from __future__ import annotations

import pytest

from linli.base.notices import desk
from linli.base.privacy.selectors import masked_for
from linli.cases.models import Accused, Case
from linli.cases.sealing import accused_by
from linli.core.errors import NotAllowed, Refused
from tests.petitions import HOUR, in_state, new_petition, take

pytestmark = pytest.mark.django_db


def refusal(case, step, cast, **changes) -> Refused:
    before = Case.objects.filter(pk=case.pk).values().get()
    with pytest.raises(Refused) as refused:
        take(case, step, cast, **changes)
    assert Case.objects.filter(pk=case.pk).values().get() == before
    return refused.value


def notices(post) -> set[str]:
    return {notice.kind for notice in desk.for_post(post)}


def sees(post, case) -> bool:
    return Case.objects.visible_to(post).filter(pk=case.pk).exists()


class TestAccusation:
    def test_xf_p1_is_seen_by_its_readers_alone(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast)
        assert (case.is_sealed, case.lane) == (True, "A")
        assert sees(cast.county_petition_officer, case)
        assert sees(cast.county_petition_head, case)
        for post in (cast.petition_officer, cast.social_work_officer, cast.other_street_clerk):
            assert not sees(post, case)

    def test_xf_p1_goes_neither_to_the_accused_nor_to_who_follows_them(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast, units=[cast.street_unit])
        refused = refusal(case, "transfer", cast, unit=cast.street_unit)
        assert (refused.field, refused.code) == ("unit", "to_accused")
        refused = refusal(case, "transfer", cast, others=[cast.street_unit])
        assert refused.code == "to_accused"

    def test_xf_p1_is_not_reported_to_the_accused_as_urgent(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast, units=[cast.government])
        assert refusal(case, "mark_urgent", cast, units=[cast.government]).code == "to_accused"

    def test_names_somebody(self, cast):
        assert refusal(new_petition(cast), "mark_accusation", cast, units=[]).field == "units"

    def test_bars_staff_and_keeps_the_names_of_others_encrypted(self, cast):
        case = take(
            new_petition(cast), "mark_accusation", cast, units=[],
            people=[cast.street_clerk.person], others="张大山、李小河，村会计",
        )  # fmt: skip
        units, people, _ = accused_by(case)
        assert (units, people) == ([], [cast.street_clerk.person])
        subjects = list(
            Accused.objects.filter(message=case.message).values_list("subject", flat=True)
        )
        masked = {told["name"] for told in masked_for(subjects).values()}
        assert (len(subjects), "张大山" in masked) == (3, False)

    def test_takes_it_back_from_the_unit_that_it_accuses(self, cast):
        case = in_state("handling", cast)
        case = take(case, "mark_accusation", cast, units=[cast.department])
        assert (case.unit, case.post) == (cast.county_petition_office, None)
        assert not sees(cast.department_handler, case)
        assert not desk.for_post(cast.department_handler).exists()

    @pytest.mark.parametrize("term", ["notify", "handle"])
    def test_ends_the_terms_that_are_not_for_accusations(self, cast, term):
        state = {"notify": "referred", "handle": "handling"}[term]
        case = take(in_state(state, cast), "mark_accusation", cast)
        assert case.clocks.get(term=term).stopped_at == case.moved_at

    def test_of_the_office_itself_goes_to_the_office_above(self, cast):
        case = in_state("referred", cast)
        by = cast.department_handler.actor()
        accused = {"units": [cast.county_petition_office], "by": by}
        assert refusal(case, "mark_accusation", cast, **accused).field == "coordinator"
        for wrong in (cast.department, cast.county_petition_office):
            refused = refusal(case, "mark_accusation", cast, coordinator=wrong, **accused)
            assert (refused.field, refused.code) == ("coordinator", "not_an_office")
        case = take(case, "mark_accusation", cast, coordinator=cast.petition_office, **accused)
        assert case.coordinator == cast.petition_office
        assert sees(cast.petition_head, case)
        assert not sees(cast.county_petition_officer, case)

    def test_is_never_marked_by_the_accused(self, cast):
        case = in_state("referred", cast)
        accused = {"units": [cast.department], "by": cast.department_handler.actor()}
        assert refusal(case, "mark_accusation", cast, **accused).code == "by_accused"

    def test_is_marked_once(self, cast):
        case = take(new_petition(cast), "mark_accusation", cast)
        assert refusal(case, "mark_accusation", cast).code == "not_accusation"


class TestUrgent:
    def test_xf_t13_is_reported_at_once_to_units_that_keep_sight(self, cast):
        told = [cast.city_government, cast.petition_office]
        case = take(in_state("referred", cast), "mark_urgent", cast, units=told)
        assert case.petition.urgent_at == case.moved_at
        overseeing = case.participations.filter(part="overseeing", until_at=None)
        assert {part.unit for part in overseeing} == set(told)
        assert notices(cast.city_government_handler) == {"petition.urgent"}
        assert sees(cast.city_government_handler, case)

    def test_xf_t13_is_reported_to_somebody_else(self, cast):
        case = new_petition(cast)
        assert refusal(case, "mark_urgent", cast, units=[]).field == "units"
        own = [cast.county_petition_office]
        assert refusal(case, "mark_urgent", cast, units=own).code == "own_unit"

    def test_keeps_the_first_time(self, cast):
        case = take(new_petition(cast), "mark_urgent", cast)
        first = case.petition.urgent_at
        assert take(case, "mark_urgent", cast).petition.urgent_at == first

    def test_leaves_the_holder_the_holder(self, cast):
        case = take(in_state("referred", cast), "mark_urgent", cast, units=[cast.department])
        assert not case.participations.filter(unit=cast.department, part="overseeing").exists()


class TestRecusal:
    def test_xf_a7_takes_it_from_who_has_a_stake_in_it(self, cast):
        case = in_state("handling", cast)
        case.post = cast.department_handler
        case.save()
        by = cast.department_head.actor()
        case = take(case, "recuse", cast, by=by, person=cast.department_handler)
        assert (case.post, case.state, case.unit) == (None, "handling", cast.department)
        with pytest.raises(NotAllowed):
            take(case, "inquire", cast, by=cast.department_handler.actor())
        assert not sees(cast.department_handler, case)

    def test_xf_a7_is_for_the_person_or_the_head(self, cast):
        case = in_state("handling", cast)
        own = {"by": cast.department_handler.actor(), "person": cast.department_handler}
        other = {"by": cast.department_handler.actor(), "person": cast.department_head}
        with pytest.raises(NotAllowed):
            take(case, "recuse", cast, **other)
        take(case, "recuse", cast, **own)

    def test_xf_a7_is_asked_for_by_the_petitioner(self, cast):
        case = take(in_state("handling", cast), "ask_recusal", cast)
        assert "petition.recusal_asked" in notices(cast.department_head)
        assert "petition.recusal_asked" in notices(cast.county_petition_officer)
        assert "petition.recusal_asked" not in notices(cast.department_handler)
        assert case.moved_at > case.opened_at + HOUR
