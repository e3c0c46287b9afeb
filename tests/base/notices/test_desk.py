"""Reminders reach the desks that they are for, once, until they are seen or overtaken."""

from __future__ import annotations

import pytest

from linli.base.notices.desk import for_post, mark_seen, notify, take_back, wording
from tests.requests import DAY, START

pytestmark = pytest.mark.django_db
FACTS = {"title": "路灯不亮"}


def kinds(post) -> list[str]:
    return [notice.kind for notice in for_post(post)]


class TestNotify:
    def test_reaches_every_post_of_the_unit(self, cast):
        notify(cast.street_unit, "case.received", about="case:1", at=START, facts=FACTS)
        assert kinds(cast.street_clerk) == kinds(cast.street_head) == ["case.received"]
        assert kinds(cast.other_street_clerk) == []

    def test_reaches_a_role_alone(self, cast):
        notify(
            cast.street_unit, "case.received", about="case:1", at=START, facts=FACTS,
            role="unit_head",
        )  # fmt: skip
        assert kinds(cast.street_head) == ["case.received"]
        assert kinds(cast.street_clerk) == []

    def test_reaches_one_post_alone(self, cast):
        notify(
            cast.street_unit, "case.assigned", about="case:1", at=START, facts=FACTS,
            post=cast.street_clerk,
        )  # fmt: skip
        assert kinds(cast.street_clerk) == ["case.assigned"]
        assert kinds(cast.second_street_clerk) == []

    def test_renews_what_nobody_has_seen(self, cast):
        for at in (START, START + DAY):
            notify(cast.street_unit, "case.reminded", about="case:1", at=at, facts=FACTS)
        (notice,) = for_post(cast.street_clerk)
        assert notice.created_at == START + DAY

    def test_refuses_a_kind_without_a_wording(self, cast):
        with pytest.raises(KeyError):
            notify(cast.street_unit, "case.unheard_of", about="case:1", at=START)


class TestWording:
    def test_is_filled_in_both_languages(self, cast):
        notice = notify(cast.street_unit, "case.received", about="case:1", at=START, facts=FACTS)
        assert wording(notice).zh == "新到：路灯不亮"
        assert wording(notice).en == "New: 路灯不亮"


class TestSeeing:
    def test_takes_it_off_the_desk_by_thing(self, cast):
        for about in ("case:1", "case:2"):
            notify(cast.street_unit, "case.received", about=about, at=START, facts=FACTS)
        assert mark_seen(cast.street_clerk, at=START, about="case:1") == 1
        assert [notice.about for notice in for_post(cast.street_clerk)] == ["case:2"]

    def test_is_not_for_another_units_notices(self, cast):
        notice = notify(cast.street_unit, "case.received", about="case:1", at=START, facts=FACTS)
        assert mark_seen(cast.other_street_clerk, at=START, ids=[notice.pk]) == 0
        assert kinds(cast.street_clerk) == ["case.received"]

    def test_is_spared_what_something_newer_overtook(self, cast):
        notify(cast.street_unit, "case.warned", about="case:1", at=START, facts=FACTS)
        assert take_back("case.warned", about="case:1", at=START) == 1
        assert kinds(cast.street_clerk) == []
