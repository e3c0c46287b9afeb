"""Turns a request away whose body would fill the disk, before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from linli.base.files.kinds import MEGABYTE

# Two long videos, or nine large photos and one video; each file has a limit of its own as well.
MOST_IN_BODY = 250 * MEGABYTE


class BodyLimitMiddleware:
    """Refuses what is larger than any form of ours. Django limits fields, not files, and writes
    these to disk while it looks for the form's token. A body without a length is read as none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response. Raises RequestDataTooBig, which shows the page of status 400."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > MOST_IN_BODY:
            raise RequestDataTooBig(f"a body of {length[:20]} bytes")
        return self.get_response(request)
