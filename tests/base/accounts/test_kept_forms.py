"""A form sent by somebody already signed out: kept, back in its page, and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms import Textarea, TextInput
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.base.accounts.models import KeptForm
from linli.base.accounts.sign_in import kept_forms
from linli.base.accounts.sign_in.refilling import refill
from tests.base.accounts.test_second_step import sign_in
from tests.base.accounts.test_sessions import idle
from tests.requests import dispatch, new_request

HOST = "http://testserver"
TYPED = "居民说楼道灯坏了三天，<b>老人</b>夜里不敢出门。"


@pytest.fixture
def case(cast):
    now = timezone.now()
    return dispatch(new_request(cast, at=now), cast, at=now)


@pytest.fixture
def late(clerk, case, client):
    """The clerk's browser after the note was sent too late; where the note is sent to."""
    sign_in(client)
    page = f"/cases/{case.reference}/"
    assert client.get(page).status_code == 200
    idle(client, 3600)
    action = f"{page}acts/note/"
    client.answer = client.post(
        action, {"text": TYPED, "csrfmiddlewaretoken": "x", "submission": "abc"},
        headers={"referer": HOST + page},
    )  # fmt: skip
    return client, page, action


class TestKeeping:
    def test_leads_to_the_sign_in_and_back_to_the_page(self, late):
        client, page, _action = late
        assert client.answer.url == f"/account/sign-in/?next={page}"
        assert sign_in(client).status_code == 302

    def test_brings_back_what_was_typed_until_it_is_sent(self, late):
        client, page, action = late
        sign_in(client)
        for _ in range(2):
            html = client.get(page, headers={"accept-language": "en"}).content.decode()
            assert "居民说楼道灯坏了三天，&lt;b&gt;老人&lt;/b&gt;夜里不敢出门。</textarea>" in html
            assert "What you had typed is back" in html
        client.post(action, {"text": TYPED}, headers={"referer": HOST + page})
        assert not KeptForm.objects.exists()
        assert "What you had typed" not in client.get(page).content.decode()

    def test_keeps_nothing_in_the_clear(self, late):
        client, _page, _action = late
        kept = str(KeptForm.objects.values().get())
        assert "楼道" not in kept
        half = client.cookies[kept_forms.COOKIE].value
        assert half not in kept
        assert "楼道" not in str(client.cookies)

    def test_is_for_the_same_person_in_the_same_browser(self, cast, late):
        client, page, _action = late
        cast.sign_in(client, cast.second_street_clerk)
        assert "居民说楼道灯" not in client.get(page).content.decode()
        assert "居民说楼道灯" not in client.get("/account/kept/").content.decode()
        elsewhere = Client()
        sign_in(elsewhere)
        assert "居民说楼道灯" not in elsewhere.get(page).content.decode()
        assert KeptForm.objects.exists()

    def test_ends_after_an_hour(self, late):
        client, page, _action = late
        KeptForm.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        sign_in(client)
        assert "居民说楼道灯" not in client.get(page).content.decode()
        assert kept_forms.forget(timezone.now()) == 1

    def test_shows_the_text_once_when_the_form_is_gone(self, late):
        client, page, action = late
        gone = action.replace("note", "gone")
        sign_in(client)
        idle(client, 3600)
        client.post(gone, {"text": TYPED}, headers={"referer": HOST + page})
        KeptForm.objects.filter(action=action).delete()
        sign_in(client)
        assert client.get(page).url == "/account/kept/"
        assert "居民说楼道灯" in client.get("/account/kept/").content.decode()
        assert client.get(page).status_code == 200

    def test_of_a_browser_in_which_nobody_was_signed_in_keeps_nothing(self, case):
        stranger = Client()
        answer = stranger.post("/desk/search/save/", {"text": TYPED})
        assert answer.status_code == 302
        assert not KeptForm.objects.exists()

    def test_sends_htmx_to_the_sign_in_page_whole(self, late):
        client, page, action = late
        answer = client.post(
            action, {"text": TYPED}, headers={"HX-Request": "1", "HX-Current-URL": HOST + page}
        )
        assert answer.headers["HX-Redirect"] == f"/account/sign-in/?next={page}"

    def test_makes_room_for_five_of_a_browser(self, late):
        client, page, action = late
        for number in range(7):
            client.post(f"{action}?{number}", {"text": "x"}, headers={"referer": HOST + page})
            client.post(action.replace("note", f"act-{number}"), {"text": "x"})
        assert KeptForm.objects.count() <= kept_forms.MOST


FORM = (
    '<details><summary>S</summary><form method="post" action="/a/">'
    '<input type="hidden" name="token" value="new"><input name="t" value="old">'
    '<textarea name="long">\nold</textarea><select name="s"><option value="1" selected>1'
    '<option value="2">2</select><input type="checkbox" name="c" value="x" checked>'
    '<input type="radio" name="r" value="1"><input type="file" name="f">'
    "</form></details>"
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ({"t": ['"新"']}, '<input name="t" value="&quot;新&quot;">'),
        ({"long": ["a\nb</textarea>"]}, '<textarea name="long">\na\nb&lt;/textarea&gt;</textarea>'),
        ({"s": ["2"]}, '<option value="1">1<option value="2" selected>2</select>'),
        ({"t": ["x"]}, '<input type="checkbox" name="c" value="x">'),
        ({"r": ["1"]}, '<input type="radio" name="r" value="1" checked>'),
        ({"t": ["x"], "token": ["old"]}, '<input type="hidden" name="token" value="new">'),
        ({"t": ["x"]}, "<details open><summary>"),
    ],
)
def test_what_was_typed_is_written_into_its_control(typed, written):
    page, is_filled = refill(FORM, "/p/?q=1", "/a/", typed)
    assert is_filled
    assert written in page


def test_a_form_of_another_address_stays_as_it_is():
    assert refill(FORM, "/p/", "/b/", {"t": ["x"]}) == (FORM, False)
    assert refill(FORM, "/p/", "/a/", {"other": ["x"]}) == (FORM, False)


def test_a_call_half_taken_comes_back_whole(cast, clerk, client):
    """The form of a call answers at its own address, and has texts, choices and boxes."""
    cast.sign_in(client, cast.hotline_clerk)
    page = reverse("hotline:call")
    form = client.get(page).context["form"]
    typed = {name: f"打字{number}" for number, name in enumerate(form.fields)}
    texts = [
        name
        for name, field in form.fields.items()
        if isinstance(field.widget, TextInput | Textarea) and not field.widget.is_hidden
    ]
    idle(client, 3600)
    client.post(page, typed, headers={"referer": HOST + page})
    cast.sign_in(client, cast.hotline_clerk)
    html = client.get(page).content.decode()
    assert texts
    assert [name for name in texts if typed[name] not in html] == []
