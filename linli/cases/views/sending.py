"""Carries out what a form asks for; a refusal stands at its field, with what was sent kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.core.errors import NotAllowed, Refused

T = TypeVar("T")


def carried_out(form: forms.Form, act: Callable[[datetime], T]) -> T | None:
    """Return what `act` returns for a valid form; None, with the reason in the form, where the form
    or the act says no. Raises PermissionDenied where the act is not this post's."""
    if not form.is_valid():
        return None
    try:
        return act(timezone.now())
    except NotAllowed as refused:
        raise PermissionDenied(said(refused.message)) from refused
    except Refused as refused:
        add_refusal(form, refused)
        return None
