"""Petitions over a range, to read: figures and lists, without handling and without people."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from linli.base.accounts.access import ActingRequest, require
from linli.base.accounts.models import Post, Unit
from linli.base.regions.forms import RegionField
from linli.base.regions.models import Region
from linli.base.ui.language import said
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Chip
from linli.cases.selectors import CaseQuerySet
from linli.core.text import Text
from linli.procedures.petitions import access
from linli.procedures.petitions import range_figures as figures
from linli.procedures.petitions.papers import name_of
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import ACCUSATION, FIELDS, LANES
from linli.procedures.petitions.worklists import asked_by

ROWS_ON_PAGE = 25
NONE = "-"


class NarrowForm(forms.Form):
    """Which petitions of the range; what makes no sense is shown as an error, and narrows
    nothing."""

    region = RegionField(label=gettext_lazy("Place"), required=False)
    unit = forms.ModelChoiceField(Unit.objects.all(), required=False, widget=forms.HiddenInput)
    lane = forms.ChoiceField(label=gettext_lazy("Course"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def __init__(self, asked: QueryDict, post: Post) -> None:
        super().__init__(asked)
        any_one = ("", _("any"))
        lanes = [lane for lane in LANES if lane.key != ACCUSATION]
        choices: dict[str, list[tuple[str, str]]] = {
            "lane": [
                any_one, (NONE, said(figures.UNDECIDED)), *((o.key, said(o.name)) for o in lanes),
            ],
            "state": [any_one, *((one.key, said(one.name)) for one in PETITION.states)],
        }  # fmt: skip
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]
        region = cast(RegionField, self.fields["region"])
        region.within = post.unit.region_id
        region.widget.narrowing = {"within": post.unit.region_id}
        self.is_valid()

    @property
    def region_chosen(self) -> Region | None:
        """Return the place asked for."""
        return self.cleaned_data.get("region")

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Return the petitions that pass every filter."""
        given = self.cleaned_data
        region, lane = given.get("region"), given.get("lane")
        if region:
            cases = cases.filter(region_id__gte=region.code, region_id__lt=region.code_end)
        if given.get("unit"):
            cases = cases.filter(unit=given["unit"])
        if lane:
            cases = cases.filter(lane="" if lane == NONE else lane)
        return cases.filter(state=given["state"]) if given.get("state") else cases

    def chips(self, asked: QueryDict) -> list[Chip]:
        """Return the filters in force, each with the address without it."""
        return [
            Chip(self._shown(name), _without(asked, name))
            for name in self.fields
            if self.cleaned_data.get(name)
        ]

    def _shown(self, name: str) -> Text | str:
        value: Any = self.cleaned_data[name]
        if name == "unit":
            return cast(Text, value.text)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value))


@never_cache
@require_safe
@require(access.reads_range)
def over_range(request: HttpRequest) -> HttpResponse:
    """Show the figures, and below them the petitions without what anybody wrote."""
    acting, at = cast(ActingRequest, request), timezone.now()
    asked = asked_by(acting.post, at=at)
    form = NarrowForm(request.GET, acting.post)
    own = acting.post.unit.region
    region = form.region_chosen or own
    cases = form.narrow(figures.petitions(asked))
    page = page_by_key(
        cases.for_list().select_related("petition"), keys=("id",), asked=request.GET,
        size=ROWS_ON_PAGE, is_newest_first=True,
    )  # fmt: skip
    context = {
        "form": form,
        "chips": form.chips(request.GET),
        "total": figures.total(cases, at=at),
        "accusations": figures.accusations(own),
        "region": region,
        "own": own,
        "groups": [
            (Text("按地域", "By place"), figures.by_place(cases, region, at=at)),
            (Text("按承办单位", "By unit"), figures.by_unit(cases, at=at)),
            (Text("按途径", "By course"), figures.by_lane(cases, at=at)),
            (Text("按状态", "By state"), figures.by_state(cases, at=at)),
        ],
        "kept": _without(request.GET).removeprefix("?"),
        "page": page,
        "rows": [(case, name_of(FIELDS, case.petition.field)) for case in page.rows],
        "now": at,
    }
    return render(request, "petitions/range.html", context)


def _without(asked: QueryDict, *names: str) -> str:
    query = asked.copy()
    for name in (*names, "after", "before"):
        query.pop(name, None)
    return f"?{query.urlencode()}"
