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

    def clean(self) -> dict[str, Any]:
        """Say why nothing could be found: an end before the beginning, a state or grade of
        another kind of case. Those narrow nothing."""
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", _("The last day can't be before the first."))
            given.pop("since")
        for name in ("state", "lane"):
            of = _procedure_of(given)
            if of and given.get(name) and not given[name].startswith(f"{of}."):
                self.add_error(name, _("It belongs to another kind of case."))
        return given

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
        return str(SHOWN[name](value) if name in SHOWN else value)


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


def _grouped(what: str) -> Iterator[tuple[str, Any]]:
    """Yield the states or lanes, "procedure.key", under the name of their procedure."""
    yield "", _("any")
    for room in rooms:
        keyed = [
            (f"{room.procedure.key}.{one.key}", said(one.name))
            for one in getattr(room.procedure, what)
        ]
        if keyed:
            yield said(room.procedure.name), keyed


def _in_full(what: str) -> Any:
    """Return what says a state or lane with its procedure."""

    def shown(value: str) -> str:
        key, _, own = value.partition(".")
        procedure = rooms[key].procedure
        one = next(one for one in getattr(procedure, what) if one.key == own)
        return f"{said(procedure.name)} · {said(one.name)}"

    return shown


def _procedure_of(given: dict[str, Any]) -> str:
    """Return the key of the procedure that was chosen, by itself or with a state."""
    chosen: str = given.get("procedure") or given.get("state") or ""
    return chosen.partition(".")[0]


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
    "state": lambda: _grouped("states"),
    "lane": lambda: _grouped("lanes"),
    "assigned": lambda: [("", _("any")), ("yes", _("named")), ("no", _("nobody yet"))],
    "sort": lambda: [("", _("due first")), ("newest", _("newest first"))],
}
# What a chip says of a value that doesn't say it by itself.
SHOWN: dict[str, Any] = {
    "procedure": lambda value: dict(_procedures())[value],
    "state": _in_full("states"),
    "lane": _in_full("lanes"),
    "assigned": lambda value: dict(CHOICES["assigned"]())[value],
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
