"""Pages of the second step: set up, list, take away, recovery codes; the library's views, ours
in look, in what they record and in how fresh a session they ask for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from linli.base.accounts.sign_in import second_step
from linli.base.ui.back import safe_next

NEXT_KEY = "after_set_up"


class _Fresh(LoginRequiredMixin):
    """Lets in who signed in recently; others sign in again first and come back."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the page, or the way to sign in again."""
        is_here = request.user.is_authenticated
        if is_here and not second_step.signed_in_recently(request, timezone.now()):
            return redirect(f"{reverse('accounts:again')}?{urlencode({'next': request.path})}")
        # Whoever has a second step changes nothing about it without having taken it.
        if is_here and second_step.steps_of(request.user) and not second_step.may_act(request):
            return redirect("accounts:again")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return _uncached(answer)


class TakeStep(AuthenticateView):  # type: ignore[misc]
    """Between password and session: the app's code, a passkey, or a recovery code."""

    template_name = "mfa/authenticate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the library's context, with what the passkey's script needs as text."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        person = self.stage.login.user
        types = {one.type for one in second_step.steps_of(person)}
        context["has_app"] = second_step.STEPS[0] in types
        context["has_passkey"] = second_step.STEPS[1] in types
        context["options"] = json.dumps(context["js_data"]["request_options"])
        return context


class Steps(LoginRequiredMixin, IndexView):  # type: ignore[misc]
    """The person's ways of taking the second step; for somebody without one, the choice."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the ways, the number of codes left, and whether one must be set up now."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        steps = second_step.steps_of(self.request.user)
        if wanted := safe_next(self.request):
            self.request.session[NEXT_KEY] = wanted
        codes = context["authenticators"].get(second_step.CODES)
        return context | {
            "steps": [(one, second_step.may_remove(one)) for one in steps],
            "has_app": any(one.type == second_step.STEPS[0] for one in steps),
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "is_owed": second_step.is_required() and not steps,
        }


class SetUpApp(_Fresh, ActivateTOTPView):  # type: ignore[misc]
    """Sets up an app that shows codes."""

    template_name = "mfa/totp/activate_form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the app, on record, and go on as somebody who has taken the second step."""
        keep = super().form_valid
        return _set_up(self.request, second_step.STEPS[0], lambda: keep(form))


class RemoveApp(_Fresh, DeactivateTOTPView):  # type: ignore[misc]
    """Takes the app away, after asking."""

    template_name = "mfa/totp/deactivate_form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away, on record."""
        keep = super().form_valid
        return _removed(self.request, second_step.STEPS[0], lambda: keep(form))


class AddPasskey(_Fresh, AddWebAuthnView):  # type: ignore[misc]
    """Sets up a passkey; it needs the script of the page."""

    template_name = "mfa/webauthn/add_form.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, with what the script needs as text."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(kwargs)
        context["options"] = json.dumps(context["js_data"]["creation_options"])
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the passkey, on record, and go on as somebody who has taken the second step."""
        keep = super().form_valid
        return _set_up(self.request, second_step.STEPS[1], lambda: keep(form))


class RemovePasskey(_Fresh, RemoveWebAuthnView):  # type: ignore[misc]
    """Takes a passkey away, after asking; the last way stays where one is required."""

    template_name = "mfa/webauthn/authenticator_confirm_delete.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away, on record."""
        if not second_step.may_remove(self.get_object()):
            messages.error(self.request, _("Set up another way first: one must remain."))
            return redirect("mfa_index")
        keep = super().form_valid
        return _removed(self.request, second_step.STEPS[1], lambda: keep(form))


class NewCodes(_Fresh, GenerateRecoveryCodesView):  # type: ignore[misc]
    """Makes new recovery codes; the old ones no longer work."""

    template_name = "mfa/recovery_codes/generate.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them, on record."""
        with transaction.atomic():
            answer: HttpResponse = super().form_valid(form)
            person = self.request.user
            second_step.record("codes_made", person, second_step.CODES, at=timezone.now())
        return answer


class Codes(_Fresh, ViewRecoveryCodesView):  # type: ignore[misc]
    """Shows the recovery codes, once."""

    template_name = "mfa/recovery_codes/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the codes, where to go on, and the same codes as a text to save."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        onward = self.request.session.get(NEXT_KEY)
        context["onward"] = onward or get_adapter().get_login_redirect_url(self.request)
        context["text"] = "\r\n".join(["邻里 Linli", *context["unused_codes"], ""])
        return context


def _set_up(request: HttpRequest, way: str, keep: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        answer = keep()
        second_step.record("set_up", request.user, way, at=timezone.now())
        second_step.take(request, request.user, way)
    return answer


def _removed(request: HttpRequest, way: str, remove: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        answer = remove()
        second_step.record("removed", request.user, way, at=timezone.now())
    return answer


def _uncached(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Cache-Control"] = "no-store, private"
    return answer
