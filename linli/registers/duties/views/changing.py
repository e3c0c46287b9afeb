"""Pages that change single items of the duty lists."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import require_power
from linli.base.administration.submitting import submit
from linli.base.ui.pieces import Crumb
from linli.registers.duties import actions
from linli.registers.duties.forms import DutyForm, EndForm, NewDutyForm
from linli.registers.duties.models import DutyItem
from linli.registers.duties.naming import written
from linli.registers.duties.views.browsing import list_crumb

SHOWN = (*actions.TEXTS, "list", "from_date", "until_date")


@require_http_methods(["GET", "POST"])
@require_power("duties")
def add(request: Any) -> HttpResponse:
    """Add an item to a list."""
    initial = {"region": request.post.unit.region, "from_date": timezone.localdate()}
    form = NewDutyForm(request.POST or None, initial=initial)
    if request.method == "POST":
        made = submit(
            request,
            form,
            "duty.add",
            lambda now: actions.add_item(**form.cleaned_data, by=request.actor, at=now),
        )
        if made:
            messages.success(request, _("The item is in the list."))
            return redirect("duties:item", pk=made.pk)
    title = _("Add an item")
    context = {"form": form, "title": title, "verb": _("Add"), "back": reverse("duties:list")}
    crumbs = [list_crumb(), Crumb(title)]
    return render(request, "ui/one_form.html", context | {"crumbs": crumbs})


@require_http_methods(["GET", "POST"])
@require_power("duties")
def change(request: Any, pk: int) -> HttpResponse:
    """Change an item."""
    item = _item(pk)
    initial = {name: getattr(item, name) for name in SHOWN}
    initial["lead"] = item.lead_unit.name if item.lead_unit else item.lead_name
    initial["assisting"] = written(item.assisting_units.all(), item.assisting_name_list)
    form = DutyForm(request.POST or None, initial=initial, region=item.region)
    if request.method == "POST" and submit(
        request,
        form,
        "duty.change",
        lambda now: actions.change_item(item, **form.cleaned_data, by=request.actor, at=now),
        item=pk,
    ):
        messages.success(request, _("The item is changed."))
        return redirect("duties:item", pk=pk)
    return _form(request, item, form, _("Change the item"), _("Save"))


@require_http_methods(["GET", "POST"])
@require_power("duties")
def end(request: Any, pk: int) -> HttpResponse:
    """End an item on a day."""
    item = _item(pk)
    form = EndForm(request.POST or None, initial={"until_date": timezone.localdate()})
    if request.method == "POST" and submit(
        request,
        form,
        "duty.end",
        lambda now: actions.end_item(item, **form.cleaned_data, by=request.actor, at=now),
        item=pk,
    ):
        messages.success(request, _("The item ends on that day."))
        return redirect("duties:item", pk=pk)
    return _form(request, item, form, _("End the item"), _("End the item"), is_danger=True)


def _item(pk: int) -> DutyItem:
    items = DutyItem.objects.select_related("region", "lead_unit")
    return get_object_or_404(items.prefetch_related("assisting_units"), pk=pk)


def _form(
    request: Any, item: DutyItem, form: Any, title: str, verb: str, *, is_danger: bool = False
) -> HttpResponse:
    address = reverse("duties:item", args=[item.pk])
    context = {"form": form, "title": title, "verb": verb, "back": address, "lead": item.name}
    crumbs = [list_crumb(), Crumb(item.name, address), Crumb(title)]
    return render(request, "ui/one_form.html", context | {"crumbs": crumbs, "is_danger": is_danger})
