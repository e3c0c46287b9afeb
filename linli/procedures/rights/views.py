"""The page on which units see what is soon erased, and hold what must stay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases import holding
from linli.cases.fields import LONGEST_TEXT
from linli.cases.models import Case
from linli.cases.page import find
from linli.core.errors import NotAllowed, Refused
from linli.procedures.rights.access import keeps
from linli.procedures.rights.selectors import MOST, ending, held, running


class HoldForm(forms.Form):
    """What must stay, and why."""

    number = forms.CharField(
        label=gettext_lazy("Receipt number or number of the case"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    ground = forms.ChoiceField(label=gettext_lazy("Why it must stay"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Which proceeding, by whom, since when."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            ("", ""), *((one.key, said(one.name)) for one in holding.GROUNDS)
        ]  # fmt: skip


class LiftForm(forms.Form):
    """Why a hold ends; one stands in the panel of each."""

    reason = forms.CharField(
        label=gettext_lazy("Why it need not stay any longer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_post
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is past its period or soon will be, and what is held; take a hold."""
    acting, at = cast(ActingRequest, request), timezone.now()
    _let_in(acting)
    form = HoldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            case = running(acting.post, form.cleaned_data["number"], by=acting.actor)
            values = {key: form.cleaned_data[key] for key in ("ground", "reason")}
            holding.hold(case, **values, by=acting.actor, at=at)
        except (Case.DoesNotExist, NotAllowed):
            # The same for what is another unit's and for nothing at all.
            form.add_error("number", _("Your unit runs no case with this number."))
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Held. Nothing of it is erased until the hold is lifted."))
            return redirect("rights:retention")
    return _page(acting, form, at)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_post
def lift(request: HttpRequest, reference: str) -> HttpResponse:
    """Lift the hold on a case, for a reason; without one, ask for it again."""
    acting, at = cast(ActingRequest, request), timezone.now()
    _let_in(acting)
    if request.method != "POST":
        return redirect("rights:retention")
    try:
        case = find(reference, post=acting.post)
        form = _lifting(case, request.POST)
        if not form.is_valid() and holding.may_hold(case, acting.actor):
            return _page(acting, HoldForm(), at, refused={case.pk: form})
        reason = form.cleaned_data.get("reason", "")
        holding.lift(case, reason=reason, by=acting.actor, at=at)
    except Case.DoesNotExist:
        raise Http404 from None
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        messages.warning(request, said(refused.message))
    else:
        messages.success(request, _("Lifted. It is erased when its period is over."))
    return redirect("rights:retention")


def _page(
    acting: ActingRequest,
    form: HoldForm,
    at: datetime,
    *,
    refused: Mapping[int, LiftForm] | None = None,
) -> HttpResponse:
    """Show the page with `form`, and with those forms by case that were `refused`."""
    again = refused or {}
    context = {
        "form": form,
        "ending": ending(acting.post, at=at),
        "held": [(one, again.get(one.case.pk) or _lifting(one.case)) for one in held(acting.post)],
        "most": MOST,
        "now": at,
    }
    return render(acting, "rights/retention.html", context, status=422 if again else 200)


def _lifting(case: Case, given: Mapping[str, Any] | None = None) -> LiftForm:
    return LiftForm(given, auto_id=f"lift-{case.pk}-%s")


def _let_in(acting: ActingRequest) -> None:
    if not keeps(acting.post):
        raise PermissionDenied(_("This page is for units that run cases."))
