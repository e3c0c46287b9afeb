"""Larger type and elder mode: chosen by a form, kept in a cookie, on every page."""

from __future__ import annotations

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [("elder", "elder"), ("large", "large"), ("", None), ("huge", None)],
)
def test_a_look_is_kept_and_drawn(client, chosen, kept):
    client.cookies["look"] = "larger"
    answer = client.post(reverse("ui:look"), {"look": chosen, "next": "/track/?a=1"})
    assert answer.url == "/track/?a=1"
    page = client.get("/").content.decode()
    assert (f'data-look="{kept}"' in page) == bool(kept)
    assert ("data-look" in page) == bool(kept)


@pytest.mark.parametrize("where", ["https://example.com/", "//example.com/", ""])
def test_nobody_is_led_elsewhere(client, where):
    answer = client.post(reverse("ui:look"), {"look": "elder", "next": where})
    assert answer.url == "/"


def test_an_unknown_cookie_is_the_usual_look(client):
    client.cookies["look"] = '"><script>'
    assert "data-look" not in client.get("/").content.decode()
