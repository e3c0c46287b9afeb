"""The page on which an officer adds who the petitioner is."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.base.accounts.access import ActingRequest, require
from linli.base.privacy.fields import IdentifierField
from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases.views.finding import case_or_404
from linli.core.errors import NotAllowed, Refused
from linli.procedures.petitions import access
from linli.procedures.petitions.identifying import identify as keep_identity


class IdentifyForm(forms.Form):
    """What is left empty stays as it is."""

    name = IdentifierField("name", label=gettext_lazy("Name"), required=False)
    address = IdentifierField("address", label=gettext_lazy("Address"), required=False)
    telephone = IdentifierField("telephone", label=gettext_lazy("Telephone"), required=False)
    identity_number = IdentifierField(
        "identity_number", label=gettext_lazy("Identity number"), required=False
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for field in self.fields.values():
            # The browser at the counter must not offer what earlier visitors said.
            field.widget.attrs["autocomplete"] = "off"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@require(access.works_here)
def identify(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for what is missing of the petitioner, keep it, and lead back to the case."""
    acting = cast(ActingRequest, request)
    case = case_or_404(acting, reference, "petition")
    form = IdentifyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_identity(case, people=form.cleaned_data, by=acting.actor, at=timezone.now())
        except NotAllowed as refused:
            raise PermissionDenied(said(refused.message)) from refused
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Kept. Every look at it is on record."))
            return redirect("cases:case", case.reference)
    known = masked_for([case.message.subject])[case.message.subject]
    context = {"case": case, "form": form, "known": known.values()}
    return render(request, "petitions/identify.html", context)
