"""The language of the screen, and declared wordings in it."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from linli.core.text import Text


def screen_language() -> str:
    """Return the code of the language of the screen; outside a page, that of the site."""
    return get_language() or settings.LANGUAGE_CODE


def said(text: Text) -> str:
    """Return `text` in the language of the screen."""
    return text.in_language(screen_language())
