"""Pages of people: the list, one person, creating, and the account itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts import actions
from linli.base.accounts.access import require_power
from linli.base.accounts.actions.sign_in_links import LASTS
from linli.base.accounts.models import User
from linli.base.accounts.sign_in.identities import provider_id
from linli.base.administration import forms, selectors
from linli.base.administration.submitting import submit
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb


@require_safe
@require_power("people")
def people(request: Any) -> HttpResponse:
    """List the people that the filter leaves, by user name."""
    today = timezone.localdate()
    form = forms.PeopleFilter(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = page_by_key(selectors.people(**asked, on=today), keys=("username",), asked=request.GET)
    context = {"form": form, "page": page, "is_filtered": form.is_bound}
    return render(request, "administration/people.html", context)


@require_safe
@require_power("people")
def person(request: Any, pk: int) -> HttpResponse:
    """Show a person with the posts held and deputised."""
    try:
        view = selectors.person_view(pk, on=timezone.localdate())
    except User.DoesNotExist as error:
        raise Http404 from error
    return _page(request, view, forms.ConfirmForm())


@require_http_methods(["GET", "POST"])
@require_power("people")
def create_person(request: Any) -> HttpResponse:
    """Create a person, who then needs a link to set a password."""
    form = forms.PersonForm(request.POST or None)
    if request.method == "POST":
        made = submit(
            request,
            form,
            "person.create",
            lambda now: actions.create_person(**form.cleaned_data, by=request.actor, at=now),
        )
        if made:
            messages.success(request, _("Created. Now appoint, and issue a link to sign in."))
            return redirect("administration:person", pk=made.pk)
    title = _("Create a person")
    context = {"form": form, "crumbs": [_list_crumb(), Crumb(title)], "title": title}
    return render(request, "administration/form.html", context | {"verb": _("Create")})


@never_cache
@require_POST
@require_power("people")
def issue_link(request: Any, pk: int) -> HttpResponse:
    """Issue a one-time link and show it, this once; one kind resets the second step too."""
    resets = request.POST.get("resets") == "yes"
    row = get_object_or_404(User, pk=pk)
    form = forms.ConfirmForm(request.POST)
    key = submit(
        request,
        form,
        "sign_in.issue_link",
        lambda now: actions.issue_sign_in_link(
            row, resets_second_step=resets, by=request.actor, at=now
        ),
        person=pk,
    )
    if key is None:
        return _page(request, selectors.person_view(pk, on=timezone.localdate()), form)
    link = request.build_absolute_uri(reverse("accounts:enter_by_link", args=[key]))
    crumbs = [_list_crumb(), Crumb(row.name, _address(pk)), Crumb(_("Link to sign in"))]
    context = {"person": row, "link": link, "lasts": LASTS.days, "crumbs": crumbs}
    context["resets"] = resets
    return render(request, "administration/link.html", context)


@require_POST
@require_power("people")
def turn(request: Any, pk: int) -> HttpResponse:
    """Turn a person's account on or off."""
    row = get_object_or_404(User, pk=pk)
    is_active = request.POST.get("is_active") == "yes"
    form = forms.ConfirmForm(request.POST)
    done = submit(
        request,
        form,
        "person.turn",
        lambda now: actions.set_active(row, is_active=is_active, by=request.actor, at=now),
        person=pk,
    )
    if done is None:
        return _page(request, selectors.person_view(pk, on=timezone.localdate()), form)
    messages.success(request, _("The account is on.") if is_active else _("The account is off."))
    return redirect(_address(pk))


def _page(request: Any, view: selectors.PersonView, form: Any) -> HttpResponse:
    crumbs = [_list_crumb(), Crumb(view.person.name)]
    context = {"view": view, "person": view.person, "form": form, "crumbs": crumbs}
    context["has_provider"] = bool(provider_id())
    return render(request, "administration/person.html", context)


def _list_crumb() -> Crumb:
    return Crumb(_("People and posts"), reverse("administration:people"))


def _address(pk: int) -> str:
    return reverse("administration:person", args=[pk])
