"""Filters, components and forms as templates use them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django import forms
from django.http import HttpRequest
from django.template import RequestContext, engines
from django.test import RequestFactory
from django.utils import timezone, translation

from linli.base.ui.context import page
from linli.base.ui.forms import DayInput, add_refusal
from linli.base.ui.templatetags import ui
from linli.core.errors import Refused
from linli.core.text import Text


class Letter(forms.Form):
    name = forms.CharField(label="Name", help_text="As on paper")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    day = forms.DateField(label="Day?", required=False, widget=DayInput)
    key = forms.CharField(widget=forms.HiddenInput)


def draw(source: str, **values: object) -> str:
    return engines["django"].from_string(source).render(values)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class TestSay:
    def test_speaks_the_language_of_the_screen(self):
        text = Text("街道", "Street")
        assert draw("{{ text|say }}", text=text) == "Street"
        with translation.override("zh-hans"):
            assert draw("{{ text|say }}", text=text) == "街道"

    def test_escapes_and_passes_other_things_on(self):
        assert draw("{{ text|say }}", text=Text("<b>", "<b>")) == "&lt;b&gt;"
        assert draw("{{ a|say }}{{ b|say }}", a=None, b="plain") == "plain"


class TestField:
    def test_ties_label_help_and_error_to_the_input(self):
        html = draw("{% field form.name %}", form=Letter({}))
        assert '<label class="field-label" for="id_name">Name</label>' in html
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'id="id_name_helptext"' in html
        assert 'id="id_name_error"' in html
        assert 'aria-invalid="true"' in html
        assert 'class="form-control"' in html

    def test_groups_choices_under_a_legend(self):
        html = draw("{% field form.kind %}", form=Letter({}))
        assert "<fieldset" in html
        assert "<legend" in html
        assert 'aria-describedby="id_kind_error"' in html

    def test_marks_what_may_be_left_out(self):
        assert "(optional)" in draw("{% field form.day %}", form=Letter())
        assert "(optional)" not in draw("{% field form.name %}", form=Letter())

    def test_keeps_a_class_that_the_form_gave(self):
        form = Letter()
        form.fields["name"].widget.attrs["class"] = "wide"
        assert 'class="form-control wide"' in draw("{% field form.name %}", form=form)


class TestForm:
    def test_draws_every_field_and_a_summary_that_leads_to_each_fault(self):
        html = draw("{{ form }}", form=Letter({"day": "never"}))
        assert html.index('role="alert"') < html.index('name="name"')
        assert '<a href="#id_name">Name: This field is required.</a>' in html
        assert '<a href="#id_kind_0">' in html
        assert '<a href="#id_day">Day: ' in html
        assert html.count('name="key"') == 1

    def test_has_no_summary_while_nothing_is_wrong(self):
        assert 'role="alert"' not in draw("{{ form }}", form=Letter())

    def test_shows_a_refusal_at_the_field_it_names(self):
        form = Letter({"name": "x", "kind": "a", "key": "k"})
        add_refusal(form, Refused(Text("重名", "Taken"), field="name"))
        add_refusal(form, Refused(Text("太晚", "Too late"), field="elsewhere"))
        assert form.errors["name"] == ["Taken"]
        assert form.non_field_errors() == ["Too late"]


class TestComponents:
    def test_tone_must_be_known(self):
        with pytest.raises(ValueError, match="purple"):
            draw('{% badge "x" tone="purple" %}')

    def test_what_people_wrote_is_escaped(self):
        evil = "<script>"
        html = draw(
            "{% badge evil %}{% button evil href=evil %}"
            "{% notice title=evil %}{{ evil }}{% endnotice %}"
            "{% fact evil %}{{ evil }}{% endfact %}{% nothing evil text=evil %}"
            "{% panel title=evil %}{{ evil }}{% endpanel %}{% more evil %}{{ evil }}{% endmore %}"
            "{% event evil now who=evil %}{{ evil }}{% endevent %}",
            evil=evil,
            now=timezone.now(),
        )
        assert "<script" not in html
        assert html.count("&lt;script&gt;") == 16

    def test_clock_shows_its_article_one_tap_away(self):
        from linli.base.ui.examples import HANDLING

        now = timezone.now()
        values = {"due_at": now + timedelta(hours=2), "now": now, "basis": HANDLING}
        html = draw("{% clock due_at basis=basis %}", **values)
        assert "<details" in html
        assert "Art. 34" in html
        assert "2 hours left" in html
        assert "<details" not in draw("{% clock due_at %}", **values)


class TestContext:
    def test_survives_a_request_that_no_middleware_touched(self):
        values = page(HttpRequest())
        assert values["ui"].post is None
        assert values["ui"].is_signed_in is False
        assert values["now"].tzinfo is not None

    def test_shows_the_acting_post_and_whether_deputised(self, cast):
        request = RequestFactory().get("/components/")
        request.user, request.post, request.actor = cast.deputy, cast.deputised, cast.deputy_actor
        source = '{% include "ui/parts/acting.html" %}'
        template = engines["django"].from_string(source).template
        html = template.render(RequestContext(request))
        assert "Street unit" in html
        assert "Street clerk" in html
        assert "as deputy" in html

    def test_shows_who_signed_in_without_a_post(self, cast):
        request = RequestFactory().get("/")
        request.user, request.post = cast.outsider, None
        template = engines["django"].from_string('{% include "ui/parts/acting.html" %}').template
        assert "no post chosen" in template.render(RequestContext(request))


class TestReference:
    def test_names_every_tag_and_filter(self):
        text = (Path(__file__).parents[3] / "docs/reference/components.md").read_text()
        for name in ui.register.tags:
            assert f"{{% {name}" in text, name
        for name in set(ui.register.filters) - {"layout"}:  # of the field's own template only
            assert f"|{name}" in text, name
