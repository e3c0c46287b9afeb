"""The second step of signing in: owed by all, set up first, taken, lost and reset."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.base.accounts.actions import issue_sign_in_link, use_sign_in_link
from linli.base.accounts.sign_in import second_step
from linli.base.audit.models import Entry
from linli.core.actors import Actor
from tests.cast import code_of, enter, protect

SIGN_IN, STEPS, TAKE = "/account/sign-in/", "/account/second-step/", "/account/second-step/sign-in/"
APP, CODES = "/account/second-step/app/", "/account/second-step/codes/"
GOOD = "玉兰花开满枝头-2026"
INIT = Actor.system("init")


@pytest.fixture
def clerk(cast):
    cast.street_clerk.person.set_password(GOOD)
    cast.street_clerk.person.save()
    return cast.street_clerk.person


def sign_in(client, password=GOOD):
    return client.post(SIGN_IN, {"login": "street_clerk", "password": password})


def kinds():
    return list(Entry.objects.order_by("no").values_list("kind", flat=True))


class TestSetUp:
    def test_comes_before_anything_else(self, clerk, client):
        assert sign_in(client).url == STEPS
        for address in ("/desk/", "/account/", "/account/password/"):
            there = client.get(address, follow=True)
            assert there.redirect_chain[-1][0].startswith(STEPS), address
        assert client.get(STEPS).status_code == 200

    def test_is_not_asked_for_in_the_demo(self, clerk, client, settings):
        settings.LINLI_SECOND_STEP = False
        assert sign_in(client).url == "/desk/"
        assert client.get("/desk/").status_code == 200

    def test_of_an_app_proves_itself_by_a_code_and_shows_the_recovery_codes_once(
        self, clerk, client
    ):
        sign_in(client)
        page = client.get(APP).content.decode()
        secret = client.session["mfa.totp.secret"]
        assert "<svg" in page and secret in page and "style=" not in page
        assert client.post(APP, {"code": "000000"}).status_code == 200
        answer = client.post(APP, {"code": code_of(secret)})
        assert answer.url == CODES
        codes = re.findall(r"<li>(\d{8})</li>", client.get(CODES).content.decode())
        assert len(set(codes)) == 10
        assert not set(codes) & set(re.findall(r"\d{8}", client.get(CODES).content.decode()))
        assert client.get("/desk/").status_code == 200
        assert kinds()[-2:] == ["second_step.failed", "second_step.set_up"]
        kept = Authenticator.objects.get(type="totp").data
        assert secret not in str(kept), "encrypted in the database"

    def test_asks_who_signed_in_long_ago_to_sign_in_again(self, clerk, client):
        sign_in(client)
        session = client.session
        session[second_step.SIGNED_IN_KEY] -= 3600
        session.save()
        assert client.get(APP).url == f"/account/again/?next={quote(APP, safe='')}"
        assert client.post("/account/again/", {"next": APP}).url == f"{SIGN_IN}?next={APP}"
        assert "_auth_user_id" not in client.session


class TestTaking:
    def test_stands_between_the_password_and_the_session(self, clerk, client):
        secret = protect(clerk)
        assert sign_in(client).url == TAKE
        assert "_auth_user_id" not in client.session
        assert client.get("/desk/").url.startswith(SIGN_IN)
        assert client.post(TAKE, {"code": code_of(secret)}).url == "/desk/"
        assert client.get("/desk/").status_code == 200
        facts = Entry.objects.get(kind="sign_in.succeeded").facts
        assert facts == {"way": "password", "second_step": "totp"}
        assert "second_step.used" in kinds()

    def test_takes_a_code_once(self, clerk, client):
        secret = protect(clerk)
        code = code_of(secret)
        sign_in(client)
        client.post(TAKE, {"code": code})
        other = Client()
        sign_in(other)
        assert other.post(TAKE, {"code": f"{code[:3]} {code[3:]}"}).status_code == 200
        assert "_auth_user_id" not in other.session

    def test_takes_a_recovery_code_once(self, clerk, client):
        protect(clerk)
        enter(client, clerk)
        client.post(CODES + "new/")
        code = re.search(r"<li>(\d{8})</li>", client.get(CODES).content.decode())[1]
        for is_first in (True, False):
            other = Client()
            sign_in(other)
            other.post(TAKE, {"code": code})
            assert ("_auth_user_id" in other.session) is is_first

    def test_leaves_no_way_in_for_another_person_of_the_same_browser(self, cast, clerk, client):
        """Who took it for themselves has not taken it for a colleague without one."""
        session = client.session
        session[second_step.TAKEN_KEY] = {"person": cast.hotline_clerk.person.pk, "way": "totp"}
        session.save()
        sign_in(client)
        assert client.get("/desk/", follow=True).redirect_chain[-1][0].startswith(STEPS)


class TestRemoving:
    def test_leaves_one_way_where_one_is_required(self, clerk, client, settings):
        protect(clerk)
        enter(client, clerk)
        remove = reverse("mfa_deactivate_totp")
        client.post(remove)
        assert second_step.steps_of(clerk), "the last one stays"
        settings.LINLI_SECOND_STEP = False
        client.post(remove)
        assert not second_step.steps_of(clerk)
        assert kinds()[-1] == "second_step.removed"


class TestReset:
    def test_takes_the_second_step_away_and_ends_all_sessions(self, cast, clerk, client):
        protect(clerk)
        cast.sign_in(client, cast.street_clerk)
        by, at = cast.security_administrator.actor(), timezone.now()
        key = issue_sign_in_link(clerk, resets_second_step=True, by=by, at=at)
        assert second_step.steps_of(clerk), "not before the link is used"
        use_sign_in_link(key, password=GOOD + "!", at=at)
        assert not second_step.steps_of(clerk)
        assert client.get("/desk/").url.startswith(SIGN_IN)
        reset = ["second_step.reset_issued", "second_step.reset", "sign_in.password_set"]
        assert kinds()[-3:] == reset
        fresh = Client()
        assert sign_in(fresh, GOOD + "!").url == STEPS

    def test_is_not_what_an_ordinary_link_does(self, cast, clerk):
        protect(clerk)
        key = issue_sign_in_link(clerk, by=INIT, at=timezone.now())
        use_sign_in_link(key, password=GOOD + "!", at=timezone.now())
        assert second_step.steps_of(clerk)

    def test_is_asked_for_on_the_page_of_the_person(self, cast, clerk, client):
        cast.sign_in(client, cast.security_administrator)
        address = reverse("administration:issue_link", args=[clerk.pk])
        page = client.post(address, {"resets": "yes"}, headers={"accept-language": "en"})
        assert "second step is taken away" in page.content.decode()
        assert kinds()[-1] == "second_step.reset_issued"

    def test_is_printed_at_the_server_where_nobody_else_can_help(self, cast, clerk, capsys):
        protect(clerk)
        call_command("reset_sign_in", "street_clerk")
        key = capsys.readouterr().out.strip().rstrip("/").rpartition("/")[2]
        use_sign_in_link(key, password=GOOD + "!", at=timezone.now())
        assert not second_step.steps_of(clerk)
        issued = Entry.objects.get(kind="second_step.reset_issued")
        assert (issued.actor_kind, issued.actor_key) == ("system", "reset-sign-in")
        with pytest.raises(CommandError):
            call_command("reset_sign_in", "nobody")


class TestSetUpPage:
    def test_keeps_the_secret_that_was_scanned(self, clerk, client):
        sign_in(client)
        client.get(APP)
        secret = client.session["mfa.totp.secret"]
        assert secret in client.get(APP).content.decode()
