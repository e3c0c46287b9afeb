"""The administration pages: who may open them, what they change, what they say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.base.accounts.actions import create_person, set_active
from linli.base.accounts.models import Post, Unit, User
from linli.base.audit.models import Entry
from linli.core.actors import Actor

ENGLISH = {"headers": {"accept-language": "en"}}
INIT = Actor.system("init")


def at(name, *args):
    return reverse(f"administration:{name}", args=args)


def pages(cast):
    """Return every page that reads, by the role that may open it."""
    year, day = 2026, timezone.localdate()
    return {
        "system_administrator": [
            at("units"), at("open_unit"), at("unit", cast.department.pk),
            at("change_unit", cast.department.pk), at("close_unit", cast.department.pk),
            at("calendar_year", year), at("declare_year", year), at("calendar_day", day),
            at("rules"),
        ],
        "security_administrator": [
            at("people"), at("create_person"), at("person", cast.street_clerk.person_id),
            at("appoint", cast.outsider.pk), at("end_post", cast.street_clerk.pk),
            at("deputy", cast.street_clerk.pk),
        ],
        "auditor": [at("log")],
    }  # fmt: skip


@pytest.fixture
def as_system(cast, client):
    return cast.sign_in(client, cast.system_administrator)


@pytest.fixture
def as_security(cast, client):
    return cast.sign_in(client, cast.security_administrator)


@pytest.fixture
def as_auditor(cast, client):
    return cast.sign_in(client, cast.auditor)


class TestAccess:
    @pytest.mark.parametrize(
        "role",
        ["system_administrator", "security_administrator", "auditor", "street_clerk", "unit_head"],
    )
    def test_is_by_power_and_by_nothing_else(self, cast, client, role):
        cast.sign_in(client, getattr(cast, role))
        for holder, addresses in pages(cast).items():
            for address in addresses:
                expected = 200 if holder == role else 403
                assert client.get(address).status_code == expected, address

    def test_is_not_for_visitors(self, cast, client):
        for addresses in pages(cast).values():
            for address in addresses:
                assert client.get(address).url.startswith("/account/sign-in/"), address

    def test_of_the_index_shows_each_administrator_their_own_parts(self, cast, client):
        cast.sign_in(client, cast.auditor)
        page = client.get(at("index")).content.decode()
        assert at("log") in page
        assert at("units") not in page
        cast.sign_in(client, cast.street_clerk)
        assert client.get(at("index")).status_code == 403

    def test_is_refused_to_a_form_sent_by_the_wrong_administrator(self, cast, as_system):
        form = {"name": "李明", "username": "li.ming"}
        assert as_system.post(at("create_person"), form).status_code == 403
        assert not User.objects.filter(username="li.ming").exists()


class TestUnits:
    def form(self, cast, **values):
        given = {
            "code": "water", "name": "历下区水务局", "kind": "department", "name_en": "",
            "region": "山东省济南市历下区", "parent": cast.government.label, "superior": "",
            "telephone": "", "from_date": timezone.localdate().isoformat(),
        }  # fmt: skip
        return given | values

    def test_are_opened_from_what_is_typed(self, cast, as_system):
        response = as_system.post(at("open_unit"), self.form(cast))
        unit = Unit.objects.get(code="water")
        assert response.url == at("unit", unit.pk)
        assert (unit.region, unit.parent) == (cast.county, cast.government)
        assert Entry.objects.get(kind="unit.opened").post_id == cast.system_administrator.pk

    def test_keep_what_was_typed_beside_the_error(self, cast, as_system):
        wrong = self.form(cast, parent=cast.other_government.label)
        response = as_system.post(at("open_unit"), wrong, **ENGLISH)
        page = response.content.decode()
        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"parent"}
        assert 'value="历下区水务局"' in page
        assert cast.other_government.label in page
        refused = Entry.objects.get(kind="unit.open")
        assert refused.facts["refused"] == "refused"
        assert not Unit.objects.filter(code="water").exists()

    def test_are_changed(self, cast, as_system):
        shown = as_system.get(at("change_unit", cast.department.pk)).context["form"]
        form = {key: shown[key].value() or "" for key in shown.fields} | {"telephone": "12345"}
        as_system.post(at("change_unit", cast.department.pk), form)
        cast.department.refresh_from_db()
        assert cast.department.telephone == "12345"
        assert cast.department.superior == cast.city_department
        facts = Entry.objects.get(kind="unit.changed").facts
        assert facts["after"] == {"telephone": "12345"}

    def test_are_closed_only_when_empty(self, cast, as_system):
        day = timezone.localdate().isoformat()
        address = at("close_unit", cast.other_department.pk)
        response = as_system.post(address, {"until_date": day, "successor": ""})
        assert response.context["form"].errors.keys() == {"until_date"}
        address = at("close_unit", cast.emptied(cast.discipline).pk)
        assert as_system.post(address, {"until_date": day, "successor": ""}).status_code == 302
        cast.discipline.refresh_from_db()
        assert cast.discipline.until_date.isoformat() == day

    def test_are_found_by_words_place_kind_and_state(self, cast, as_system):
        def found(**asked):
            page = as_system.get(at("units"), asked).context["page"]
            return {unit.code for unit in page.rows}

        assert found(words="城市管理") == {"city_department", "department", "far_department"}
        assert "far_department" not in found(region="历下区")
        assert found(kind="township", region="市中区") == {
            "far_street_unit",
            "other_far_street_unit",
        }
        assert found(state="closed") == set()

    def test_are_listed_in_as_many_queries_whatever_their_number(
        self, cast, as_system, django_assert_max_num_queries
    ):
        def count():
            with django_assert_max_num_queries(12) as taken:
                as_system.get(at("units"))
            return len(taken)

        few = count()
        for number in range(20):
            Unit.objects.create(
                code=f"n{number}", name=f"第{number}社区居委会", kind="community",
                region=cast.community, parent=cast.street_unit, from_date=timezone.localdate(),
            )  # fmt: skip
        assert count() == few

    def test_answer_404_for_one_that_is_not_there(self, cast, as_system):
        assert as_system.get(at("unit", 10**9)).status_code == 404


class TestPeople:
    def test_are_created_appointed_and_given_a_link(self, cast, as_security, client):
        form = {"name": "李明", "username": "li.ming"}
        person = User.objects.get(
            pk=int(as_security.post(at("create_person"), form).url.split("/")[-2])
        )
        post = {
            "unit": cast.street_unit.label, "role": "street_clerk", "title": "",
            "from_date": timezone.localdate().isoformat(), "until_date": "",
        }  # fmt: skip
        assert as_security.post(at("appoint", person.pk), post).url == at("person", person.pk)
        page = as_security.post(at("issue_link", person.pk)).content.decode()
        key = page.split("/account/first-sign-in/")[1].split("/")[0]
        client.logout()
        there = client.get(reverse("accounts:enter_by_link", args=[key]), follow=True)
        assert "li.ming" in there.content.decode()

    def test_show_a_refusal_at_its_field(self, cast, as_security):
        post = {
            "unit": cast.operator.label, "role": "auditor", "title": "", "until_date": "",
            "from_date": timezone.localdate().isoformat(),
        }  # fmt: skip
        address = at("appoint", cast.system_administrator.person_id)
        response = as_security.post(address, post)
        assert response.context["form"].errors.keys() == {"person"} or (
            response.context["form"].non_field_errors()
        )
        assert Post.objects.filter(role="auditor").count() == 1
        assert Entry.objects.get(kind="post.fill").facts["refused"] == "roles_not_separated"

    def test_lose_a_post_by_its_last_day(self, cast, as_security):
        yesterday = timezone.localdate() - timedelta(days=1)
        as_security.post(
            at("end_post", cast.street_clerk.pk), {"until_date": yesterday.isoformat()}
        )
        cast.street_clerk.refresh_from_db()
        assert cast.street_clerk.until_date == yesterday

    def test_get_and_lose_a_deputy(self, cast, as_security):
        address = at("deputy", cast.street_clerk.pk)
        form = {"deputy": "金枝", "from_date": timezone.localdate().isoformat(), "until_date": ""}
        as_security.post(address, form)
        cast.street_clerk.refresh_from_db()
        assert cast.street_clerk.deputy == cast.outsider
        as_security.post(address, {"clear": "yes"})
        cast.street_clerk.refresh_from_db()
        assert cast.street_clerk.deputy is None

    def test_are_turned_off_but_never_by_themselves(self, cast, as_security):
        as_security.post(at("turn", cast.outsider.pk), {"is_active": "no"})
        cast.outsider.refresh_from_db()
        assert not cast.outsider.is_active
        own = cast.security_administrator.person_id
        response = as_security.post(at("turn", own), {"is_active": "no"})
        assert response.status_code == 200
        assert response.context["form"].non_field_errors()

    def test_are_never_changed_by_following_a_link(self, cast, as_security):
        for name in ("turn", "issue_link"):
            assert as_security.get(at(name, cast.outsider.pk)).status_code == 405

    def test_are_found_by_name_unit_and_state(self, cast, as_security):
        def found(**asked):
            page = as_security.get(at("people"), asked).context["page"]
            return {person.username for person in page.rows}

        assert found(words="周强") == {"street_clerk"}
        assert "street_head" in found(unit=cast.street_unit.label)
        assert "expired" not in found(unit=cast.street_unit.label)
        assert found(state="idle") == {"deputy", "outsider", "expired"}
        set_active(cast.outsider, is_active=False, by=INIT, at=timezone.now())
        assert found(state="off") == {"outsider"}

    def test_are_listed_in_as_many_queries_whatever_their_number(
        self, cast, as_security, django_assert_max_num_queries
    ):
        def count():
            with django_assert_max_num_queries(12) as taken:
                as_security.get(at("people"), {"words": "p"})
            return len(taken)

        few = count()
        for number in range(10):
            create_person(username=f"p{number:03}", name="某", by=INIT, at=timezone.now())
        assert count() == few
