"""Carries out what a form or a button asks for, and shows what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.utils import timezone

from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.core.errors import Refused

T = TypeVar("T")


def carried_out(form: forms.Form, act: Callable[[datetime], T]) -> T | None:
    """Return what `act` returns for a valid form; None, with the reason in the form, when the
    form or the act says no. The act itself puts its refusals on record."""
    if not form.is_valid():
        return None
    try:
        return act(timezone.now())
    except Refused as refused:
        add_refusal(form, refused)
        return None


def pressed(request: Any, act: Callable[[datetime], object]) -> bool:
    """Return whether the act behind a button was done; a refusal is said above the page."""
    try:
        act(timezone.now())
    except Refused as refused:
        messages.error(request, said(refused.message))
        return False
    return True


def number(text: str | None) -> int:
    """Return the id that a form sent, 0 for what is none."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
