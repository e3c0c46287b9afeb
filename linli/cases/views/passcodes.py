"""A lost passcode, issued again after a check: the pages of whoever runs the procedure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.base.accounts.access import ActingRequest, View
from linli.base.accounts.models import Post
from linli.base.privacy.selectors import masked_for
from linli.base.ui.forms import add_refusal
from linli.cases import receipts
from linli.cases.fields import LONGEST_LINE
from linli.cases.looks import look
from linli.cases.models import Case
from linli.cases.receiving import reissue_passcode, reissued
from linli.core.errors import Refused


class NumberForm(forms.Form):
    """The number of a receipt or case, however it is typed."""

    number = forms.CharField(
        label=gettext_lazy("Receipt number or reference"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class PasscodeForm(forms.Form):
    """How it was made sure that the person is who sent the message."""

    reason = forms.CharField(
        label=gettext_lazy("What did you check?"),
        help_text=gettext_lazy(
            "For example: name, telephone called from, place and day of the message."
        ),
        max_length=LONGEST_LINE,
    )


@dataclass(frozen=True)
class PasscodePages:
    """The three pages of one procedure: `space` is that of its addresses, `passcode`, `reissue`
    and `reissued`; `case_of` finds a case by a number as a post may see it; `guard` lets in;
    `issued` shows the new passcode."""

    space: str
    case_of: Callable[..., Case | None]
    guard: Callable[[View], View]
    issued: str = "cases/passcode/issued.html"

    def find(self) -> View:
        """Return the page that asks for the number, and leads on to the check."""

        def find(request: HttpRequest) -> HttpResponse:
            form = NumberForm(request.GET if "number" in request.GET else None)
            if form.is_valid():
                post = cast(ActingRequest, request).post
                case = self.case_of(form.cleaned_data["number"], post=post)
                if case:
                    return redirect(f"{self.space}:reissue", case.reference)
                form.add_error("number", _("There is no such case here. Check the number."))
            return render(request, "cases/passcode/find.html", {"form": form})

        return never_cache(require_safe(self.guard(find)))

    def reissue(self) -> View:
        """Return the page that asks what was checked, then gives out another passcode."""

        def reissue(request: HttpRequest, reference: str) -> HttpResponse:
            acting, at = cast(ActingRequest, request), timezone.now()
            case = self._found(acting.post, reference)
            key = receipts.key_of(request)
            form = PasscodeForm(request.POST if request.method == "POST" else None)
            if form.is_valid():
                reason = form.cleaned_data["reason"]
                try:
                    reissue_passcode(case, key=key, reason=reason, by=acting.actor, at=at)
                except Refused as refused:
                    add_refusal(form, refused)
                else:
                    path = reverse(f"{self.space}:reissued", args=[case.reference])
                    return receipts.hand_over(redirect(path), key, path=path)
            if request.method == "GET":
                look(case, post=acting.post, by=acting.actor, at=at)
            masked = masked_for([case.message.subject])[case.message.subject]
            back = reverse(f"{self.space}:passcode")
            context = {"form": form, "case": case, "key": key, "masked": masked, "back": back}
            return render(request, "cases/passcode/check.html", context)

        return never_cache(require_http_methods(["GET", "HEAD", "POST"])(self.guard(reissue)))

    def show(self) -> View:
        """Return the page that shows the new passcode, to be read aloud or copied down."""

        def show(request: HttpRequest, reference: str) -> HttpResponse:
            case = self._found(cast(ActingRequest, request).post, reference)
            passcode = reissued(case.message, receipts.handed_over(request))
            context = {"case": case, "receipt": case.message.receipt, "passcode": passcode}
            return render(request, self.issued, context)

        return never_cache(require_safe(self.guard(show)))

    def _found(self, post: Post, reference: str) -> Case:
        case = self.case_of(reference, post=post)
        if case is None:
            raise Http404
        return case
