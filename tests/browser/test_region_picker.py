"""The region picker by keys, by tap and without scripts, on a page of its own."""

from __future__ import annotations

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from playwright.sync_api import expect

from linli.base.regions.forms import RegionField
from linli.urls import urlpatterns as all_pages
from tests.browser.chromium import CHINESE, DESKTOP, ENGLISH, EVERYWHERE, PHONE

STREET = "山东省济南市历下区解放路街道"
PAGE = """{% extends "ui/portal.html" %}
{% block title %}Place{% endblock %}{% block heading %}Place{% endblock %}
{% block content %}{% if place %}<p id="place">{{ place.code }}</p>{% endif %}
<form method="post" novalidate>{% csrf_token %}{% field form.place %}{% field form.words %}
<button class="btn btn-primary">Send</button></form>{% endblock %}"""


class PlaceForm(forms.Form):
    place = RegionField(label="Where", help_text="Street or community.", within=370100000000)
    words = forms.CharField(label="Words", required=False)


def page(request):
    form = PlaceForm(request.POST or None)
    place = form.cleaned_data["place"] if form.is_valid() else None
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"form": form, "place": place}, request))


urlpatterns = [path("place/", page), path("", include(all_pages))]


@pytest.fixture
def place_at(page_at, cast, settings):
    """A function that opens the page with the picker."""
    settings.ROOT_URLCONF = __name__

    def open_page(*args, **kwargs):
        shown = page_at(*args, **kwargs)
        shown.goto("/place/")
        return shown

    return open_page


class TestPicker:
    def test_is_chosen_from_by_keys(self, place_at):
        shown = place_at(DESKTOP, ENGLISH)
        box = shown.get_by_role("combobox", name="Where")
        shown.get_by_label("Where").focus()
        shown.keyboard.type("jfl")
        shown.get_by_role("option", name=STREET).wait_for()
        expect(box).to_have_attribute("aria-expanded", "true")
        shown.keyboard.press("ArrowDown")
        marked = box.get_attribute("aria-activedescendant")
        expect(shown.locator(f"#{marked}")).to_have_attribute("aria-selected", "true")
        shown.keyboard.press("Enter")
        expect(box).to_have_value(STREET)
        expect(box).to_have_attribute("aria-expanded", "false")
        assert shown.url.endswith("/place/")
        # Enter without a marked suggestion sends the form.
        shown.keyboard.press("Enter")
        expect(shown.locator("#place")).to_have_text("370102001000")

    def test_is_chosen_from_by_tap(self, place_at):
        shown = place_at(PHONE, CHINESE)
        shown.get_by_label("Where").press_sequentially("街道")
        shown.get_by_role("option").nth(1).click()
        value = shown.get_by_label("Where").input_value()
        assert value.startswith("山东省济南市")
        assert value.endswith("街道")
        expect(shown.get_by_role("listbox")).not_to_be_visible()

    def test_closes_by_escape_and_keeps_what_was_typed(self, place_at):
        shown = place_at(DESKTOP, ENGLISH)
        shown.get_by_label("Where").press_sequentially("jfl")
        shown.get_by_role("option").first.wait_for()
        shown.keyboard.press("Escape")
        expect(shown.get_by_role("listbox")).not_to_be_visible()
        expect(shown.get_by_label("Where")).to_have_value("jfl")

    def test_closes_when_one_goes_on(self, place_at):
        shown = place_at(DESKTOP, ENGLISH)
        shown.get_by_label("Where").press_sequentially("jfl")
        shown.get_by_role("option").first.wait_for()
        shown.keyboard.press("Tab")
        expect(shown.get_by_role("listbox")).not_to_be_visible()
        assert shown.evaluate("document.activeElement.name") == "words"

    def test_says_how_many_fit(self, place_at):
        shown = place_at(DESKTOP, ENGLISH)
        shown.get_by_label("Where").press_sequentially("jfl")
        shown.get_by_text("Places to choose from with the arrow keys: 1").wait_for(state="attached")
        shown.get_by_label("Where").press_sequentially("zzzz")
        shown.get_by_text("No place fits").wait_for(state="attached")

    def test_works_without_scripts(self, place_at):
        shown = place_at(PHONE, CHINESE, scripts=False)
        shown.get_by_label("Where").fill("火星")
        shown.get_by_role("button", name="Send").click()
        expect(shown.get_by_text("没有符合的地方")).to_be_visible()
        expect(shown.get_by_label("Where")).to_have_value("火星")
        shown.get_by_label("Where").fill("解放路")
        shown.get_by_role("button", name="Send").click()
        expect(shown.locator("#place")).to_have_text("370102001000")

    @pytest.mark.parametrize(("width", "language"), EVERYWHERE)
    def test_has_no_barriers_open_or_closed(self, place_at, assert_accessible, width, language):
        shown = place_at(width, language)
        assert_accessible(shown)
        shown.get_by_label("Where").press_sequentially("街道")
        shown.get_by_role("option").first.wait_for()
        shown.keyboard.press("ArrowDown")
        assert_accessible(shown)

    @pytest.mark.parametrize(("width", "language"), EVERYWHERE)
    def test_has_a_page_to_find_places_without_barriers(
        self, place_at, assert_accessible, width, language
    ):
        shown = place_at(width, language)
        shown.goto("/regions/find?q=街道")
        expect(shown.get_by_text(STREET, exact=True)).to_be_visible()
        assert_accessible(shown)
