"""Pages of the signed-in person: choosing the acting post."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """Show the posts open to the person."""
    return render(request, "accounts/choose.html")
