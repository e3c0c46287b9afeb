"""Pages of signing in: password, one-time link, the demo's parts, and choosing the post."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, PasswordChangeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.base.accounts import demo
from linli.base.accounts.actions.sign_in_links import person_of_link, use_sign_in_link
from linli.base.accounts.entrance import first_page
from linli.base.accounts.forms import FirstPasswordForm
from linli.base.accounts.middleware import SESSION_KEY
from linli.base.accounts.sign_in import sessions
from linli.base.accounts.sign_in.provider import the_provider
from linli.base.accounts.sign_in.second_step import may_act
from linli.base.audit import log as audit
from linli.base.ui.back import safe_next
from linli.core.errors import WrongState

LINK_KEY = "sign_in_link"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page; in the demo it offers every part as well."""

    def get_form(self, form_class: Any = None) -> Any:
        """Return the library's form as ours look."""
        form = _without_placeholders(super().get_form(form_class))
        form.fields["login"].widget.attrs["autocapitalize"] = "none"
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the library's context, the identity provider if there is one, and the parts to
        play."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["provider"] = the_provider(self.request)
        if demo.is_open(self.request):
            context["casts"] = demo.parts_to_play(timezone.localdate())
        return context


@method_decorator(login_required, name="dispatch")
class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """The page to change one's password."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Send people without a password away: the library would look for a page that we lack."""
        if not may_act(request):
            return redirect("mfa_index")
        if not request.user.has_usable_password():
            messages.info(request, _("You have no password; ask for a link to set one."))
            return redirect("accounts:choose")
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, form_class: Any = None) -> Any:
        """Return the library's form as ours look."""
        return _without_placeholders(super().get_form(form_class))


@never_cache
@require_http_methods(["GET", "POST"])
def play(request: HttpRequest) -> HttpResponse:
    """Sign a demo person in at one click; the page lists them. 404 outside the demo."""
    if not settings.LINLI_DEMO:
        raise Http404
    if not demo.is_open(request):
        raise PermissionDenied(_("One-click sign-in works on this very machine only."))
    casts = demo.parts_to_play(timezone.localdate())
    if request.method == "GET":
        return render(request, "accounts/play.html", {"casts": casts})
    parts = {part.key: part for cast in casts for part in cast.parts}
    part = parts.get(request.POST.get("part", ""))
    if part is None:
        raise Http404
    logout(request)
    request.way_in = "demo"  # type: ignore[attr-defined]
    login(request, part.person, backend=BACKEND)
    request.session.set_expiry(0)
    request.session[SESSION_KEY] = part.post.pk
    return redirect(safe_next(request) or first_page(part.post))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def choose(request: Any) -> HttpResponse:
    """Show the posts open to the person; a POST takes one of them, on record. Who owes the
    second step sets one up first."""
    if not may_act(request):
        query = urlencode({"next": safe_next(request)}) if safe_next(request) else ""
        return redirect(f"{reverse('mfa_index')}?{query}")
    if request.method == "GET":
        is_ended = _has_ended(request)
        # What the ended post was looking at may not be for the eyes of the next one.
        context = {"next": "" if is_ended else safe_next(request), "is_ended": is_ended}
        return render(request, "accounts/choose.html", context)
    wanted = request.POST.get("post")
    post = next((post for post in request.open_posts if str(post.pk) == wanted), None)
    if post is None:
        messages.error(request, _("This post isn't open to you today. Choose another."))
        return redirect("accounts:choose")
    before = request.post.pk if request.post else None
    if before != post.pk:
        facts = {"post": post.pk, "before": before}
        by = post.actor(request.user)
        with transaction.atomic():
            audit.record("system", "post.taken", by=by, at=timezone.now(), facts=facts)
        key = request.session.session_key
        request.session.cycle_key()
        sessions.follow(key, request)
    request.session[SESSION_KEY] = post.pk
    return redirect(safe_next(request) or first_page(post))


@never_cache
def enter_by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the link's key in the session, so that it doesn't stay in the address bar. One that
    lets nobody in is not kept: whoever makes keys up would fill the table of sessions."""
    request.session.pop(LINK_KEY, None)
    if person_of_link(key, at=timezone.now()):
        request.session[LINK_KEY] = key
    # The next page says what is wrong: an error here would write the key to the server's log.
    return redirect("accounts:first_password")


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """Let the person of the one-time link set a password, then send them to sign in."""
    key, now = request.session.get(LINK_KEY, ""), timezone.now()
    person = person_of_link(key, at=now) if key else None
    if person is None:
        return render(request, "accounts/link_over.html", status=410)
    form = FirstPasswordForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            use_sign_in_link(key, password=form.cleaned_data["password"], at=now)
        except WrongState:
            return render(request, "accounts/link_over.html", status=410)
        logout(request)
        messages.success(request, _("Your password is set. Sign in now."))
        return redirect(reverse("account_login"))
    return render(request, "accounts/first_password.html", {"form": form, "person": person})


def _without_placeholders(form: Any) -> Any:
    """Labels stand above the inputs; inside them they would vanish while one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


def _has_ended(request: Any) -> bool:
    """Return whether the post chosen earlier is no longer open, which the page then says."""
    return request.post is None and SESSION_KEY in request.session
