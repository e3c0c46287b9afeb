"""Narrows and sorts the desk's lists by what the address asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post, Unit
from linli.base.regions.forms import RegionField
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.base.ui.pieces import Chip
from linli.cases.registry import rooms
from linli.cases.selectors import CaseQuerySet
from linli.core.zone import SHANGHAI

ASSIGNED = {"yes": False, "no": True}
# What leads from one list to another and is no filter.
PLACE = ("scope", "list", "sort")
PAGES = ("after", "before")


class FilterForm(forms.Form):
    """Which cases of a list to show. Everything may be left out; what makes no sense is shown
    as an error and narrows nothing."""

    procedure = forms.ChoiceField(label=gettext_lazy("Kind of case"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    lane = forms.ChoiceField(label=gettext_lazy("Grade"), required=False)
    region = RegionField(label=gettext_lazy("Place"), required=False)
    assigned = forms.ChoiceField(label=gettext_lazy("Person in charge"), required=False)
    since = forms.DateField(label=gettext_lazy("Received from"), required=False, widget=DayInput)
    until = forms.DateField(label=gettext_lazy("Received to"), required=False, widget=DayInput)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False)
    unit = forms.ModelChoiceField(Unit.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, asked: QueryDict, post: Post) -> None:
        super().__init__(asked)
        for name, given in CHOICES.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]
        if len(rooms) < 2:
            del self.fields["procedure"]
        region: Any = self.fields["region"]
        region.widget.narrowing["near"] = post.unit.region_id
        self.is_valid()

    @property
    def is_newest_first(self) -> bool:
        """Return whether the newest come first; else those due first."""
        return self.cleaned_data.get("sort") == "newest"

    def narrow(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Return the cases that pass every filter given."""
        given = self.cleaned_data
        for name, condition in CONDITIONS.items():
            if given.get(name):
                cases = cases.filter(condition(given[name]))
        return cases

    def chips(self, asked: QueryDict) -> list[Chip]:
        """Return the filters in force, each with the address of the list without it."""
        return [
            Chip(
                f"{self.fields[name].label or _('Unit')}: {self._shown(name)}", without(asked, name)
            )
            for name in CONDITIONS
            if self.cleaned_data.get(name)
        ]

    def _shown(self, name: str) -> str:
        value = self.cleaned_data[name]
        choices = dict(getattr(self.fields[name], "choices", ())) if name != "unit" else {}
        return str(choices.get(value, value))


def without(asked: QueryDict, *names: str) -> str:
    """Return the query of the list without the parameters `names`, from its first page."""
    query = asked.copy()
    for name in (*names, *PAGES):
        query.pop(name, None)
    return f"?{query.urlencode()}"


def bare(asked: QueryDict) -> str:
    """Return the query of the list without any filter."""
    kept = {name: str(asked[name]) for name in PLACE if name in asked}
    query = QueryDict(mutable=True)
    query.update(kept)
    return f"?{query.urlencode()}"


def _procedures() -> Iterator[tuple[str, str]]:
    yield "", _("any")
    for room in rooms:
        yield room.procedure.key, said(room.procedure.name)


def _named(what: str) -> Iterator[tuple[str, str]]:
    """Yield a choice for each state or lane, "procedure.key", with the procedure's name where
    there are several."""
    yield "", _("any")
    for room in rooms:
        before = f"{said(room.procedure.name)} · " if len(rooms) > 1 else ""
        for one in getattr(room.procedure, what):
            yield f"{room.procedure.key}.{one.key}", before + said(one.name)


def _keyed(column: str) -> Any:
    def condition(value: str) -> Q:
        procedure, _, key = value.partition(".")
        return Q(procedure=procedure, **{column: key})

    return condition


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


# Made when something is chosen among them or they are drawn.
CHOICES: dict[str, Any] = {
    "procedure": _procedures,
    "state": lambda: _named("states"),
    "lane": lambda: _named("lanes"),
    "assigned": lambda: [("", _("any")), ("yes", _("named")), ("no", _("nobody yet"))],
    "sort": lambda: [("", _("due first")), ("newest", _("newest first"))],
}
CONDITIONS: dict[str, Any] = {
    "procedure": lambda key: Q(procedure=key),
    "state": _keyed("state"),
    "lane": _keyed("lane"),
    "region": lambda region: Q(region_id__gte=region.code, region_id__lt=region.code_end),
    "assigned": lambda value: Q(post__isnull=ASSIGNED[value]),
    "since": lambda day: Q(opened_at__gte=_midnight(day)),
    "until": lambda day: Q(opened_at__lte=datetime.combine(day, time.max, tzinfo=SHANGHAI)),
    "unit": lambda unit: Q(unit=unit),
}
