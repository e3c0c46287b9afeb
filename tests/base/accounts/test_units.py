"""Opening, changing and closing units."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from linli.base.accounts.actions import change_unit, close_unit, end_post, open_unit
from linli.base.accounts.hooks import before_closing
from linli.base.accounts.models import Unit
from linli.base.audit.models import Entry
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed, Refused, WrongState
from linli.core.text import Text
from linli.core.zone import SHANGHAI

AT = datetime(2026, 3, 18, 10, tzinfo=SHANGHAI)  # Wednesday
TODAY = AT.date()


def open_one(cast, **values):
    given = {
        "code": "new", "name": "历下区水务局", "kind": "department", "region": cast.county,
        "from_date": TODAY, "parent": cast.government,
    }  # fmt: skip
    return open_unit(**given | values, by=cast.system_administrator.actor(), at=AT)


class TestOpenUnit:
    def test_makes_the_unit_and_records_it(self, cast):
        unit = open_one(cast, superior=cast.city_department, telephone=" 0531-12345 ")

        unit.refresh_from_db()
        assert (unit.parent, unit.superior) == (cast.government, cast.city_department)
        assert (unit.telephone, unit.from_date, unit.until_date) == ("0531-12345", TODAY, None)
        entry = Entry.objects.get(kind="unit.opened")
        assert entry.chain == "system"
        assert entry.facts["unit"] == unit.pk
        assert entry.post_id == cast.system_administrator.pk

    def test_is_for_the_system_administrator_alone(self, cast):
        for post in (cast.security_administrator, cast.auditor, cast.unit_head):
            with pytest.raises(NotAllowed):
                open_unit(
                    code="x", name="x", kind="department", region=cast.county,
                    from_date=TODAY, by=post.actor(), at=AT,
                )  # fmt: skip
        assert not Unit.objects.filter(code="x").exists()

    @pytest.mark.parametrize(
        ("field", "value"),
        [("kind", "ministry"), ("code", "  "), ("code", "department"), ("name", " ")],
    )
    def test_names_the_field_at_fault(self, cast, field, value):
        with pytest.raises(Incomplete) as refused:
            open_one(cast, **{field: value})
        assert refused.value.field == field

    @pytest.mark.parametrize("field", ["parent", "superior"])
    def test_refuses_a_unit_above_that_is_not_responsible_for_the_place(self, cast, field):
        with pytest.raises(Refused) as refused:
            open_one(cast, **{field: cast.other_government})
        assert refused.value.field == field


class TestChangeUnit:
    def test_records_only_what_changed(self, cast):
        by = cast.system_administrator.actor()
        unit = change_unit(
            cast.department, name="历下区综合行政执法局", parent=cast.government, by=by, at=AT
        )
        assert unit.name == "历下区综合行政执法局"
        facts = Entry.objects.get(kind="unit.changed").facts
        assert facts["before"] == {"name": "历下区城市管理局"}
        assert facts["after"] == {"name": "历下区综合行政执法局"}

    def test_records_nothing_when_nothing_changed(self, cast):
        by = cast.system_administrator.actor()
        change_unit(cast.department, name=cast.department.name, by=by, at=AT)
        assert not Entry.objects.filter(kind="unit.changed").exists()

    def test_refuses_a_circle(self, cast):
        by = cast.system_administrator.actor()
        same_place = open_one(cast, parent=cast.government)
        with pytest.raises(Refused) as refused:
            change_unit(cast.government, parent=same_place, by=by, at=AT)
        assert refused.value.field == "parent"

    def test_never_changes_kind_or_region(self, cast):
        with pytest.raises(TypeError):
            change_unit(cast.department, kind="township", by=Actor.system("init"), at=AT)


class TestCloseUnit:
    def test_is_refused_while_posts_run_on(self, cast):
        by = cast.system_administrator.actor()
        with pytest.raises(WrongState) as refused:
            close_unit(cast.other_department, until_date=TODAY, by=by, at=AT)
        assert refused.value.field == "until_date"
        assert "1" in refused.value.message.zh

    def test_is_refused_while_units_stand_below_and_nobody_succeeds(self, cast):
        by = cast.system_administrator.actor()
        with pytest.raises(WrongState) as refused:
            close_unit(cast.emptied(cast.city_department), until_date=TODAY, by=by, at=AT)
        assert refused.value.field == "successor"

    def test_hands_the_units_below_to_the_successor(self, cast):
        by = cast.system_administrator.actor()
        new = open_one(cast, code="city-new", region=cast.city, parent=cast.city_government)
        closed = close_unit(
            cast.emptied(cast.city_department), until_date=TODAY, successor=new, by=by, at=AT
        )
        cast.department.refresh_from_db()
        assert cast.department.superior == new
        assert (closed.until_date, closed.successor) == (TODAY, new)
        assert Entry.objects.get(kind="unit.closed").facts["successor"] == new.pk

    def test_refuses_a_successor_that_stands_below(self, cast):
        by = cast.system_administrator.actor()
        with pytest.raises(Refused) as refused:
            close_unit(
                cast.emptied(cast.city_department),
                until_date=TODAY,
                successor=cast.department,
                by=by,
                at=AT,
            )
        assert refused.value.field == "successor"

    def test_refuses_a_successor_that_is_closed_by_then(self, cast):
        by = cast.system_administrator.actor()
        with pytest.raises(Incomplete):
            close_unit(
                cast.emptied(cast.discipline),
                until_date=TODAY,
                successor=cast.discipline,
                by=by,
                at=AT,
            )

    def test_happens_once(self, cast):
        by = cast.system_administrator.actor()
        close_unit(cast.emptied(cast.discipline), until_date=TODAY, by=by, at=AT)
        with pytest.raises(WrongState):
            close_unit(cast.emptied(cast.discipline), until_date=TODAY, by=by, at=AT)

    def test_is_possible_once_its_posts_have_ended(self, cast):
        system, security = cast.system_administrator.actor(), cast.security_administrator.actor()
        end_post(cast.other_department_handler, until_date=date(2026, 3, 31), by=security, at=AT)
        unit = close_unit(cast.other_department, until_date=date(2026, 3, 31), by=system, at=AT)
        assert unit.until_date == date(2026, 3, 31)

    def test_asks_the_rooms_above(self, cast, monkeypatch):
        def refuse(unit, until_date):
            raise Refused(Text("尚有在办件", "It holds open cases"))

        monkeypatch.setattr(before_closing, "_things", {"cases": refuse})
        with pytest.raises(Refused):
            close_unit(
                cast.emptied(cast.discipline),
                until_date=TODAY,
                by=cast.system_administrator.actor(),
                at=AT,
            )
        cast.discipline.refresh_from_db()
        assert cast.discipline.until_date is None
