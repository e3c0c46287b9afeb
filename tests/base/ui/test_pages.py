"""Error pages, the language switch, and who may see the component pages."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from linli import urls
from linli.base.ui.examples import EXAMPLES, SHOWN

SWITCH = "/language/"


def fail(request: HttpRequest, how: str) -> HttpResponse:
    raise {
        "forbid": PermissionDenied("只有审计员可以查看。"),
        "suspect": SuspiciousOperation("?"),
        "break": RuntimeError("broken on purpose"),
        "lose": OperationalError("unable to open database file /srv/home/linli.sqlite3"),
    }[how]


handler500 = urls.handler500
urlpatterns = [path("fail/<str:how>/", fail), path("", include("linli.urls"))]


@pytest.fixture
def visitor(client: Client) -> Client:
    client.raise_request_exception = False
    return client


def in_language(client: Client, code: str) -> Client:
    client.cookies["django_language"] = code
    return client


@pytest.mark.urls(__name__)
@pytest.mark.django_db
class TestErrorPages:
    @pytest.mark.parametrize(
        ("address", "status", "english", "chinese"),
        [
            ("/nowhere/", 404, "Page not found", "找不到页面"),
            ("/fail/forbid/", 403, "You may not do this", "没有权限"),
            ("/fail/suspect/", 400, "could not be read", "请求无法识别"),
            ("/fail/break/", 500, "went wrong on our side", "系统出了问题"),
            ("/fail/lose/", 503, "was not received", "没有收到"),
        ],
    )
    def test_speak_both_languages(self, visitor, address, status, english, chinese):
        for code, words in (("en", english), ("zh-hans", chinese)):
            answer = in_language(visitor, code).get(address)
            assert answer.status_code == status
            assert words in answer.content.decode()
            assert "ui/portal.css" in answer.content.decode()

    def test_say_why_it_was_forbidden(self, visitor):
        assert "只有审计员可以查看。" in visitor.get("/fail/forbid/").content.decode()

    def test_say_that_a_form_without_token_was_not_sent(self):
        strict = Client(enforce_csrf_checks=True)
        answer = in_language(strict, "en").post(SWITCH, {"language": "en"})
        assert answer.status_code == 403
        assert "Nothing was sent" in answer.content.decode()


class TestLanguageSwitch:
    def test_comes_back_to_the_page_with_its_query(self, client):
        answer = client.post(SWITCH, {"language": "en", "next": "/components/?a=1"})
        assert answer.status_code == 302
        assert answer.url == "/components/?a=1"
        assert answer.cookies["django_language"].value == "en"

    def test_sends_nobody_to_another_site(self, client):
        answer = client.post(SWITCH, {"language": "en", "next": "https://elsewhere.example/"})
        assert answer.url == "/"

    def test_is_offered_in_the_other_language(self, client, settings):
        settings.LINLI_DEMO = True
        assert 'lang="en">English<' in client.get("/components/").content.decode()
        there = in_language(client, "en").get("/components/?a=1").content.decode()
        assert 'lang="zh-Hans">中文<' in there
        assert 'name="next" value="/components/?a=1"' in there


@pytest.mark.django_db
class TestComponentPages:
    def test_are_not_there_for_residents(self, client):
        assert client.get("/components/").status_code == 404
        assert client.get("/components/buttons/").status_code == 404
        assert client.get("/components/shown/portal/").status_code == 404

    def test_are_there_for_staff(self, client, cast):
        cast.sign_in(client, cast.street_clerk)
        assert client.get("/components/").status_code == 200

    @pytest.mark.parametrize("key", EXAMPLES)
    def test_show_each_component(self, client, settings, key):
        settings.LINLI_DEMO = True
        assert 'class="source"' in client.get(f"/components/{key}/").content.decode()

    def test_know_no_others(self, client, settings):
        settings.LINLI_DEMO = True
        assert client.get("/components/unheard/").status_code == 404
        assert client.get("/components/shown/unheard/").status_code == 404

    @pytest.mark.parametrize("name", SHOWN)
    def test_show_layouts_and_error_pages(self, client, settings, name):
        settings.LINLI_DEMO = True
        assert client.get(f"/components/shown/{name}/").status_code == 200
