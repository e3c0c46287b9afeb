"""Where a person arrives after signing in or taking a post."""

from __future__ import annotations

from django.conf import settings
from django.shortcuts import resolve_url

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
