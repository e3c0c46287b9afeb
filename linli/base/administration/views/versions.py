"""The page on which a new version of a term is let reach the cases that are under way."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import require_power
from linli.base.administration.forms import ConfirmForm
from linli.base.administration.submitting import submit
from linli.base.administration.views.rules import list_crumb
from linli.base.rules.settable import SettableTerm, rule_of
from linli.base.rules.versions import confirm_version, effect_of_version, versions
from linli.base.rules.words import in_words
from linli.base.ui.pieces import Crumb


@require_http_methods(["GET", "POST"])
@require_power("limits")
def version(request: Any, area: str, key: str, day: date) -> HttpResponse:
    """Let a new version of a term reach the cases that are under way."""
    rule = rule_of(area, key)
    found = {}
    if isinstance(rule, SettableTerm):
        found = {one.in_force_from: one for one in versions(rule.procedure, key)}
    if not isinstance(rule, SettableTerm) or day not in found:
        raise Http404

    def confirm(now: datetime) -> bool:
        confirm_version(rule.procedure, key, day, by=request.actor, at=now)
        return True

    back = reverse("administration:rule", args=[area, key])
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    act = {"procedure": area, "term": key, "day": day.isoformat()}
    if request.method == "POST" and submit(request, form, "term.confirm_version", confirm, **act):
        messages.success(request, _("The new version holds for cases under way too."))
        return redirect(back)
    title = _("New version of a term")
    preview = effect_of_version(rule.procedure, key, day, by=request.actor, at=timezone.now())
    context = {
        "form": form, "rule": rule, "procedure": rule.procedure, "version": found[day],
        "length": in_words(found[day].length, found[day].unit), "preview": preview,
        "back": back, "title": title,
        "crumbs": [list_crumb(), Crumb(rule.name, back), Crumb(title)],
    }  # fmt: skip
    return render(request, "administration/version.html", context)
