"""Filling and ending posts, deputies, and the separation of the three administrators."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from linli.base.accounts.actions import (
    appoint,
    clear_deputy,
    close_unit,
    create_person,
    end_post,
    set_active,
    set_deputy,
)
from linli.base.accounts.hooks import before_appointing
from linli.base.accounts.kinds import SEPARATED_ROLES
from linli.base.accounts.models import Post, User
from linli.base.audit.models import Entry
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import SHANGHAI
from tests.at_once import at_once

AT = datetime(2026, 3, 18, 10, tzinfo=SHANGHAI)  # Wednesday
TODAY = AT.date()
YESTERDAY = TODAY - timedelta(days=1)
INIT = Actor.system("init")


@pytest.fixture
def by(cast):
    return cast.security_administrator.actor()


def fill(cast, by, **values):
    given = {
        "person": cast.outsider, "unit": cast.street_unit, "role": "street_clerk",
        "from_date": TODAY,
    }  # fmt: skip
    return appoint(**given | values, by=by, at=AT)


class TestAppoint:
    def test_opens_the_post_from_its_first_day(self, cast, by):
        post = fill(cast, by, title="副科长")
        assert post.title == "副科长"
        assert not post.may_be_taken_by(cast.outsider, YESTERDAY)
        assert post.may_be_taken_by(cast.outsider, TODAY)
        entry = Entry.objects.get(kind="post.filled")
        assert entry.facts["role"] == "street_clerk"
        assert entry.facts["person"] == cast.outsider.pk

    def test_is_for_the_security_administrator_alone(self, cast):
        for post in (cast.system_administrator, cast.auditor, cast.unit_head):
            with pytest.raises(NotAllowed):
                fill(cast, post.actor())

    def test_is_never_for_oneself(self, cast, by):
        with pytest.raises(NotAllowed) as refused:
            fill(cast, by, person=cast.security_administrator.person)
        assert refused.value.field == "person"

    def test_refuses_an_undeclared_role(self, cast, by):
        with pytest.raises(Incomplete) as refused:
            fill(cast, by, role="superuser")
        assert refused.value.field == "role"

    def test_refuses_days_out_of_order(self, cast, by):
        with pytest.raises(Incomplete) as refused:
            fill(cast, by, until_date=YESTERDAY)
        assert refused.value.field == "until_date"

    def test_refuses_days_outside_the_unit_s_own(self, cast, by):
        close_unit(
            cast.emptied(cast.discipline),
            until_date=date(2026, 6, 30),
            by=cast.system_administrator.actor(),
            at=AT,
        )
        cast.discipline.refresh_from_db()
        with pytest.raises(Refused):
            fill(cast, by, unit=cast.discipline, until_date=date(2026, 7, 1))
        with pytest.raises(Refused):
            fill(cast, by, unit=cast.street_unit, from_date=date(2023, 12, 31))
        assert fill(cast, by, unit=cast.discipline, until_date=date(2026, 6, 30))

    def test_refuses_the_same_post_twice_on_the_same_days(self, cast, by):
        post = fill(cast, by, until_date=date(2026, 4, 30))
        with pytest.raises(Refused):
            fill(cast, by, from_date=date(2026, 4, 30))
        assert fill(cast, by, from_date=date(2026, 5, 1)).pk != post.pk

    def test_refuses_a_person_whose_account_is_off(self, cast, by):
        set_active(cast.outsider, is_active=False, by=by, at=AT)
        with pytest.raises(Refused) as refused:
            fill(cast, by)
        assert refused.value.field == "person"

    def test_asks_the_rooms_above(self, cast, by, monkeypatch):
        seen = []

        def refuse(what):
            seen.append((what.person, what.unit, what.is_deputy))
            raise Refused(Text("应当回避", "Must keep away"))

        monkeypatch.setattr(before_appointing, "_things", {"whistle": refuse})
        with pytest.raises(Refused):
            fill(cast, by)
        with pytest.raises(Refused):
            set_deputy(cast.street_clerk, deputy=cast.outsider, from_date=TODAY, by=by, at=AT)
        assert seen == [
            (cast.outsider, cast.street_unit, False),
            (cast.outsider, cast.street_unit, True),
        ]
        assert not Post.objects.filter(person=cast.outsider).exists()


class TestSeparation:
    @pytest.mark.parametrize("first", sorted(SEPARATED_ROLES))
    @pytest.mark.parametrize("second", sorted(SEPARATED_ROLES))
    def test_holds_for_every_pair_of_the_three(self, cast, first, second):
        fill(cast, INIT, unit=cast.operator, role=first)
        if first == second:
            assert fill(cast, INIT, unit=cast.hotline_centre, role=second)
            return
        with pytest.raises(Refused) as refused:
            fill(cast, INIT, unit=cast.operator, role=second)
        assert refused.value.code == "roles_not_separated"

    def test_allows_one_after_the_other(self, cast):
        fill(cast, INIT, unit=cast.operator, role="auditor", until_date=date(2026, 3, 31))
        with pytest.raises(Refused):
            fill(
                cast, INIT, unit=cast.operator, role="system_administrator",
                from_date=date(2026, 3, 31),
            )  # fmt: skip
        assert fill(
            cast, INIT, unit=cast.operator, role="system_administrator",
            from_date=date(2026, 4, 1),
        )  # fmt: skip

    def test_counts_a_deputy_as_a_holder(self, cast):
        fill(cast, INIT, unit=cast.operator, role="auditor")
        with pytest.raises(Refused) as refused:
            set_deputy(
                cast.system_administrator, deputy=cast.outsider, from_date=TODAY, by=INIT, at=AT
            )
        assert refused.value.field == "deputy"

    def test_counts_a_holder_who_deputises_elsewhere(self, cast):
        set_deputy(cast.auditor, deputy=cast.outsider, from_date=TODAY, by=INIT, at=AT)
        with pytest.raises(Refused):
            fill(cast, INIT, unit=cast.operator, role="system_administrator")

    def test_leaves_other_roles_alone(self, cast, by):
        fill(cast, INIT, unit=cast.operator, role="auditor")
        assert fill(cast, by, role="street_clerk")


class TestEndPost:
    def test_takes_authority_away_at_once(self, cast, by):
        post = end_post(cast.street_clerk, until_date=YESTERDAY, by=by, at=AT)
        assert not post.may_be_taken_by(cast.street_clerk.person, TODAY)
        assert Entry.objects.get(kind="post.ended").facts["until_date"] == "2026-03-17"

    def test_never_reaches_back_before_yesterday(self, cast, by):
        with pytest.raises(Incomplete):
            end_post(cast.street_clerk, until_date=date(2026, 3, 16), by=by, at=AT)

    @pytest.mark.parametrize("days", [0, 5])
    def test_revokes_at_once_what_was_given_by_mistake(self, cast, by, days):
        first = TODAY + timedelta(days=days)
        post = end_post(fill(cast, by, from_date=first), until_date=YESTERDAY, by=by, at=AT)
        assert not any(post.may_be_taken_by(cast.outsider, day) for day in (TODAY, first))
        assert not Post.objects.on(TODAY).filter(pk=post.pk).exists()
        assert Entry.objects.get(kind="post.revoked").facts["from_date"] == first.isoformat()
        with pytest.raises(WrongState):
            end_post(post, until_date=YESTERDAY, by=by, at=AT)
        assert fill(cast, by, from_date=first).is_in_force(first)

    def test_may_be_the_day_of_the_appointment(self, cast, by):
        post = end_post(fill(cast, by), until_date=TODAY, by=by, at=AT)
        assert post.may_be_taken_by(cast.outsider, TODAY)
        assert not post.may_be_taken_by(cast.outsider, TODAY + timedelta(days=1))

    def test_refuses_other_days_before_the_first(self, cast, by):
        with pytest.raises(Incomplete):
            end_post(
                fill(cast, by, from_date=TODAY + timedelta(days=5)), until_date=TODAY, by=by, at=AT
            )

    def test_frees_whom_a_revoked_post_would_have_separated(self, cast):
        post = fill(cast, INIT, unit=cast.operator, role="auditor")
        end_post(post, until_date=YESTERDAY, by=INIT, at=AT)
        assert fill(cast, INIT, unit=cast.operator, role="system_administrator")

    def test_never_lengthens_a_post(self, cast, by):
        with pytest.raises(WrongState):
            end_post(cast.expired, until_date=TODAY, by=by, at=AT)

    def test_keeps_the_last_security_administrator(self, cast):
        with pytest.raises(Refused) as refused:
            end_post(cast.security_administrator, until_date=TODAY, by=INIT, at=AT)
        assert refused.value.code == "last_security_administrator"

    def test_lets_a_security_administrator_go_when_another_stays(self, cast):
        fill(cast, INIT, unit=cast.operator, role="security_administrator")
        assert end_post(cast.security_administrator, until_date=TODAY, by=INIT, at=AT)

    @pytest.mark.parametrize("flaw", ["ends", "inactive"])
    def test_does_not_count_one_who_will_not_stay(self, cast, flaw):
        until = date(2026, 12, 31) if flaw == "ends" else None
        fill(cast, INIT, unit=cast.operator, role="security_administrator", until_date=until)
        if flaw == "inactive":
            set_active(cast.outsider, is_active=False, by=INIT, at=AT)
        with pytest.raises(Refused):
            end_post(cast.security_administrator, until_date=TODAY, by=INIT, at=AT)


@pytest.mark.django_db(transaction=True)
class TestTwoAdministrators:
    @pytest.mark.parametrize("again", range(3))
    def test_never_turn_each_other_off_at_once(self, cast, again):
        fill(cast, INIT, unit=cast.operator, role="security_administrator")
        people = [cast.outsider, cast.security_administrator.person]
        at_once(
            *[lambda one=one: set_active(one, is_active=False, by=INIT, at=AT) for one in people]
        )
        assert User.objects.filter(pk__in=[one.pk for one in people], is_active=True).count() == 1

    def test_never_end_the_one_post_while_the_other_holder_is_turned_off(self, cast):
        fill(cast, INIT, unit=cast.operator, role="security_administrator")
        at_once(
            lambda: set_active(cast.outsider, is_active=False, by=INIT, at=AT),
            lambda: end_post(cast.security_administrator, until_date=TODAY, by=INIT, at=AT),
        )
        posts = Post.objects.filter(role="security_administrator", until_date=None)
        assert posts.filter(person__is_active=True).count() == 1


class TestDeputy:
    def test_may_act_on_the_days_named_only(self, cast, by):
        post = set_deputy(
            cast.street_clerk, deputy=cast.outsider, from_date=TODAY,
            until_date=TODAY + timedelta(days=2), by=by, at=AT,
        )  # fmt: skip
        days = [TODAY + timedelta(days=n) for n in range(-1, 4)]
        assert [post.may_be_taken_by(cast.outsider, day) for day in days] == [
            False, True, True, True, False,
        ]  # fmt: skip
        assert Entry.objects.get(kind="deputy.set").facts["deputy"] == cast.outsider.pk

    def test_is_never_the_holder(self, cast, by):
        with pytest.raises(Refused) as refused:
            set_deputy(
                cast.street_clerk, deputy=cast.street_clerk.person, from_date=TODAY, by=by, at=AT
            )
        assert refused.value.field == "deputy"

    def test_is_never_the_administrator_who_names(self, cast, by):
        with pytest.raises(NotAllowed):
            set_deputy(
                cast.street_clerk, deputy=cast.security_administrator.person, from_date=TODAY,
                by=by, at=AT,
            )  # fmt: skip

    def test_stays_within_the_post_s_days(self, cast, by):
        with pytest.raises(Incomplete):
            set_deputy(cast.expired, deputy=cast.outsider, from_date=TODAY, by=by, at=AT)

    def test_loses_the_post_when_cleared(self, cast, by):
        post = clear_deputy(cast.deputised, by=by, at=AT)
        assert not post.may_be_taken_by(cast.deputy, TODAY)
        with pytest.raises(WrongState):
            clear_deputy(cast.deputised, by=by, at=AT)

    def test_acts_on_record_as_deputy(self, cast):
        assert cast.deputy_actor.is_deputy
        assert cast.deputy_actor.person_id == cast.deputy.pk
        assert not cast.deputised.actor().is_deputy


class TestPeople:
    def test_are_created_without_a_password(self, cast, by):
        person = create_person(username="li.ming", name="李明", by=by, at=AT)
        assert not person.has_usable_password()
        entry = Entry.objects.get(kind="person.created")
        assert entry.texts == {"username": "li.ming", "name": "李明"}
        assert "李明" not in str(entry.facts)

    @pytest.mark.parametrize("username", ["ab", "Li.Ming", "李明", "a b c", "-abc", "auditor"])
    def test_need_a_user_name_of_their_own(self, cast, by, username):
        with pytest.raises(Incomplete) as refused:
            create_person(username=username, name="李明", by=by, at=AT)
        assert refused.value.field == "username"

    def test_lose_every_post_when_turned_off(self, cast, by):
        person = set_active(cast.street_clerk.person, is_active=False, by=by, at=AT)
        assert not cast.street_clerk.may_be_taken_by(person, TODAY)
        assert Entry.objects.get(kind="person.deactivated").facts == {"person": person.pk}

    def test_never_turn_themselves_off(self, cast, by):
        with pytest.raises(NotAllowed):
            set_active(cast.security_administrator.person, is_active=False, by=by, at=AT)

    def test_keep_the_last_security_administrator(self, cast):
        with pytest.raises(Refused) as refused:
            set_active(cast.security_administrator.person, is_active=False, by=INIT, at=AT)
        assert refused.value.code == "last_security_administrator"
