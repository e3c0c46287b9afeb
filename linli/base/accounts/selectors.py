"""Reads units and posts."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from linli.base.accounts.models import InForceQuerySet, Post, Unit, User
from linli.core.actors import Actor

LONGEST_QUERY = 120


def posts_open_to(person: User, day: date) -> list[Post]:
    """Return the posts that `person` may act in on `day`, own ones before deputised ones.

    One query; each comes with its unit, the unit's region and its holder, and knows who acts in
    it.
    """
    named = Post.objects.filter(Q(person=person) | Q(deputy=person))
    rows = named.select_related("unit__region", "person").order_by("from_date", "pk")
    open_posts = [post for post in rows if post.may_be_taken_by(person, day)]
    for post in open_posts:
        post.acting_person_id = person.pk
    return sorted(open_posts, key=lambda post: post.person_id != person.pk)


def post_of(actor: Actor) -> Post:
    """Return the post in which `actor` acts, knowing who that is, with its unit and the unit's
    region. One query."""
    post: Post = Post.objects.select_related("unit__region", "person").get(pk=actor.post_id)
    post.acting_person_id = actor.person_id
    return post


def units_in(region_code: int, kind: str | None = None, *, on: date) -> InForceQuerySet:
    """Return the units of the place `region_code` itself, of `kind` if named, that exist `on`
    the day."""
    units = Unit.objects.on(on).filter(region_id=region_code).order_by("kind", "code")
    return units.filter(kind=kind) if kind else units


def find_units(query: str, *, on: date, limit: int = 20) -> list[Unit]:
    """Return the units in being `on` the day that fit `query` by name, code or label (an English
    name from the beginning of a word), those whose name begins with it first. One query."""
    words = query.replace("\0", " ").strip()[:LONGEST_QUERY]
    if not words:
        return []
    code = words.rpartition(" · ")[2]
    in_english = Q(name_en__istartswith=words) | Q(name_en__icontains=f" {words}")
    fits = Q(name__contains=words) | in_english | Q(code__istartswith=code)
    rows = Unit.objects.on(on).filter(fits).select_related("region")
    return list(rows.order_by(_best(Q(code=code), words), "region_id", "pk")[:limit])


def find_people(query: str, *, includes_off: bool = False, limit: int = 20) -> list[User]:
    """Return the people who fit `query` by name, user name or label, those whose accounts are
    off only if it `includes_off`. One query."""
    words = query.replace("\0", " ").strip()[:LONGEST_QUERY]
    if not words:
        return []
    username = words.rpartition(" · ")[2]
    fits = Q(name__contains=words) | Q(username__istartswith=username)
    rows = User.objects.filter(fits) if includes_off else User.objects.filter(fits, is_active=True)
    return list(rows.order_by(_best(Q(username=username), words), "username")[:limit])


def _best(exact: Q, words: str) -> Case:
    """Order by an exact code, then by a name that begins with the words."""
    return Case(
        When(exact, then=Value(0)),
        When(name__startswith=words, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
