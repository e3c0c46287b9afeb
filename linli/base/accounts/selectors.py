"""Reads units and posts."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from linli.base.accounts.models import InForceQuerySet, Post, Unit, User


def posts_open_to(person: User, day: date) -> list[Post]:
    """Return the posts that `person` may act in on `day`, own ones before deputised ones.

    One query; each comes with its unit, the unit's region and its holder.
    """
    named = Post.objects.filter(Q(person=person) | Q(deputy=person))
    rows = named.select_related("unit__region", "person").order_by("from_date", "pk")
    open_posts = [post for post in rows if post.may_be_taken_by(person, day)]
    return sorted(open_posts, key=lambda post: post.person_id != person.pk)


def units_in(region_code: int, kind: str | None = None, *, on: date) -> InForceQuerySet:
    """Return the units of the place `region_code` itself, of `kind` if named, that exist `on`
    the day."""
    units = Unit.objects.on(on).filter(region_id=region_code).order_by("kind", "code")
    return units.filter(kind=kind) if kind else units
