"""The demo's one-click sign-in."""

from __future__ import annotations

import pytest
from django.test import Client

from linli.base.accounts.middleware import SESSION_KEY
from linli.base.accounts.models import Post, User
from linli.base.audit.models import Entry

PLAY, SIGN_IN = "/account/demo/", "/account/sign-in/"


@pytest.fixture
def demo(cast, settings):
    settings.LINLI_DEMO = True
    User.objects.exclude(username="auditor").update(is_demo=True)
    return cast


@pytest.fixture
def client(client):
    client.defaults["SERVER_NAME"] = "localhost"
    return client


def part(post, person=None):
    return {"part": f"{post.pk}-{(person or post.person).pk}"}


class TestPlay:
    def test_signs_the_person_in_to_the_post(self, demo, client):
        response = client.post(PLAY, part(demo.street_clerk))
        assert response.status_code == 302
        assert client.session[SESSION_KEY] == demo.street_clerk.pk
        entry = Entry.objects.get(kind="sign_in.succeeded")
        assert (entry.person_id, entry.facts) == (demo.street_clerk.person_id, {"way": "demo"})

    def test_changes_from_one_part_to_another(self, demo, client):
        client.post(PLAY, part(demo.street_clerk))
        client.post(PLAY, part(demo.hotline_clerk))
        assert client.session["_auth_user_id"] == str(demo.hotline_clerk.person_id)
        assert client.session[SESSION_KEY] == demo.hotline_clerk.pk

    def test_plays_a_deputy(self, demo, client):
        client.post(PLAY, part(demo.deputised, demo.deputy))
        assert client.session["_auth_user_id"] == str(demo.deputy.pk)

    def test_offers_no_real_person_no_ended_post_and_no_visitor_s_guess(self, demo, client):
        for wanted in (part(demo.auditor), part(demo.expired), {"part": "0-0"}, {}):
            assert client.post(PLAY, wanted).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_needs_the_token_of_the_form(self, demo):
        strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        assert strict.post(PLAY, part(demo.street_clerk)).status_code == 403

    def test_lists_every_part_once_on_the_sign_in_page(self, demo, client):
        page = client.get(SIGN_IN).content.decode()
        for post in Post.objects.exclude(pk__in=[demo.auditor.pk, demo.expired.pk]):
            assert page.count(f'value="{part(post)["part"]}"') == 1
        assert f'value="{part(demo.deputised, demo.deputy)["part"]}"' in page
        assert f'value="{part(demo.auditor)["part"]}"' not in page
        assert f'value="{part(demo.expired)["part"]}"' not in page

    def test_takes_as_many_queries_for_many_parts_as_for_few(
        self, demo, client, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(1):
            client.get(PLAY)


class TestClosedDemo:
    def test_is_not_there_outside_the_demo(self, demo, client, settings):
        settings.LINLI_DEMO = False
        assert client.get(PLAY).status_code == 404
        assert client.post(PLAY, part(demo.street_clerk)).status_code == 404
        assert (
            "value=" + part(demo.street_clerk)["part"] not in client.get(SIGN_IN).content.decode()
        )

    @pytest.mark.parametrize(
        "away",
        [
            {"REMOTE_ADDR": "192.168.1.20"},
            {"REMOTE_ADDR": ""},
            {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
            {"HTTP_FORWARDED": "for=127.0.0.1"},
            {"HTTP_X_REAL_IP": "127.0.0.1"},
            {"HTTP_VIA": "1.1 gateway"},
            {"HTTP_HOST": "linli.example.cn"},
        ],
    )
    def test_is_refused_from_anywhere_but_this_machine(self, demo, client, away, settings):
        settings.ALLOWED_HOSTS = ["localhost", "linli.example.cn"]
        assert client.post(PLAY, part(demo.street_clerk), **away).status_code == 403
        assert "_auth_user_id" not in client.session

    def test_is_open_on_loopback_of_either_family(self, demo, client):
        for address in ("127.0.0.1", "127.0.0.9", "::1"):
            assert (
                client.post(PLAY, part(demo.street_clerk), REMOTE_ADDR=address).status_code == 302
            )
