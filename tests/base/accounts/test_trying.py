"""Failed tries at signing in: who must wait, and who must never be made to wait by others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from linli.base.accounts.models import Tries
from linli.base.accounts.sign_in import tries
from linli.base.accounts.sign_in.doors import OF_NAME_AND_NETWORK, OF_NETWORK, network_of
from linli.base.accounts.sign_in.tries import Door, HeldBack, claim, forget, take_back
from linli.base.audit.models import Entry
from tests.base.accounts.test_second_step import GOOD, SIGN_IN, TAKE
from tests.cast import code_of, enter, protect

STRANGER = "203.0.113.9"


@pytest.fixture
def now(monkeypatch):
    """The server's clock, which a test can move on."""

    class Clock:
        at = timezone.now()

    monkeypatch.setattr(timezone, "now", lambda: Clock.at)
    return Clock


def sign_in(client, password, username="street_clerk"):
    answer = client.post(
        SIGN_IN, {"login": username, "password": password}, headers={"accept-language": "en"}
    )
    return "in" if "_auth_user_id" in client.session else answer.content.decode()


def is_held_back(page):
    return "Too many tries failed" in page


def fail(client, number, username="street_clerk"):
    return [is_held_back(sign_in(client, "wrong-wrong", username)) for _ in range(number)]


class TestStranger:
    def test_waits_longer_and_longer(self, clerk, now):
        client = Client(REMOTE_ADDR=STRANGER)
        assert fail(client, OF_NAME_AND_NETWORK + 1) == [False] * OF_NAME_AND_NETWORK + [True]
        waits = []
        for _ in range(7):
            row = Tries.objects.filter(held_until__gt=now.at).get()
            waits.append((row.held_until - now.at).total_seconds())
            now.at = row.held_until
            assert fail(client, 1) == [False], "the next try is taken when the wait is over"
        assert waits == [30, 60, 120, 240, 480, 900, 900]
        held = Entry.objects.filter(kind="sign_in.held_back").first()
        assert held.texts == {"username": "street_clerk", "address": STRANGER}

    def test_never_keeps_the_person_out_elsewhere_or_in_a_known_browser(self, clerk, now):
        mine = Client(REMOTE_ADDR=STRANGER)
        assert sign_in(mine, GOOD) == "in"
        mine.get("/account/")
        mine.post("/account/sign-out/")
        stranger = Client(REMOTE_ADDR=STRANGER)
        assert fail(stranger, OF_NAME_AND_NETWORK + 1)[-1]
        assert is_held_back(sign_in(stranger, GOOD)), "even with the right password"
        assert sign_in(mine, GOOD) == "in", "same network, but a browser that is known"
        assert sign_in(Client(REMOTE_ADDR="198.51.100.1"), GOOD) == "in", "another network"

    def test_is_told_the_same_whether_the_name_exists(self, clerk, now):
        there, nobody = Client(REMOTE_ADDR=STRANGER), Client(REMOTE_ADDR=STRANGER)
        one = [sign_in(there, "wrong-wrong") for _ in range(OF_NAME_AND_NETWORK + 1)]
        two = [sign_in(nobody, "wrong-wrong", "no_such") for _ in range(OF_NAME_AND_NETWORK + 1)]
        assert [is_held_back(page) for page in one] == [is_held_back(page) for page in two]

    def test_can_t_make_a_browser_known(self, clerk):
        forged = Client(REMOTE_ADDR=STRANGER)
        forged.cookies["linli_device"] = "eyJpZCI6IngifQ:1:forged"
        assert fail(forged, OF_NAME_AND_NETWORK + 1)[-1]


class TestDoors:
    def test_hold_back_a_network_that_tries_many_names(self, db):
        network = Door("network", STRANGER, OF_NETWORK, is_own=False)
        now = timezone.now()
        for number in range(OF_NETWORK):
            claim([Door("name", f"{number}", OF_NAME_AND_NETWORK), network], at=now)
        with pytest.raises(HeldBack):
            claim([Door("name", "one more", OF_NAME_AND_NETWORK), network], at=now)

    def test_take_a_right_try_back_and_leave_the_wrong_ones_of_others(self, db):
        now, mine = timezone.now(), Door("name", "mine", 2)
        network = Door("network", STRANGER, 9, is_own=False)
        claim([mine, network], at=now)
        claim([Door("name", "other", 2), network], at=now)
        take_back(claim([mine, network], at=now), at=now)
        left = {row.digest: row.failures for row in Tries.objects.all()}
        assert left[network.digest] == 2
        assert mine.digest not in left

    def test_forget_after_an_hour_without_a_failure(self, db):
        now, door = timezone.now(), Door("name", "x", 1)
        claim([door], at=now)
        with pytest.raises(HeldBack):
            claim([door], at=now)
        later = now + tries.FIRST_WAIT + tries.FORGOTTEN_AFTER
        assert not claim([Door("name", "x", 2)], at=later).begins_wait
        assert forget(later + timedelta(hours=2)) == 1

    def test_keep_neither_names_nor_addresses(self, clerk):
        fail(Client(REMOTE_ADDR=STRANGER), 1)
        kept = str(list(Tries.objects.values()))
        assert "street_clerk" not in kept
        assert STRANGER not in kept

    @pytest.mark.parametrize(
        ("address", "network"),
        [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3::9", "2001:db8:1:2::"),
         ("::ffff:203.0.113.9", "203.0.113.9")],
    )  # fmt: skip
    def test_name_the_network(self, address, network):
        assert network_of(RequestFactory(REMOTE_ADDR=address).get("/")) == network

    def test_believe_a_proxy_that_is_known_and_no_other(self, settings):
        request = RequestFactory().get(
            "/", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.9"}
        )
        assert network_of(request) == "127.0.0.1"
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        assert network_of(request) == "203.0.113.9"


class TestCode:
    def test_holds_back_whoever_has_the_password_alone(self, clerk, now):
        secret = protect(clerk)
        known = Client(REMOTE_ADDR=STRANGER)
        enter(known, clerk)
        known.get("/account/")
        known.post("/account/sign-out/")
        thief = Client(REMOTE_ADDR=STRANGER)
        sign_in(thief, GOOD)
        for _ in range(OF_NAME_AND_NETWORK):
            thief.post(TAKE, {"code": "000000"})
        page = thief.post(TAKE, {"code": code_of(secret)}, headers={"accept-language": "en"})
        assert is_held_back(page.content.decode())
        sign_in(known, GOOD)
        assert known.post(TAKE, {"code": code_of(secret)}).status_code == 302
        kinds = Entry.objects.values_list("kind", flat=True)
        assert list(kinds).count("second_step.failed") == OF_NAME_AND_NETWORK
        assert "second_step.held_back" in kinds
