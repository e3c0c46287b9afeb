"""Says on every request in which post its person acts."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from linli.base.accounts import selectors
from linli.base.accounts.models import Post
from linli.base.accounts.sign_in.second_step import may_act

SESSION_KEY = "acting_post"


class ActingPostMiddleware:
    """Sets `request.post`, `request.actor` and `request.open_posts`.

    The posts open to the person are read again on each request, in one query, so that an ended
    post loses its authority at once. Visitors cost no query. A person with one open post acts
    in it unasked; but once a post was chosen and has ended meanwhile, no other one takes its
    place silently: the person chooses again. Nobody has a post who owes the second step.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response to the request, its acting post known. Refusals are kept by no
        browser: what says "nothing there" today may be there for the next one who asks."""
        set_acting_post(request)
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            add_never_cache_headers(response)
        return response


def set_acting_post(request: HttpRequest) -> None:
    """Set the three attributes on `request` from its session and the posts of today."""
    person = request.user
    may_have = person.is_authenticated and may_act(request)
    today = timezone.localdate()
    posts = selectors.posts_open_to(person, today) if may_have else []  # type: ignore[arg-type]
    post = _acting(posts, request.session.get(SESSION_KEY)) if posts else None
    request.open_posts = posts  # type: ignore[attr-defined]
    request.post = post  # type: ignore[attr-defined]
    request.actor = post.actor(person) if post else None  # type: ignore[attr-defined,arg-type]


def _acting(posts: list[Post], chosen: int | None) -> Post | None:
    if chosen is None:
        return posts[0] if len(posts) == 1 else None
    return next((post for post in posts if post.pk == chosen), None)
