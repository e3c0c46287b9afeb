"""Where a page leads back to: to an address on this very host, never anywhere else."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest) -> str:
    """Return the path asked for as `next` if it lies on this host, else an empty string."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/") and is_here(request, wanted) else ""


def is_here(request: HttpRequest, url: str) -> bool:
    """Return whether `url` is non-empty and lies on the very host that was asked."""
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
