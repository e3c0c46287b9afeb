"""The proposals of petition offices (三项建议): made, answered, listed."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require
from linli.base.accounts.fields import UnitField
from linli.base.accounts.models import Post
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.base.ui.paging import page_by_key
from linli.cases.fields import LONGEST_TEXT
from linli.core.errors import NotAllowed, Refused
from linli.procedures.petitions import access, proposing
from linli.procedures.petitions.models import Proposal
from linli.procedures.petitions.papers import name_of
from linli.procedures.petitions.words import ADOPTED, PROPOSALS

METHODS = ["GET", "HEAD", "POST"]


class ProposalForm(forms.Form):
    """What a petition office proposes, and to whom."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of proposal"), widget=forms.RadioSelect)
    to_unit = UnitField(label=gettext_lazy("To which unit"))
    text = forms.CharField(
        label=gettext_lazy("What is proposed, and why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        choices = [(one.key, said(one.name)) for one in PROPOSALS]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the unit answered."""

    adopted = forms.ChoiceField(label=gettext_lazy("What became of it"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Its answer"),
        help_text=gettext_lazy("Not adopted, or in part: the reason it gave."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, proposal: Proposal) -> None:
        super().__init__(data, initial={"adopted": proposal.adopted, "text": proposal.answer})
        choices = [(one.key, said(one.name)) for one in ADOPTED]
        self.fields["adopted"].choices = choices  # type: ignore[attr-defined]


@never_cache
@require_http_methods(METHODS)
@require(access.reads_range)
def proposals(request: HttpRequest) -> HttpResponse:
    """List the proposals of the area; officers and heads of a petition office add theirs."""
    acting = cast(ActingRequest, request)
    may_make = _makes(acting.post)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_make:
            raise PermissionDenied(said(proposing.NOT_AN_OFFICE))
        if form.is_valid() and _made(acting, form):
            messages.success(request, _("The proposal is on record."))
            return redirect("petitions:proposals")
    page = page_by_key(
        proposing.visible_to(acting.post), keys=("id",), asked=request.GET, is_newest_first=True
    )
    rows = [(one, name_of(PROPOSALS, one.kind), name_of(ADOPTED, one.adopted)) for one in page.rows]
    context = {"form": form, "may_make": may_make, "rows": rows, "page": page}
    return render(request, "petitions/proposals.html", context)


@never_cache
@require_http_methods(METHODS)
@require(access.reads_range)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal, and take what became of it."""
    acting = cast(ActingRequest, request)
    shown = get_object_or_404(proposing.visible_to(acting.post), pk=pk)
    may_answer = _makes(acting.post) and shown.unit_id == acting.post.unit_id
    form = AnswerForm(request.POST if request.method == "POST" else None, proposal=shown)
    if form.is_valid():
        by, at, given = acting.actor, timezone.now(), form.cleaned_data
        try:
            proposing.answer(shown, adopted=given["adopted"], text=given["text"], by=by, at=at)
        except NotAllowed as refused:
            raise PermissionDenied(said(refused.message)) from refused
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("What became of it is on record."))
            return redirect("petitions:proposals")
    context = {
        "form": form,
        "may_answer": may_answer,
        "proposal": shown,
        "kind": name_of(PROPOSALS, shown.kind),
        "adopted": name_of(ADOPTED, shown.adopted),
    }
    return render(request, "petitions/proposal.html", context)


def _made(request: ActingRequest, form: ProposalForm) -> bool:
    """Record the proposal and return True; put what is wrong into the form otherwise."""
    by, at, given = request.actor, timezone.now(), form.cleaned_data
    try:
        proposing.make(
            kind=given["kind"], text=given["text"], to_unit=given["to_unit"], by=by, at=at
        )
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def _makes(post: Post) -> bool:
    return access.oversees(post) and post.unit.kind == access.OFFICE
