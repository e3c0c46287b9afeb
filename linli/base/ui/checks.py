"""A system check: every entry of the menu leads to a page."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

from linli.base.ui.menu import ENTRIES


@register()
def menu_entries_resolve(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    """Return an error for each menu entry whose `url_name` no page bears."""
    return [
        Error(f"menu entry {entry.key!r} names the unknown page {entry.url_name!r}", id="ui.E001")
        for entry in ENTRIES
        if not _resolves(entry.url_name)
    ]


def _resolves(url_name: str) -> bool:
    try:
        reverse(url_name)
    except NoReverseMatch:
        return False
    return True
