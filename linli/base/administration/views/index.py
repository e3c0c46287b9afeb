"""The page from which the parts of the administration open."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from linli.base.accounts.access import require_post
from linli.base.ui.menu import menu_for


@require_post
def index(request: Any) -> HttpResponse:
    """Show the parts that the acting post may open; 403 when there is none."""
    groups = menu_for(request.post, request.path)
    links = [link for g in groups if g.section.key == "administration" for link in g.links]
    if not links:
        raise PermissionDenied(_("The administration is for administrators and auditors."))
    return render(request, "administration/index.html", {"links": links})
