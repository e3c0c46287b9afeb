"""The acting post of a request, choosing it, and the guards on pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation

from linli.base.accounts.access import require_post, require_power, require_role
from linli.base.accounts.middleware import SESSION_KEY, set_acting_post
from linli.base.accounts.models import Post
from linli.base.accounts.sign_in.second_step import TAKEN_KEY
from linli.base.audit.models import Entry
from tests.cast import enter

CHOOSE = "/account/"


@pytest.fixture
def ask(rf: RequestFactory):
    """Return a request of `person` whose session chose `post_id`, its acting post set."""

    def make(person, post_id=None, method="get"):
        request = getattr(rf, method)("/desk/case/7/?tab=log")
        request.user = person
        request.session = {} if post_id is None else {SESSION_KEY: post_id}
        request.session[TAKEN_KEY] = {"person": person.pk, "way": "totp"}
        set_acting_post(request)
        return request

    return make


def second_post(cast, post, **values):
    given = {"person": post.person, "unit": cast.government, "role": "unit_head"}
    return Post.objects.create(**given | {"from_date": post.from_date} | values)


class TestActingPost:
    def test_is_taken_unasked_when_it_is_the_only_one(self, cast, ask):
        request = ask(cast.street_clerk.person)
        assert request.post == cast.street_clerk
        assert request.actor == cast.street_clerk.actor()

    def test_is_asked_for_when_there_are_several(self, cast, ask):
        second = second_post(cast, cast.street_clerk)
        request = ask(cast.street_clerk.person)
        assert (request.post, request.actor) == (None, None)
        assert request.open_posts == [cast.street_clerk, second]
        assert ask(cast.street_clerk.person, second.pk).post == second

    def test_is_never_one_that_is_not_open_to_the_person(self, cast, ask):
        assert ask(cast.street_clerk.person, cast.auditor.pk).post is None
        assert ask(cast.expired.person, cast.expired.pk).post is None
        assert ask(cast.outsider).post is None
        assert ask(AnonymousUser(), cast.auditor.pk).post is None

    def test_is_not_replaced_silently_when_the_chosen_one_ends(self, cast, ask):
        second = second_post(cast, cast.street_clerk)
        person = cast.street_clerk.person
        assert ask(person, cast.street_clerk.pk).post == cast.street_clerk
        yesterday = timezone.localdate() - timedelta(days=1)
        Post.objects.filter(pk=cast.street_clerk.pk).update(until_date=yesterday)
        request = ask(person, cast.street_clerk.pk)
        assert request.open_posts == [second]
        assert request.post is None

    def test_ends_with_its_unit(self, cast, ask):
        cast.street_unit.until_date = timezone.localdate() - timedelta(days=1)
        cast.street_unit.save()
        assert ask(cast.street_clerk.person, cast.street_clerk.pk).post is None

    def test_marks_a_deputy_as_deputy(self, cast, ask):
        request = ask(cast.deputy)
        assert request.post == cast.deputised
        assert request.actor.is_deputy
        assert request.actor.person_id == cast.deputy.pk

    def test_costs_one_query_and_none_for_visitors(self, cast, ask, django_assert_num_queries):
        second_post(cast, cast.street_clerk)
        with django_assert_num_queries(1):
            request = ask(cast.street_clerk.person, cast.street_clerk.pk)
            assert request.post.unit.region.covers(cast.street.code)
        with django_assert_num_queries(0):
            ask(AnonymousUser())


class TestGuards:
    def view(self, request):
        return HttpResponse(request.post.role)

    def test_send_visitors_to_sign_in_and_back(self, cast, ask):
        response = require_post(self.view)(ask(AnonymousUser()))
        assert response.status_code == 302
        assert response.url == "/account/sign-in/?next=/desk/case/7/%3Ftab%3Dlog"

    def test_do_not_promise_to_repeat_a_form(self, cast, ask):
        response = require_post(self.view)(ask(AnonymousUser(), method="post"))
        assert response.url == "/account/sign-in/?next=/account/"

    def test_send_people_without_a_post_to_choose_one(self, cast, ask):
        response = require_post(self.view)(ask(cast.outsider))
        assert response.url == "/account/?next=%2Fdesk%2Fcase%2F7%2F%3Ftab%3Dlog"

    def test_let_the_role_in_and_nobody_else(self, cast, ask):
        guarded = require_role("street_clerk", "unit_head")(self.view)
        assert guarded(ask(cast.street_clerk.person)).content == b"street_clerk"
        assert guarded(ask(cast.unit_head.person)).content == b"unit_head"
        with pytest.raises(PermissionDenied):
            guarded(ask(cast.hotline_clerk.person))

    def test_leave_no_page_in_the_browser_for_who_comes_next(self, cast, ask):
        response = require_post(self.view)(ask(cast.street_clerk.person))
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize(
        ("power", "holder"),
        [
            ("units", "system_administrator"), ("calendar", "system_administrator"),
            ("limits", "system_administrator"), ("duties", "system_administrator"),
            ("people", "security_administrator"), ("posts", "security_administrator"),
            ("audit", "auditor"),
        ],
    )  # fmt: skip
    def test_let_each_power_to_its_administrator_alone(self, cast, ask, power, holder):
        guarded = require_power(power)(self.view)
        for role in ("system_administrator", "security_administrator", "auditor"):
            request = ask(getattr(cast, role).person)
            if role == holder:
                assert guarded(request).status_code == 200
            else:
                with pytest.raises(PermissionDenied):
                    guarded(request)

    def test_say_who_may_and_whether_another_post_of_yours_may(self, cast, ask):
        guarded = require_power("audit")(self.view)
        second_post(cast, cast.auditor, role="supervisor")
        supervising = Post.objects.get(person=cast.auditor.person, role="supervisor")
        with translation.override("en"), pytest.raises(PermissionDenied) as denied:
            guarded(ask(cast.auditor.person, supervising.pk))
        assert "Auditor" in str(denied.value)
        assert "switch posts" in str(denied.value)
        with translation.override("en"), pytest.raises(PermissionDenied) as denied:
            guarded(ask(cast.street_clerk.person))
        assert "switch posts" not in str(denied.value)

    def test_refuse_to_guard_with_an_undeclared_name(self):
        with pytest.raises(ValueError, match="superuser"):
            require_role("superuser")
        with pytest.raises(ValueError, match="everything"):
            require_power("everything")


class TestChoosing:
    def test_records_the_post_taken_and_renews_the_session(self, cast, client):
        second = second_post(cast, cast.street_clerk)
        cast.sign_in(client, cast.street_clerk)
        before = client.session.session_key
        response = client.post(CHOOSE, {"post": second.pk, "next": "/desk/x/"})
        assert (response.status_code, response.url) == (302, "/desk/x/")
        assert client.session[SESSION_KEY] == second.pk
        assert client.session.session_key != before
        entry = Entry.objects.get(kind="post.taken")
        assert (entry.post_id, entry.person_id) == (second.pk, second.person_id)
        assert entry.facts == {"post": second.pk, "before": cast.street_clerk.pk}

    def test_refuses_a_post_that_is_not_open_to_the_person(self, cast, client):
        cast.sign_in(client, cast.street_clerk)
        client.post(CHOOSE, {"post": cast.auditor.pk})
        assert client.session[SESSION_KEY] == cast.street_clerk.pk
        assert not Entry.objects.filter(kind="post.taken").exists()

    def test_never_leads_to_another_host(self, cast, client):
        cast.sign_in(client, cast.street_clerk)
        for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
            response = client.post(CHOOSE, {"post": cast.street_clerk.pk, "next": away})
            assert response.url.startswith("/")
            assert not response.url.startswith("//")

    def test_says_for_whom_a_deputy_acts(self, cast, client):
        enter(client, cast.deputy)
        page = client.get(CHOOSE, headers={"accept-language": "en"}).content.decode()
        assert f"deputising for {cast.deputised.person.name}" in page

    def test_tells_a_person_without_a_post_what_to_do(self, cast, client):
        enter(client, cast.outsider)
        page = client.get(CHOOSE, headers={"accept-language": "en"}).content.decode()
        assert "Ask your security administrator to appoint you" in page

    def test_says_that_the_chosen_post_has_ended(self, cast, client):
        cast.sign_in(client, cast.street_clerk)
        yesterday = timezone.localdate() - timedelta(days=1)
        Post.objects.filter(pk=cast.street_clerk.pk).update(until_date=yesterday)
        page = client.get(CHOOSE, headers={"accept-language": "en"}).content.decode()
        assert "isn’t open to you" in page or "isn&#x27;t open" in page or "isn't open" in page
