"""Where a person arrives after signing in or taking a post."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from linli.base.accounts.kinds import SEPARATED_ROLES
from linli.base.accounts.models import Post
from linli.base.ui.menu import menu_for


def first_page(post: Post) -> str:
    """Return the address of the first menu entry that `post` sees, for an administrator of the
    first part that they administer."""
    groups = menu_for(post, "")
    if post.role in SEPARATED_ROLES:
        groups.sort(key=lambda group: group.section.key != "administration")
    links = [link for group in groups for link in group.links]
    return links[0].url if links else resolve_url(settings.LOGIN_REDIRECT_URL)


def safe_next(request: HttpRequest) -> str:
    """Return the path asked for as `next` if it lies on this host, else an empty string."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/") and is_here(request, wanted) else ""


def is_here(request: HttpRequest, url: str) -> bool:
    """Return whether `url` is non-empty and lies on the very host that was asked."""
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
