"""Filters and tags that every template has without loading them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from linli.base.ui import times
from linli.core.text import Text

register = template.Library()


@register.filter
def say(text: object) -> object:
    """Return a `Text` in the language of the screen; anything else as it is, None as nothing."""
    if isinstance(text, Text):
        return text.in_language(get_language() or "zh-hans")
    return "" if text is None else text


@register.filter
def when(at: datetime | None, now: datetime | None = None) -> str:
    """Return `at` as people read it, "today 14:05", counted from `now` (`{{ at|when:now }}`)."""
    return times.time_in_words(at, now or timezone.now()) if at else ""


@register.filter
def left(due_at: datetime | None, now: datetime) -> str:
    """Return "3 days left, due 8 Oct" or "overdue by 2 days" (`{{ due_at|left:now }}`)."""
    return times.left_in_words(due_at, now) if due_at else ""


@register.filter
def key(mapping: Any, name: object) -> Any:
    """Return the value of `mapping` under `name`, or nothing."""
    return mapping.get(name, "") if mapping else ""
