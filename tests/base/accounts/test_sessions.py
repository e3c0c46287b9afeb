"""Sessions: seen and ended by their person and by the administrator, and ended by idling."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from linli.base.accounts.actions import end_post
from linli.base.accounts.sign_in import sessions
from linli.base.accounts.sign_in.idling import BY_ITSELF, SEEN_KEY
from linli.base.accounts.sign_in.second_step import SIGNED_IN_KEY
from linli.base.accounts.sign_in.user_agents import device_name
from linli.base.audit.models import Entry
from tests.base.accounts.test_second_step import GOOD, SIGN_IN, sign_in
from tests.cast import enter

SESSIONS = "/account/sessions/"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Edg/130.0"


@pytest.fixture
def two(clerk):
    """The clerk's browsers: at the desk and on the telephone."""
    browsers = (
        Client(HTTP_USER_AGENT=DESK),
        Client(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="203.0.113.9"),
    )
    for browser in browsers:
        assert sign_in(browser).url == "/desk/"
        assert browser.get("/desk/").status_code == 200
    return browsers


def is_in(client):
    return client.get("/desk/").status_code == 200


class TestOwnSessions:
    def test_are_listed_with_device_and_address(self, two):
        page = two[0].get(SESSIONS, headers={"accept-language": "en"}).content.decode()
        assert page.index("Edge · Windows") < page.index("Chrome · Android"), "this browser first"
        assert "203.0.113.9" in page

    def test_are_ended_one_by_one_or_all_others(self, clerk, two):
        at_desk, on_phone = two
        other = UserSession.objects.get(ip="203.0.113.9")
        at_desk.post(SESSIONS, {"session": other.pk})
        assert (is_in(at_desk), is_in(on_phone)) == (True, False)
        sign_in(on_phone)
        on_phone.post(SESSIONS, {"session": "others"})
        assert (is_in(at_desk), is_in(on_phone)) == (False, True)
        ended = Entry.objects.filter(kind="sign_in.sessions_ended")
        assert {entry.person_id for entry in ended} == {clerk.pk}

    def test_of_others_are_nobody_s_to_end(self, cast, two):
        stranger = Client()
        enter(stranger, cast.hotline_clerk.person)
        stranger.post(SESSIONS, {"session": UserSession.objects.get(ip="203.0.113.9").pk})
        assert is_in(two[1])
        assert stranger.post(SESSIONS, {"session": "x"}).status_code == 404

    def test_follow_the_key_that_changes_with_the_post(self, cast, clerk, two):
        cast.other_street_clerk.person = clerk
        cast.other_street_clerk.save()
        two[0].post("/account/", {"post": cast.other_street_clerk.pk})
        assert set(UserSession.objects.values_list("session_key", flat=True)) == {
            browser.session.session_key for browser in two
        }

    def test_end_but_this_one_when_the_password_changes(self, two):
        new = {"password1": "石榴红了满山坡-2027", "password2": "石榴红了满山坡-2027"}
        two[0].post("/account/password/", {"oldpassword": GOOD, **new})
        assert (is_in(two[0]), is_in(two[1])) == (True, False)


class TestAdministrator:
    def test_ends_all_sessions_of_a_person_at_once(self, cast, clerk, two, client):
        cast.sign_in(client, cast.security_administrator)
        client.post(f"/administration/people/{clerk.pk}/sessions/")
        assert (is_in(two[0]), is_in(two[1])) == (False, False)
        assert Entry.objects.get(kind="person.sessions_ended").facts["person"] == clerk.pk

    def test_is_the_security_administrator_alone(self, cast, clerk, two, client):
        cast.sign_in(client, cast.system_administrator)
        address = f"/administration/people/{clerk.pk}/sessions/"
        assert client.post(address).status_code == 403
        assert is_in(two[0])

    def test_ends_a_post_with_the_next_click(self, cast, clerk, two):
        yesterday = timezone.localdate() - timedelta(days=1)
        by = cast.security_administrator.actor()
        end_post(cast.street_clerk, until_date=yesterday, by=by, at=timezone.now())
        assert two[0].get("/desk/").url.startswith("/account/?next=")


class TestIdling:
    def test_ends_the_session_and_says_so(self, two, settings):
        idle(two[0], settings.LINLI_IDLE_MINUTES * 60 + 1)
        page = two[0].get("/desk/", follow=True, headers={"accept-language": "en"})
        assert page.redirect_chain[-1][0].startswith(SIGN_IN)
        assert "signed out after 30 minutes" in page.content.decode()
        assert Entry.objects.get(kind="sign_in.ended").facts == {"way": "idle"}

    def test_is_not_the_only_end_however_busy_somebody_is(self, two, settings):
        session = two[0].session
        session[SIGNED_IN_KEY] -= settings.SESSION_COOKIE_AGE + 1
        session.save()
        assert not is_in(two[0])
        assert Entry.objects.get(kind="sign_in.ended").facts == {"way": "age"}

    def test_leaves_no_address_behind(self, two):
        two[0].session.flush()
        assert sessions.forget(timezone.now()) == 1
        assert UserSession.objects.get().ip == "203.0.113.9"

    def test_begins_anew_with_each_request_but_not_with_what_a_page_asks_by_itself(self, two):
        browser = two[0]
        idle(browser, 1700)
        browser.get("/desk/", headers={BY_ITSELF: "1"})
        assert timezone.now().timestamp() - browser.session[SEEN_KEY] >= 1700
        browser.post("/account/stay/")
        assert timezone.now().timestamp() - browser.session[SEEN_KEY] < 60
        idle(browser, 1801)
        assert browser.post("/account/stay/").json() == {"seconds": 0}


def idle(client, seconds):
    session = client.session
    session[SEEN_KEY] = int(timezone.now().timestamp()) - seconds
    session.save()


@pytest.mark.parametrize(
    ("said", "named"),
    [(PHONE, "Chrome · Android"), (DESK, "Edge · Windows"), ("curl/8", "Unknown device"),
     ("Mozilla/5.0 (iPhone) MicroMessenger/8 Safari", "WeChat · iPhone")],
)  # fmt: skip
def test_a_device_is_named_by_what_it_says(said, named):
    assert device_name(said).en == named
