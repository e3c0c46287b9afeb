"""Pages of one's own sessions, of signing in again, and of what was kept of a form."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException

from linli.base.accounts.provider import CityAdapter
from linli.base.accounts.sign_in import kept_forms, sessions
from linli.base.accounts.sign_in.idling import idle_seconds
from linli.base.accounts.sign_in.provider import refused, the_provider
from linli.base.ui.back import safe_next


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def my_sessions(request: Any) -> HttpResponse:
    """List where the person is signed in; a POST ends one of the others, or all of them."""
    if request.method == "GET":
        return render(request, "accounts/sessions.html", {"places": sessions.places_of(request)})
    chosen = request.POST.get("session", "")
    if chosen != "others" and not chosen.isdecimal():
        raise Http404
    only = None if chosen == "others" else int(chosen)
    ended = sessions.end_own(request, only=only, at=timezone.now())
    messages.success(
        request, ngettext("%(n)d session ended.", "%(n)d sessions ended.", ended) % {"n": ended}
    )
    return redirect("accounts:sessions")


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Ask to sign in again, since the session is not fresh enough for what was asked."""
    back = safe_next(request) or reverse("mfa_index")
    if request.method == "GET":
        return render(request, "accounts/again.html", {"next": back})
    logout(request)
    return redirect_to_login(back)


@never_cache
@require_POST
def stay(request: HttpRequest) -> JsonResponse:
    """Keep the session alive for as long again; say how long, or that it is over."""
    return JsonResponse({"seconds": idle_seconds() if request.user.is_authenticated else 0})


@never_cache
@login_required
@require_GET
def kept(request: HttpRequest) -> HttpResponse:
    """Show what was kept of forms that are on their pages no more, once."""
    found = kept_forms.all_kept(request, at=timezone.now())
    shown = [
        (row.page, [text for typed in values.values() for text in typed if text.strip()])
        for row, values in found
    ]
    for row, _values in found:
        row.delete()
    return render(request, "accounts/kept.html", {"forms": shown})


@never_cache
@require_POST
def to_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the city's identity provider. 404 for an instance without one."""
    provider = the_provider(request)
    if provider is None:
        raise Http404
    try:
        answer: HttpResponse = provider.redirect_from_request(request)
    except (OAuth2Error, RequestException):
        return refused(request, "provider_failed", status=401)
    return answer


@never_cache
@require_GET
def from_provider(request: HttpRequest) -> HttpResponse:
    """Let in whom the provider's answer names. 404 for an instance without one."""
    provider = the_provider(request)
    if provider is None:
        raise Http404
    view = OAuth2CallbackView.adapter_view(CityAdapter(request, provider.app.provider_id))
    answer: HttpResponse = view(request)
    return answer
