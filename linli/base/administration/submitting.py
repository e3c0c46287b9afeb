"""Sends a form to an action, and shows what the action refuses at the field it names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.utils import timezone

from linli.base.audit.log import refusals_recorded
from linli.base.ui.forms import add_refusal
from linli.core.errors import Refused

T = TypeVar("T")


def submit(
    request: Any, form: forms.Form, kind: str, act: Callable[[datetime], T], **facts: object
) -> T | None:
    """Return what `act` returns for a valid form; None when the form or the action says no.

    A refusal is put on record under `kind` with `facts`, and shown in the form.
    """
    if not form.is_valid():
        return None
    now = timezone.now()
    try:
        with refusals_recorded(kind, by=request.actor, at=now, facts=facts):
            return act(now)
    except Refused as refused:
        add_refusal(form, refused)
        return None
