"""The demo's one-click sign-in: who can be played, and when it is open."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port

from linli.base.accounts.kinds import ROLES, Role
from linli.base.accounts.models import Post, User

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Part:
    """A demo person in a post."""

    person: User
    post: Post

    @property
    def key(self) -> str:
        """Return what names the part on its button."""
        return f"{self.post.pk}-{self.person.pk}"

    @property
    def is_deputy(self) -> bool:
        """Return whether the person would act for the post's holder."""
        return self.post.person_id != self.person.pk


@dataclass(frozen=True, slots=True)
class Cast:
    """The parts of one role."""

    role: Role
    parts: tuple[Part, ...]


def is_open(request: HttpRequest) -> bool:
    """Return whether one-click sign-in is offered: in the demo, to the very machine only.

    A request that a proxy passed on comes from somewhere else, whatever its last address is; so
    does one that asked for this machine by a name that others know it by.
    """
    if not settings.LINLI_DEMO or any(name in request.META for name in FORWARDED):
        return False
    if split_domain_port(request.get_host())[0] not in OWN_NAMES:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def parts_to_play(day: date) -> list[Cast]:
    """Return the demo's people in their posts of `day`, by role, in the order of declaration.

    One query.
    """
    posts = (
        Post.objects.filter(Q(person__is_demo=True) | Q(deputy__is_demo=True))
        .select_related("unit__region", "person", "deputy")
        .order_by("unit__region_id", "unit__code", "pk")
    )
    parts = [
        Part(person, post)
        for post in posts
        for person in (post.person, post.deputy)
        if person and person.is_demo and post.may_be_taken_by(person, day)
    ]
    casts = (
        Cast(role, tuple(part for part in parts if part.post.role == role.key))
        for role in ROLES.values()
    )
    return [cast for cast in casts if cast.parts]
