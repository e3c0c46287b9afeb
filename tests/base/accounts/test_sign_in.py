"""Signing in and out: the password, the one-time link, throttling, and what is on record."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from linli.base.accounts.actions import issue_sign_in_link, use_sign_in_link
from linli.base.accounts.actions.people import set_active
from linli.base.accounts.models import SignInLink, User
from linli.base.audit.models import Entry
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused, WrongState
from linli.core.zone import SHANGHAI

SIGN_IN, SIGN_OUT, PASSWORD = "/account/sign-in/", "/account/sign-out/", "/account/password/"
GOOD = "玉兰花开满枝头-2026"
AT = datetime(2026, 3, 18, 10, tzinfo=SHANGHAI)  # Wednesday
INIT = Actor.system("init")


@pytest.fixture
def clerk(cast, settings):
    settings.LINLI_SECOND_STEP = False
    cast.street_clerk.person.set_password(GOOD)
    cast.street_clerk.person.save()
    return cast.street_clerk.person


def sign_in(client, username="street_clerk", password=GOOD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


class TestPassword:
    def test_lets_the_person_in_and_records_it(self, clerk, client):
        response = sign_in(client)
        assert response.status_code == 302
        assert client.session["_auth_user_id"] == str(clerk.pk)
        entry = Entry.objects.get(kind="sign_in.succeeded")
        assert (entry.person_id, entry.facts) == (clerk.pk, {"way": "password"})
        assert entry.texts == {"address": "127.0.0.1"}

    def test_renews_the_session_so_that_none_can_be_planted(self, clerk, client):
        session = client.session
        session["planted"] = True
        session.save()
        planted = session.session_key
        sign_in(client)
        assert client.session.session_key != planted

    def test_ends_the_session_with_the_browser(self, clerk, client):
        sign_in(client)
        assert client.session.get_expire_at_browser_close()

    @pytest.mark.parametrize(
        ("username", "password"),
        [("street_clerk", "wrong-wrong"), ("nobody", GOOD), ("outsider", "!unusable")],
    )
    def test_says_the_same_whatever_was_wrong(self, clerk, client, username, password):
        response = sign_in(client, username, password)
        assert response.status_code == 200
        assert "_auth_user_id" not in client.session
        page = response.content.decode()
        assert username in page, "the typed name is kept"
        assert password not in page
        entry = Entry.objects.get(kind="sign_in.failed")
        assert entry.texts == {"username": username, "address": "127.0.0.1"}
        assert username not in str(entry.facts) + entry.actor_name + entry.actor_key
        assert password not in str(entry.texts)

    def test_leads_back_to_the_page_asked_for_on_this_host_only(self, clerk, client):
        assert sign_in(client, next="/desk/case/7/").url == "/desk/case/7/"
        for away in ("https://evil.example/", "//evil.example", "http:///evil.example", "\\\\evil"):
            fresh = Client()
            url = sign_in(fresh, next=away).url
            assert url.startswith("/"), away
            assert "evil" not in url, away

    def test_leads_to_the_choice_when_there_are_several_posts(self, cast, clerk, client):
        cast.other_street_clerk.person = clerk
        cast.other_street_clerk.save()
        assert sign_in(client).url == reverse("accounts:choose")

    def test_needs_the_token_of_the_form(self, clerk):
        strict = Client(enforce_csrf_checks=True)
        assert sign_in(strict).status_code == 403

    def test_turns_an_inactive_person_away(self, clerk, client):
        clerk.is_active = False
        clerk.save()
        assert sign_in(client).url == reverse("account_inactive")
        assert client.get(reverse("account_inactive")).status_code == 200
        assert "_auth_user_id" not in client.session


class TestSignOut:
    def test_happens_by_a_form_only_and_is_recorded(self, clerk, client):
        sign_in(client)
        assert client.get(SIGN_OUT).status_code == 200
        assert "_auth_user_id" in client.session
        assert client.post(SIGN_OUT).status_code == 302
        assert "_auth_user_id" not in client.session
        assert Entry.objects.get(kind="sign_in.ended").person_id == clerk.pk

    def test_ends_with_the_account(self, cast, clerk, client):
        sign_in(client)
        set_active(clerk, is_active=False, by=INIT, at=AT)
        assert client.get("/account/").url.startswith(SIGN_IN)


class TestChangeOfPassword:
    def test_needs_the_old_one_and_is_recorded(self, clerk, client):
        sign_in(client)
        new = "石榴红了满山坡-2027"
        wrong = {"oldpassword": "wrong-wrong", "password1": new, "password2": new}
        assert client.post(PASSWORD, wrong).status_code == 200
        assert client.post(PASSWORD, wrong | {"oldpassword": GOOD}).status_code == 302
        clerk.refresh_from_db()
        assert clerk.check_password(new)
        assert Entry.objects.get(kind="sign_in.password_changed").person_id == clerk.pk

    def test_is_for_people_who_are_signed_in(self, db, client):
        assert client.get(PASSWORD).url.startswith(SIGN_IN)

    def test_sends_people_without_a_password_to_their_posts(self, cast, client):
        cast.hotline_clerk.person.set_unusable_password()
        cast.hotline_clerk.person.save()
        cast.sign_in(client, cast.hotline_clerk)
        assert client.get(PASSWORD).url == reverse("accounts:choose")


class TestAddresses:
    @pytest.mark.parametrize(
        "name",
        ["account_signup", "account_email", "account_reset_password", "account_set_password",
         "account_reauthenticate", "account_request_login_code", "mfa_reauthenticate",
         "mfa_list_webauthn", "mfa_edit_webauthn", "mfa_reauthenticate_webauthn", "mfa_trust",
         "mfa_download_recovery_codes", "mfa_login_webauthn", "mfa_signup_webauthn",
         "usersessions_list", "socialaccount_signup", "socialaccount_connections",
         "socialaccount_login_error", "socialaccount_login_cancelled"],
    )  # fmt: skip
    def test_hold_none_of_the_library_s_other_pages(self, name):
        with pytest.raises(NoReverseMatch):
            reverse(name)

    @pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "login/", "sign-up/"])
    def test_answer_404_where_the_library_would_have_a_page(self, db, client, path):
        assert client.get(f"/account/{path}").status_code == 404


class TestLink:
    def test_lets_the_person_set_a_password_once(self, cast):
        key = issue_sign_in_link(cast.outsider, by=INIT, at=AT)
        person = use_sign_in_link(key, password=GOOD, at=AT + timedelta(hours=71))
        assert person.check_password(GOOD)
        with pytest.raises(WrongState):
            use_sign_in_link(key, password="另一个长密码-2026", at=AT + timedelta(hours=71))
        kinds = list(Entry.objects.order_by("no").values_list("kind", flat=True))
        assert kinds[-2:] == ["sign_in.link_issued", "sign_in.password_set"]

    def test_is_kept_as_a_digest_only(self, cast):
        key = issue_sign_in_link(cast.outsider, by=INIT, at=AT)
        assert key not in str(SignInLink.objects.values_list().get())
        assert key not in str(list(Entry.objects.values_list("facts", flat=True)))

    def test_grows_too_old(self, cast):
        key = issue_sign_in_link(cast.outsider, by=INIT, at=AT)
        with pytest.raises(WrongState):
            use_sign_in_link(key, password=GOOD, at=AT + timedelta(hours=72))

    def test_gives_way_to_a_newer_one(self, cast):
        old = issue_sign_in_link(cast.outsider, by=INIT, at=AT)
        new = issue_sign_in_link(cast.outsider, by=INIT, at=AT)
        with pytest.raises(WrongState):
            use_sign_in_link(old, password=GOOD, at=AT)
        assert use_sign_in_link(new, password=GOOD, at=AT)

    def test_survives_a_password_that_is_too_weak(self, cast):
        key = issue_sign_in_link(cast.outsider, by=INIT, at=AT)
        with pytest.raises(ValidationError):
            use_sign_in_link(key, password="12345", at=AT)
        assert use_sign_in_link(key, password=GOOD, at=AT)

    def test_is_given_by_the_security_administrator_and_never_to_oneself(self, cast):
        with pytest.raises(NotAllowed):
            issue_sign_in_link(cast.outsider, by=cast.system_administrator.actor(), at=AT)
        by = cast.security_administrator.actor()
        with pytest.raises(NotAllowed):
            issue_sign_in_link(cast.security_administrator.person, by=by, at=AT)
        assert issue_sign_in_link(cast.outsider, by=by, at=AT)

    def test_is_refused_for_an_account_that_is_off(self, cast):
        set_active(cast.outsider, is_active=False, by=INIT, at=AT)
        with pytest.raises(Refused):
            issue_sign_in_link(cast.outsider, by=INIT, at=AT)


class TestLinkPage:
    def test_takes_the_key_out_of_the_address_and_leads_to_sign_in(self, cast, client):
        key = issue_sign_in_link(cast.outsider, by=INIT, at=timezone.now())
        page = client.get(reverse("accounts:enter_by_link", args=[key]), follow=True)
        assert page.redirect_chain[-1][0] == reverse("accounts:first_password")
        assert key not in page.content.decode()
        there = reverse("accounts:first_password")
        response = client.post(there, {"password": GOOD, "again": "anders-anders"})
        assert response.status_code == 200
        assert response.context["form"].errors.keys() == {"again"}
        assert client.post(there, {"password": GOOD, "again": GOOD}).url == SIGN_IN
        assert sign_in(client, "outsider").status_code == 302
        assert client.get(there).status_code == 410

    def test_says_that_an_unknown_link_is_over_and_keeps_nothing_of_it(self, db, client, caplog):
        page = client.get(reverse("accounts:enter_by_link", args=["nonsense"]), follow=True)
        assert not Session.objects.exists()
        assert "nonsense" not in caplog.text
        assert page.status_code == 410


class TestPasswords:
    @pytest.mark.parametrize("password", ["sysadm123456", "123456sysadm", "sysadmsysadm"])
    def test_like_the_user_name_are_refused(self, db, password):
        with pytest.raises(ValidationError):
            validate_password(password, User(username="sysadm", name="林秀"))

    def test_of_four_words_are_taken(self, db):
        validate_password("corner-lantern-river-nine", User(username="sysadm", name="林秀"))
