"""Pages of units: the list, one unit, opening, changing and closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts import actions
from linli.base.accounts.access import require_power
from linli.base.accounts.models import Unit
from linli.base.administration import forms, selectors
from linli.base.administration.submitting import submit
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb

CHANGEABLE = ("name", "name_en", "parent", "superior", "telephone")


@require_safe
@require_power("units")
def units(request: Any) -> HttpResponse:
    """List the units that the filter leaves, by place."""
    today = timezone.localdate()
    form = forms.UnitFilter(request.GET or None, initial={"state": "open"})
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {"state": "open"}
    rows = selectors.units(**asked, on=today)
    page = page_by_key(rows, keys=("region_id", "pk"), asked=request.GET)
    context = {"form": form, "page": page, "today": today, "is_filtered": form.is_bound}
    return render(request, "administration/units.html", context)


@require_safe
@require_power("units")
def unit(request: Any, pk: int) -> HttpResponse:
    """Show a unit, what stands above and below it, and its posts of today."""
    today = timezone.localdate()
    try:
        view = selectors.unit_view(pk, on=today)
    except Unit.DoesNotExist as error:
        raise Http404 from error
    crumbs = [_list_crumb()]
    crumbs += [Crumb(above.text, _address(above)) for above in view.above]
    context = {"view": view, "unit": view.unit, "crumbs": [*crumbs, Crumb(view.unit.text)]}
    return render(request, "administration/unit.html", context)


@require_http_methods(["GET", "POST"])
@require_power("units")
def open_unit(request: Any) -> HttpResponse:
    """Open a unit; `?parent=` names the unit that it will stand below."""
    form = forms.NewUnitForm(request.POST or None, initial=_beginnings(request))
    if request.method == "POST":
        made = submit(
            request,
            form,
            "unit.open",
            lambda now: actions.open_unit(**form.cleaned_data, by=request.actor, at=now),
        )
        if made:
            messages.success(request, _("The unit is open."))
            return redirect(_address(made))
    crumbs = [_list_crumb(), Crumb(_("Open a unit"))]
    context = {"form": form, "crumbs": crumbs, "title": _("Open a unit"), "verb": _("Open a unit")}
    return render(request, "administration/form.html", context)


@require_http_methods(["GET", "POST"])
@require_power("units")
def change_unit(request: Any, pk: int) -> HttpResponse:
    """Change a unit's name, place in the tree or telephone."""
    row = get_object_or_404(Unit.objects.select_related("parent", "superior"), pk=pk)
    initial = {key: getattr(row, key) for key in CHANGEABLE}
    form = forms.UnitForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(
        request,
        form,
        "unit.change",
        lambda now: actions.change_unit(row, **form.cleaned_data, by=request.actor, at=now),
        unit=pk,
    ):
        messages.success(request, _("The unit is changed."))
        return redirect(_address(row))
    return _form(request, row, form, _("Change the unit"), _("Save"))


@require_http_methods(["GET", "POST"])
@require_power("units")
def close_unit(request: Any, pk: int) -> HttpResponse:
    """Close a unit on a day, with the unit that goes on in its place."""
    row = get_object_or_404(Unit, pk=pk)
    form = forms.CloseUnitForm(request.POST or None, initial={"until_date": timezone.localdate()})
    if request.method == "POST" and submit(
        request,
        form,
        "unit.close",
        lambda now: actions.close_unit(row, **form.cleaned_data, by=request.actor, at=now),
        unit=pk,
    ):
        messages.success(request, _("The unit is closed from the day after its last."))
        return redirect(_address(row))
    return _form(request, row, form, _("Close the unit"), _("Close the unit"), is_danger=True)


def _form(
    request: Any, row: Unit, form: Any, title: str, verb: str, *, is_danger: bool = False
) -> HttpResponse:
    crumbs = [_list_crumb(), Crumb(row.text, _address(row)), Crumb(title)]
    context = {"form": form, "crumbs": crumbs, "title": title, "verb": verb, "lead": row.text}
    context |= {"is_danger": is_danger, "back": _address(row)}
    return render(request, "administration/form.html", context)


def _beginnings(request: Any) -> dict[str, Any]:
    parent = request.GET.get("parent", "")
    above = Unit.objects.filter(pk=parent).first() if parent.isdecimal() else None
    given = {"parent": above, "region": above.region_id} if above else {}
    return given | {"from_date": timezone.localdate()}


def _list_crumb() -> Crumb:
    return Crumb(_("Units"), reverse("administration:units"))


def _address(row: Unit) -> str:
    return reverse("administration:unit", args=[row.pk])
