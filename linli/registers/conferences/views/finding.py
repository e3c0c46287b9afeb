"""Finds what a page is about, as the acting post may see it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base.ui.pieces import Crumb
from linli.registers.conferences.access import may_keep
from linli.registers.conferences.models import Conference
from linli.registers.conferences.selectors import one_visible


def conference_for(request: Any, pk: int) -> Conference:
    """Return the conference, or 404 for posts that may not see it."""
    found = one_visible(pk, request.post)
    if found is None:
        raise Http404
    return found


def kept_for(request: Any, pk: int) -> Conference:
    """Return the conference to whoever may change it, 403 to those who only read it."""
    found = conference_for(request, pk)
    if not may_keep(found, request.post):
        raise PermissionDenied(_("Only the office of the host may change this conference."))
    return found


def list_crumb() -> Crumb:
    """Return the way back to the list."""
    return Crumb(_("Conferences"), reverse("conferences:list"))


def crumbs_of(conference: Conference, *more: str) -> list[Crumb]:
    """Return the way down to a page of the conference."""
    address = reverse("conferences:conference", args=[conference.pk])
    return [list_crumb(), Crumb(conference.title, address), *(Crumb(name) for name in more)]
