"""Signing in through a city's identity provider: a real one, spoken to over HTTP."""

from __future__ import annotations

import subprocess
import sys
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from django.test import Client
from django.utils import timezone

from linli.base.accounts.sign_in import identities
from linli.base.accounts.sign_in.second_step import TAKEN_KEY
from linli.base.audit.models import Entry
from linli.identity_provider import provider_origins, provider_settings
from tests.cast import protect
from tests.identity_provider import CLIENT, SECRET, sign_in_there

GO, BACK = "/account/provider/", "/account/provider/back/"


@pytest.fixture(scope="module")
def address():
    """The provider's address, served by another process."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.identity_provider"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield running.stdout.readline().strip()
    running.stdin.close()
    running.wait(20)


@pytest.fixture
def configure(settings, address):
    """A function that configures the provider; `more` are further variables."""

    def make(**more):
        env = {
            "LINLI_OIDC_ISSUER": address,
            "LINLI_OIDC_CLIENT": CLIENT,
            "LINLI_OIDC_SECRET": SECRET,
            "LINLI_OIDC_CLAIM": "employee_number",
            **more,
        }
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(env)

    make()
    return make


@pytest.fixture
def clerk(cast, configure):
    """The street clerk, whom the security administrator has linked to `wang`."""
    by = cast.security_administrator.actor()
    return identities.link(cast.street_clerk.person, "wang", by=by, at=timezone.now())


def to_provider(client, username="wang", **more):
    """Go to the provider and sign in there; return the address that it leads back to."""
    there = client.post(GO, more)
    assert there.status_code == 302, there.content.decode()
    with requests.Session() as browser:
        return sign_in_there(browser, there.url, username)


def come_back(client, address):
    return client.get(address.removeprefix("http://testserver"))


def refusals():
    entries = Entry.objects.filter(kind="sign_in.provider_refused").order_by("no")
    return [entry.facts["refused"] for entry in entries]


class TestSignIn:
    def test_lets_a_linked_person_in_with_their_second_step_here(self, clerk, client):
        protect(clerk)
        answer = come_back(client, to_provider(client, next="/desk/reminders/"))
        assert answer.url == "/account/second-step/sign-in/"
        assert "_auth_user_id" not in client.session

    def test_trusts_the_second_step_taken_there_only_if_told_to(self, clerk, client, configure):
        configure(LINLI_OIDC_SECOND_STEP="amr:otp")
        answer = come_back(client, to_provider(client, next="/desk/reminders/"))
        assert answer.url == "/desk/reminders/"
        assert client.session[TAKEN_KEY]["way"] == "provider"
        assert client.get("/desk/").status_code == 200
        facts = Entry.objects.get(kind="sign_in.succeeded").facts
        assert facts == {"way": "provider", "second_step": "provider"}
        kept = clerk.socialaccount_set.get().extra_data
        assert kept == {"amr": ["pwd", "otp"]}, "nothing else of what the provider told"

    def test_asks_for_a_second_step_that_was_not_taken_there(self, clerk, client, configure):
        configure(LINLI_OIDC_SECOND_STEP="amr:hwk,acr:urn:high")
        assert come_back(client, to_provider(client)).url == "/account/second-step/"
        assert client.get("/desk/").status_code == 302

    def test_proves_by_pkce_that_the_one_who_comes_back_is_the_one_who_went(self, clerk, client):
        there = client.post(GO)
        asked = parse_qs(urlsplit(there.url).query)
        assert asked["code_challenge_method"] == ["S256"]
        with requests.Session() as browser:
            back = sign_in_there(browser, there.url, "wang")
        session = client.session
        (state,) = session["socialaccount_states"].values()
        state[0]["pkce_code_verifier"] = "x" * 43
        session.save()
        assert come_back(client, back).status_code == 401
        assert refusals() == ["provider_failed"]


class TestRefusal:
    def test_of_somebody_whom_nobody_linked(self, clerk, client):
        answer = come_back(client, to_provider(client, "zhao"))
        assert answer.status_code == 403
        assert refusals() == ["unknown_person"]
        assert "_auth_user_id" not in client.session

    def test_of_a_person_whose_account_is_off(self, clerk, client):
        clerk.is_active = False
        clerk.save()
        assert come_back(client, to_provider(client)).status_code == 403
        assert refusals() == ["account_off"]

    def test_of_a_state_that_this_browser_was_not_given(self, clerk, client):
        back = to_provider(client)
        assert come_back(Client(), back).status_code == 401, "another browser's"
        query = parse_qs(urlsplit(back).query) | {"state": ["made-up"]}
        assert client.get(f"{BACK}?{urlencode(query, doseq=True)}").status_code == 401
        assert come_back(client, back).status_code == 302
        assert come_back(Client(), back).status_code == 401, "used up"
        assert refusals()[:2] == ["provider_failed"] * 2

    def test_of_another_issuer_than_the_one_configured(self, clerk, client, configure, address):
        configure(LINLI_OIDC_ISSUER=address.replace("127.0.0.1", "localhost"))
        assert client.post(GO).status_code == 401
        assert refusals() == ["provider_failed"]

    def test_of_a_provider_that_does_not_answer(self, cast, client, configure):
        configure(LINLI_OIDC_ISSUER="http://127.0.0.1:9")
        assert client.post(GO).status_code == 401

    def test_of_somebody_who_gave_up_over_there(self, clerk, client):
        state = parse_qs(urlsplit(client.post(GO).url).query)["state"][0]
        answer = client.get(f"{BACK}?error=access_denied&state={state}")
        assert answer.status_code == 401

    def test_of_linking_oneself(self, clerk, client, cast):
        """The library could connect the identity to whoever is signed in."""
        cast.sign_in(client, cast.hotline_clerk)
        come_back(client, to_provider(client, "zhao", process="connect"))
        assert not cast.hotline_clerk.person.socialaccount_set.exists()

    def test_without_a_provider_is_a_404(self, cast, client):
        assert client.post(GO).status_code == 404
        assert client.get(BACK).status_code == 404
        assert "provider/" not in client.get("/account/sign-in/").content.decode()


class TestLinking:
    def test_by_user_name_where_the_instance_says_so(self, cast, client, configure):
        configure(LINLI_OIDC_BY_USERNAME="1")
        cast.street_clerk.person.username = "wang"
        cast.street_clerk.person.save()
        assert come_back(client, to_provider(client)).url == "/account/second-step/"
        linked = Entry.objects.get(kind="person.identity_linked")
        assert linked.facts == {"person": cast.street_clerk.person.pk}
        assert identities.identity_of(cast.street_clerk.person) == "wang"

    def test_is_done_by_the_security_administrator_on_a_page(self, cast, clerk, client):
        cast.sign_in(client, cast.security_administrator)
        page = f"/administration/people/{cast.hotline_clerk.person.pk}/identity/"
        taken = client.post(page, {"identity": "wang"})
        assert taken.context["form"].errors.keys() == {"identity"}
        assert client.post(page, {"identity": "zhao"}).status_code == 302
        assert identities.identity_of(cast.hotline_clerk.person) == "zhao"
        assert client.post(page, {"identity": ""}).status_code == 302
        assert identities.identity_of(cast.hotline_clerk.person) == ""
        own = f"/administration/people/{cast.security_administrator.person.pk}/identity/"
        assert client.post(own, {"identity": "zhao"}).status_code == 200
        assert identities.identity_of(cast.security_administrator.person) == ""


def test_the_sign_in_page_may_lead_to_the_provider_and_nowhere_else():
    env = {
        "LINLI_OIDC_ISSUER": "https://id.example/realm",
        "LINLI_OIDC_ORIGINS": "https://b.example",
    }
    assert provider_origins(env) == ["https://id.example", "https://b.example"]
    assert provider_origins({}) == []
    assert provider_settings({}) == {}
