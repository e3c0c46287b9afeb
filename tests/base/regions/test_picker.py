"""The picker: a form's field, its widget, and the page that suggestions come from."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from linli.base.regions.forms import RegionField
from linli.base.regions.models import Region

CITY = 370100000000


class PlaceForm(forms.Form):
    place = RegionField(label="地点", within=CITY, levels=["township", "community"])


class AnyPlaceForm(forms.Form):
    place = RegionField(required=False)


class TestRegionField:
    def test_gives_the_region_of_a_full_name(self, cast):
        form = PlaceForm({"place": "山东省济南市历下区解放路街道"})
        assert form.is_valid()
        assert form.cleaned_data["place"] == cast.street

    def test_gives_the_region_of_what_was_typed_without_scripts(self, cast):
        form = PlaceForm({"place": " 解放路 "})
        assert form.is_valid()
        assert form.cleaned_data["place"] == cast.street

    def test_names_the_candidates_and_keeps_the_input(self, cast):
        Region.objects.filter(pk=cast.far_street.pk).update(
            name=cast.street.name, full_name=cast.other_county.full_name + cast.street.name
        )
        form = PlaceForm({"place": "解放路街道"})
        with translation.override("en"):
            assert not form.is_valid()
            assert form.has_error("place", "ambiguous")
            assert cast.street.full_name in form.errors["place"][0]
        assert 'value="解放路街道"' in str(form["place"])

    def test_says_when_no_place_fits(self, cast):
        form = PlaceForm({"place": "火星"})
        assert form.has_error("place", "unknown")
        with translation.override("zh-hans"):
            assert "没有符合的地方" in str(form.errors["place"])

    @pytest.mark.parametrize("text", ["历下区", "山东省济南市历下区", "370102000000"])
    def test_refuses_other_levels(self, cast, text):
        # A county is no answer, and its streets are several.
        assert not PlaceForm({"place": text}).is_valid()

    def test_is_empty_or_required(self, db):
        assert AnyPlaceForm({"place": " "}).is_valid()
        assert PlaceForm({"place": ""}).has_error("place", "required")

    @pytest.mark.parametrize("kind", ["region", "code"])
    def test_shows_an_initial_region_by_its_full_name(self, cast, kind):
        initial = cast.street if kind == "region" else cast.street.pk
        form = AnyPlaceForm(initial={"place": initial})
        assert f'value="{cast.street.full_name}"' in str(form["place"])
        unchanged = AnyPlaceForm({"place": cast.street.full_name}, initial={"place": initial})
        assert not unchanged.has_changed()

    def test_does_not_share_its_narrowing_with_other_forms(self, db):
        assert "within" in str(PlaceForm()["place"])
        assert "within" not in str(AnyPlaceForm()["place"])


class TestWidget:
    def test_is_a_text_input_with_a_list_of_its_own(self, db):
        html = str(PlaceForm()["place"])
        assert '<input type="text" name="place"' in html
        assert 'hx-target="#id_place_list"' in html
        assert '<ul id="id_place_list"' in html
        assert f"within={CITY}" in html
        assert "onclick" not in html
        assert "style=" not in html

    def test_escapes_what_was_typed(self, db):
        html = str(PlaceForm({"place": '"><script>x</script>'})["place"])
        assert "<script>x" not in html


class TestFindPage:
    def test_suggests_to_htmx_as_one_types(self, client, cast):
        asked = {"field": "place", "place": "jfl", "within": CITY}
        answer = client.get("/regions/find", asked, headers={"HX-Request": "true"})
        html = answer.content.decode()
        assert answer.status_code == 200
        assert '<li role="option"' in html
        assert f'data-value="{cast.street.full_name}"' in html
        assert "<html" not in html

    def test_narrows_as_it_is_asked_to(self, client, cast):
        asked = {"q": "街道", "within": cast.other_county.pk, "levels": "township,moon"}
        html = client.get("/regions/find", asked, headers={"HX-Request": "true"}).content.decode()
        assert cast.far_street.full_name in html
        assert cast.street.full_name not in html

    def test_is_a_page_without_scripts(self, client, cast):
        html = client.get("/regions/find", {"q": "解放路"}).content.decode()
        assert html.count("<h1") == 1
        assert cast.street.full_name in html
        assert 'value="解放路"' in html

    @pytest.mark.parametrize(
        "asked",
        [{}, {"q": "\0"}, {"q": "x" * 5000}, {"within": "abc"}, {"within": "7"}, {"near": "١"}],
    )
    def test_takes_nonsense_calmly(self, client, db, asked):
        assert client.get("/regions/find", asked).status_code == 200

    def test_asks_one_query(self, client, cast, django_assert_num_queries):
        with django_assert_num_queries(1):
            client.get("/regions/find", {"q": "街道"}, headers={"HX-Request": "true"})
