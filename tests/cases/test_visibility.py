"""Who sees a case, and on which sides of it somebody stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.base.accounts.models import Post
from linli.base.audit.models import Entry
from linli.cases import authority, looks, notes
from linli.cases.assignment import ask_to_assist, assign, release
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused, WrongState
from tests.requests import HOUR, START, by_telephone, dispatch, in_state

pytestmark = pytest.mark.django_db
ADMINISTRATORS = ("system_administrator", "security_administrator", "auditor")


def moved_to(unit: object, post: Post) -> Post:
    """Return `post` as one of `unit`."""
    Post.objects.filter(pk=post.pk).update(unit=unit)
    return Post.objects.select_related("unit__region", "person").get(pk=post.pk)


class TestAdministrators:
    @pytest.mark.parametrize("role", ADMINISTRATORS)
    @pytest.mark.parametrize("unit", ["street_unit", "hotline_centre", "government"])
    def test_see_no_case_even_of_their_own_unit(self, cast, role, unit):
        case = dispatch(by_telephone(cast), cast)
        post = moved_to(getattr(cast, unit), getattr(cast, role))
        assert not Case.objects.visible_to(post).exists()
        assert authority.sides_of(case, post.actor()) == set()

    def test_do_nothing_in_a_case_that_their_unit_holds(self, cast):
        case, at = dispatch(by_telephone(cast), cast), START + 2 * HOUR
        by = moved_to(cast.street_unit, cast.system_administrator).actor()
        for act in (
            lambda: looks.reveal(case, "telephone", by=by, at=at, reason="核对"),
            lambda: notes.write(case, text="看过", is_public=False, by=by, at=at),
            lambda: assign(case, post=cast.street_clerk, by=by, at=at),
            lambda: ask_to_assist(case, unit=cast.community_unit, by=by, at=at),
        ):
            with pytest.raises(NotAllowed):
                act()


class TestTheCoordinatingUnit:
    def test_sees_what_it_runs_in_every_role(self, cast):
        for state in ("received", "handling", "closed"):
            case = in_state(state, cast)
            assert Case.objects.visible_to(cast.hotline_head).filter(pk=case.pk).exists()


class TestAssisting:
    def test_is_asked_and_ended_once(self, cast):
        case, head = in_state("handling", cast), cast.street_head.actor()
        asked = {"unit": cast.community_unit, "by": head, "at": START + 3 * HOUR}
        ask_to_assist(case, **asked)
        with pytest.raises(Refused) as refusal:
            ask_to_assist(case, **asked)
        assert (refusal.value.field, refusal.value.code) == ("unit", "assists")
        release(case, **asked)
        with pytest.raises(WrongState):
            release(case, **asked)
        kinds = Entry.objects.filter(chain=case.chain).values_list("kind", flat=True)
        assert [list(kinds).count(one) for one in ("case.assisted", "case.released")] == [1, 1]


class TestUnitsThatLeft:
    def test_see_it_no_more(self, cast):
        case = in_state("to_redispatch", cast)
        for post in (cast.street_clerk, cast.street_head, cast.government_handler):
            assert not Case.objects.visible_to(post).filter(pk=case.pk).exists()


class TestExpiredPosts:
    def test_do_nothing_though_their_page_is_still_open(self, cast):
        case = in_state("handling", cast)
        deputy, at = cast.deputy_actor, START + 3 * HOUR
        notes.write(case, text="已看", is_public=False, by=deputy, at=at)
        Post.objects.filter(pk=cast.deputised.pk).update(
            deputy_until_date=START.date() - timedelta(days=1)
        )
        with pytest.raises(NotAllowed) as refusal:
            notes.write(case, text="再看", is_public=False, by=deputy, at=at)
        assert refusal.value.code == "post_not_in_force"
