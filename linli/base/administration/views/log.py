"""Pages of the log for the auditor: reading, and verifying on demand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.base.accounts.access import require_power
from linli.base.accounts.pickers import PersonField
from linli.base.administration.forms import named_choices
from linli.base.administration.log_reading import is_short_enough, last_anchored, line_views, lines
from linli.base.administration.wordings import KINDS, steps
from linli.base.audit.log import LogDamaged, record
from linli.base.audit.report import Report
from linli.base.audit.verification import verify
from linli.base.rules.registry import SETTABLE
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb
from linli.core.chain import SYSTEM
from linli.core.text import Text

# Above this a verification takes longer than a page should; the command has no limit.
VERIFIED_AT_ONCE = 200_000
CHAINS = {SYSTEM: Text("系统", "System"), "case": Text("办件", "Cases")}


class LogFilter(forms.Form):
    """What narrows the log."""

    chains = forms.ChoiceField(
        label=_("Chain"), required=False, choices=lambda: [("", _("All")), *named_choices(CHAINS)]
    )
    kind = forms.ChoiceField(
        label=_("What happened"),
        required=False,
        choices=lambda: _kinds(),
    )
    person = PersonField(label=_("Person"), required=False, includes_off=True)
    from_date = forms.DateField(label=_("From"), required=False, widget=DayInput)
    until_date = forms.DateField(label=_("Until"), required=False, widget=DayInput)
    chain = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


def _kinds() -> list[Any]:
    """Return the kinds that can be looked for, the steps of each procedure in a group."""
    named = named_choices({key: KINDS[key] for key in KINDS.keys()})  # noqa: SIM118
    groups = [(said(p.name), named_choices(steps(p))) for p in SETTABLE]
    return [("", _("All")), *named, *groups]


@require_safe
@require_power("audit")
def log(request: Any) -> HttpResponse:
    """List the lines that the filter leaves, newest first; none for a filter that is wrong."""
    form = LogFilter(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = lines(request.post, **asked)
    if form.errors:
        found = found.none()
    page = page_by_key(found, keys=("at", "pk"), asked=request.GET, is_newest_first=True)
    context = {
        "form": form,
        "page": page,
        "views": line_views(page.rows, request.post),
        "chain": asked.get("chain", ""),
        "anchored_at": last_anchored(),
        "may_verify": is_short_enough(VERIFIED_AT_ONCE),
    }
    return render(request, "administration/log.html", context)


@require_POST
@require_power("audit")
def verify_now(request: Any) -> HttpResponse:
    """Verify the whole log, put the verdict on record, and show it."""
    if not is_short_enough(VERIFIED_AT_ONCE):
        return render(request, "administration/verified.html", {"crumbs": _crumbs()})
    report = verify()
    _record(request, report)
    context = {"report": report, "sentences": report.sentences(), "crumbs": _crumbs()}
    return render(request, "administration/verified.html", context)


def _record(request: Any, report: Report) -> None:
    verdict = str(report.as_dict()["verdict"])
    facts = {"verdict": verdict, "faults": len(report.faults), "lines": report.lines}
    try:
        with transaction.atomic():
            record(SYSTEM, "audit.verified", by=request.actor, at=timezone.now(), facts=facts)
    except LogDamaged:
        # A damaged system chain takes no more lines; the page says so instead.
        return


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Audit log"), reverse("administration:log")), Crumb(_("Verification"))]
