"""What every layout needs to know, as the template variables `now` and `ui`."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from linli.base.ui.language import said
from linli.base.ui.look import ELDER, look_of
from linli.base.ui.menu import Group, menu_for
from linli.core.text import Text


class Page:
    """The frame around a page's content; each part is worked out only when a layout asks.

    It survives requests that no middleware has touched, such as those of error pages.
    """

    def __init__(self, request: HttpRequest, now: datetime) -> None:
        self._request = request
        self.now = now
        self.is_demo = bool(getattr(settings, "LINLI_DEMO", False))
        self.idle_seconds = settings.LINLI_IDLE_MINUTES * 60

    @cached_property
    def post(self) -> Any:
        """Return the acting post, or None."""
        return getattr(self._request, "post", None)

    @cached_property
    def is_signed_in(self) -> bool:
        """Return whether somebody is signed in, with or without a post."""
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def person_name(self) -> str:
        """Return the name of the person signed in, or an empty string."""
        return str(getattr(self._request, "user", "")) if self.is_signed_in else ""

    @cached_property
    def unit_name(self) -> str:
        """Return the acting post's unit in the language of the screen."""
        if self.post is None:
            return ""
        unit = self.post.unit
        return said(unit.text)

    @cached_property
    def role_name(self) -> Text | None:
        """Return the declared name of the acting post's role."""
        return self.post.role_declared.name if self.post is not None else None

    @cached_property
    def is_deputy(self) -> bool:
        """Return whether the person acts in the post as its deputy."""
        return bool(getattr(getattr(self._request, "actor", None), "is_deputy", False))

    @cached_property
    def menu(self) -> list[Group]:
        """Return the menu as the acting post sees it."""
        return menu_for(self.post, self._request.path)

    @cached_property
    def look(self) -> str:
        """Return the look that the browser chose, an empty string for the usual one."""
        return look_of(self._request)

    @property
    def is_elder(self) -> bool:
        """Return whether elder mode is on."""
        return self.look == ELDER

    @property
    def path(self) -> str:
        """Return the path of this page without its query."""
        return self._request.path

    @property
    def address(self) -> str:
        """Return the path and query of this page, for coming back to it."""
        return self._request.get_full_path()


def page(request: HttpRequest) -> dict[str, Any]:
    """Return `now`, the one time that the whole page counts from, and `ui`, the page's frame."""
    now = timezone.now()
    return {"now": now, "ui": Page(request, now)}
