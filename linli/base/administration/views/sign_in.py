"""What the security administrator does about how somebody signs in: sessions, identity."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from linli.base.accounts.access import require_power
from linli.base.accounts.models import User
from linli.base.accounts.sign_in import identities, sessions
from linli.base.administration import forms
from linli.base.administration.submitting import submit
from linli.base.ui.pieces import Crumb


@require_POST
@require_power("people")
def end_sessions(request: Any, pk: int) -> HttpResponse:
    """End all sessions of a person, at once."""
    row = get_object_or_404(User, pk=pk)
    ended = submit(
        request,
        forms.ConfirmForm(request.POST),
        "person.end_sessions",
        lambda now: sessions.end_all(row, by=request.actor, at=now),
        person=pk,
    )
    if ended is not None:
        told = ngettext("%(n)d session ended.", "%(n)d sessions ended.", ended) % {"n": ended}
        messages.success(request, told)
    return redirect("administration:person", pk=pk)


@require_http_methods(["GET", "POST"])
@require_power("people")
def identity(request: Any, pk: int) -> HttpResponse:
    """Link a person to what the identity provider knows them by. 404 without a provider."""
    if not identities.provider_id():
        raise Http404
    row = get_object_or_404(User, pk=pk)
    now_linked = {"identity": identities.identity_of(row)}
    form = forms.IdentityForm(request.POST or None, initial=now_linked)
    if request.method == "POST":
        linked = submit(
            request,
            form,
            "person.link_identity",
            lambda now: identities.link(row, **form.cleaned_data, by=request.actor, at=now),
            person=pk,
        )
        if linked is not None:
            messages.success(request, _("Saved."))
            return redirect("administration:person", pk=pk)
    title = _("Identity at the provider")
    crumbs = [
        Crumb(_("People and posts"), reverse("administration:people")),
        Crumb(row.name, reverse("administration:person", args=[pk])),
        Crumb(title),
    ]
    context = {"form": form, "crumbs": crumbs, "title": title, "verb": _("Save")}
    return render(request, "administration/form.html", context)
