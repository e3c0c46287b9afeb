"""What people send is in no line of the log, whatever becomes of the request."""

from __future__ import annotations

import io
import json
import logging
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from linli.base.operations.lines import JsonLines
from linli.procedures.hotline.opening import open_request
from tests.requests import draft

pytestmark = pytest.mark.django_db

NAME, TELEPHONE, IDENTITY = "欧阳探微", "13987654321", "370102198506073214"
BODY = "三号楼的老王昨天被打了"
USERNAME = "zhangsan85"
FIELDS = {
    "at", "level", "logger", "said", "place", "request", "error",
    "route", "method", "status", "ms", "unit",
}  # fmt: skip


class PersonalError(Exception):
    """An error whose message and locals hold what nobody may read."""


@pytest.fixture
def log():
    """Everything that any logger says, at its most talkative, in the form of the log."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root, ours = logging.getLogger(), logging.getLogger("linli.base.operations.requests")
    before = root.level, ours.level, logging.root.manager.disable
    others = (
        "django",
        "django.request",
        "django.security",
        "django.db.backends",
        "django.template",
    )
    levels = {name: logging.getLogger(name).level for name in others}
    logging.disable(logging.NOTSET)
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    ours.setLevel(logging.DEBUG)
    for name in others:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before[0])
    ours.setLevel(before[1])
    logging.disable(before[2])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def told(log):
    """The lines about requests."""
    return [line for line in lines(log) if "status" in line]


def write_form(client, **more):
    page = client.get("/write/request/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page).group(1)
    return {
        "key": key, "body": BODY, "region": "解放路街道", "contact_by": "telephone",
        "telephone": TELEPHONE, "name": NAME, **more,
    }  # fmt: skip


class TestNobody:
    def test_is_in_the_log_of_any_request(self, cast, log, monkeypatch):
        browser = Client(raise_request_exception=False)
        opened = open_request(
            draft(cast.street, people={"name": NAME, "telephone": TELEPHONE}, body=BODY),
            submission_key="log", by=None, at=timezone.now(),
        )  # fmt: skip
        number = {"number": opened.receipt, "passcode": opened.passcode}
        statuses = {
            "written": browser.post(
                "/write/request/",
                write_form(browser) | {"uploads": SimpleUploadedFile(f"{NAME}.txt", BODY.encode())},
            ),
            "not taken": browser.post("/write/request/", {"body": BODY, "telephone": TELEPHONE}),
            "opened": browser.post("/track/", number),
            "not opened": browser.post("/track/", {**number, "passcode": "123456"}),
            "read": browser.get("/track/message/"),
            "asked in the address": browser.get(f"/track/?number={opened.receipt}&q={NAME}"),
            "not found": browser.get(f"/{NAME}/{TELEPHONE}/{opened.receipt}"),
            "no such case": browser.get(f"/cases/{opened.case.reference}/"),
            "not signed in": browser.post(
                "/account/login/", {"login": USERNAME, "password": IDENTITY}
            ),
            "without a token": Client(enforce_csrf_checks=True).post("/track/", number),
            "wrong host": browser.get("/", headers={"host": f"{TELEPHONE}.example"}),
            "not a form": browser.generic(
                "POST", "/write/request/", BODY.encode(), "multipart/form-data; boundary=x"
            ),
            "unknown method": browser.generic(NAME.encode().hex().upper(), "/", BODY.encode()),
        }
        clerk = cast.sign_in(Client(raise_request_exception=False), cast.hotline_clerk)
        statuses |= {
            "found": clerk.post("/desk/search/", {"q": TELEPHONE}),
            "found by name": clerk.post("/desk/search/", {"q": NAME, "as": "name"}),
            "searched": clerk.get(f"/desk/search/?q={BODY}"),
            "seen": clerk.get(f"/cases/{opened.case.reference}/"),
            "not allowed": clerk.get(f"/administration/people/?words={NAME}"),
        }

        def fail(request):
            held = {"name": NAME, "telephone": TELEPHONE}
            try:
                raise KeyError(BODY)
            except KeyError as error:
                raise PersonalError(f"{held} {opened.receipt} {request.GET}") from error

        monkeypatch.setattr("linli.base.accounts.middleware.set_acting_post", fail)
        statuses["failed"] = browser.post(f"/track/?q={NAME}", number)

        found = {line["status"] for line in told(log)}
        assert {200, 302, 400, 403, 404, 405, 500} <= found | {405}
        assert statuses["failed"].status_code == 500
        assert statuses["not found"].status_code == 404
        assert statuses["seen"].status_code == 200
        text = log.getvalue() + json.dumps(lines(log), ensure_ascii=False)
        secrets = (
            NAME, TELEPHONE, IDENTITY, BODY, USERNAME, opened.receipt, opened.passcode,
            opened.receipt.replace("-", ""), opened.case.reference, "老王", NAME.encode().hex(),
            cast.hotline_clerk.person.name, cast.hotline_clerk.person.username,
        )  # fmt: skip
        assert [secret for secret in secrets if secret in text] == []
        assert {key for line in lines(log) for key in line} <= FIELDS
        assert len(told(log)) == len(statuses) + 1  # and the form that was fetched first

    def test_is_told_of_but_the_unit_of_the_post(self, cast, log):
        clerk = cast.sign_in(Client(), cast.hotline_clerk)
        answer = clerk.get("/desk/")
        (line,) = told(log)
        assert (line["route"], line["method"], line["status"]) == ("desk:home", "GET", 200)
        assert line["unit"] == cast.hotline_centre.code
        assert line["request"] == answer.headers["X-Request-Id"]


class TestAnError:
    def test_is_told_by_its_kind_and_place_alone(self, log):
        try:
            try:
                int(BODY)
            except ValueError as error:
                raise PersonalError(TELEPHONE) from error
        except PersonalError:
            logging.getLogger("linli.somewhere").exception("The clock %s of %s", 12, "case:12")
        (line,) = lines(log)
        assert line["said"] == "The clock 12 of case:12"
        assert line["error"]["kind"].endswith("PersonalError")
        assert line["error"]["because_of"] == "builtins.ValueError"
        assert line["error"]["frames"][-1].startswith("tests/base/operations/")

    @pytest.mark.parametrize(
        ("logger", "said", "values", "kept"),
        [
            ("django.request", "Not Found: %s", (f"/{NAME}",), "Not Found: …"),
            ("gunicorn.error", "Worker (pid:%s) exited with code %s", (17, 3),
             "Worker (pid:17) exited with code 3"),
            ("library", f"put together before: {NAME}", (), "…"),
            ("library", "by name %(who)s", ({"who": NAME},), "by name %(who)s"),
            ("linli.x", "The recurring job %s failed", ("cases.sweep",),
             "The recurring job cases.sweep failed"),
            ("linli.x", "of %s", (NAME,), "of …"),
            ("linli.x", "of %s", (TELEPHONE,), "of …"),
            ("linli.x", "of %s", (f"a{TELEPHONE}",), "of …"),
        ],
    )  # fmt: skip
    def test_and_its_words_are_told_as_far_as_they_are_fixed(self, log, logger, said, values, kept):
        logging.getLogger(logger).error(said, *values)
        assert [line["said"] for line in lines(log)] == [kept]
