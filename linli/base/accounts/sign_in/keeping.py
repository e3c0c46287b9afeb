"""Writes a form that was kept back into its page once its person is there again."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.sign_in import kept_forms
from linli.base.accounts.sign_in.refilling import refill


class KeptFormsMiddleware:
    """Fills the page that a kept form stood on, and forgets the form when it is sent again.

    It costs a query where the browser holds the cookie of a kept form, else none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, its form filled if one was kept for it."""
        if kept_forms.COOKIE not in request.COOKIES or "HX-Request" in request.headers:
            return self.get_response(request)
        if request.method == "GET":
            return self._filled(request)
        is_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        if request.method == "POST" and is_signed_in:
            kept_forms.let_go(request)
        return response

    def _filled(self, request: HttpRequest) -> HttpResponse:
        waiting = kept_forms.kept_for(request, at=timezone.now())
        if waiting is None:
            return self.get_response(request)
        kept, typed = waiting
        # Said before the page is drawn, since the page shows what was said.
        messages.info(
            request,
            _("What you had typed is back. Check it and send it; files must be chosen again."),
        )
        response = self.get_response(request)
        if response.streaming or response.status_code != HTTPStatus.OK:
            return response
        page = response.content.decode(response.charset)
        page, is_filled = refill(page, request.path, kept.action, typed)
        if not is_filled:
            return redirect("accounts:kept")
        response.content = page.encode(response.charset)
        return response
