"""What the pages of units and people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from linli.base.accounts.models import Post, Unit, User
from linli.base.regions.models import Region

BELOW_AT_MOST = 100


def units(
    *, words: str = "", region: Region | None = None, kind: str = "", state: str = "", on: date
) -> QuerySet[Unit]:
    """Return the units whose name or code holds `words`, of `region` and below, of `kind`, in
    `state` "open" or "closed" on the day (empty: either), with region and parent."""
    rows = Unit.objects.select_related("region", "parent")
    if words:
        rows = rows.filter(
            Q(name__contains=words) | Q(name_en__icontains=words) | Q(code__istartswith=words)
        )
    if region:
        rows = rows.filter(region_id__gte=region.code, region_id__lt=region.code_end)
    if kind:
        rows = rows.filter(kind=kind)
    if state == "open":
        rows = rows.filter(Q(until_date=None) | Q(until_date__gte=on))
    elif state == "closed":
        rows = rows.filter(until_date__lt=on)
    return rows


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit with what stands around it: above (highest first), below, and its posts."""

    unit: Unit
    above: list[Unit]
    below: list[Unit]
    line: list[Unit]
    posts: list[Post]
    is_below_cut: bool


def unit_view(pk: int, *, on: date) -> UnitView:
    """Return the unit `pk` and its surroundings on the day. Raises Unit.DoesNotExist."""
    unit = Unit.objects.select_related(
        "region", "superior", "successor", "parent__parent__parent__parent"
    ).get(pk=pk)
    above, here = [], unit.parent
    while here is not None:
        above.insert(0, here)
        here = here.parent
    below = list(unit.children.on(on).order_by("region_id", "pk")[: BELOW_AT_MOST + 1])
    posts = unit.posts.on(on).select_related("person", "deputy").order_by("role", "pk")
    return UnitView(
        unit,
        above,
        below[:BELOW_AT_MOST],
        list(unit.line.on(on).order_by("region_id", "pk")[:BELOW_AT_MOST]),
        list(posts),
        is_below_cut=len(below) > BELOW_AT_MOST,
    )


def people(
    *, words: str = "", unit: Unit | None = None, state: str = "", on: date
) -> QuerySet[User]:
    """Return the people whose name or user name holds `words`, with a post of `unit` on the
    day, in `state` "on", "off" or "idle" (no post that day); each with `open_posts`."""
    open_posts = Post.objects.on(on).select_related("unit").order_by("pk")
    rows = User.objects.prefetch_related(Prefetch("posts", open_posts, to_attr="open_posts"))
    if words:
        rows = rows.filter(Q(name__contains=words) | Q(username__icontains=words))
    if unit:
        rows = rows.filter(pk__in=Post.objects.on(on).filter(unit=unit).values("person"))
    if state == "idle":
        return rows.exclude(pk__in=Post.objects.on(on).values("person"))
    return rows.filter(is_active=state == "on") if state in ("on", "off") else rows


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person with posts held now, deputised now, held later, and held before or revoked."""

    person: User
    now: list[Post]
    deputising: list[Post]
    later: list[Post]
    earlier: list[Post]


def person_view(pk: int, *, on: date) -> PersonView:
    """Return the person `pk` and their posts. Raises User.DoesNotExist."""
    person = User.objects.get(pk=pk)
    named = Post.objects.filter(Q(person=person) | Q(deputy=person))
    posts = list(named.select_related("unit", "person", "deputy").order_by("-from_date", "-pk"))
    held = [post for post in posts if post.person_id == pk]
    now = [post for post in held if post.is_in_force(on)]
    later = [post for post in held if post.from_date > on and not post.is_revoked]
    return PersonView(
        person,
        now,
        [post for post in posts if post.deputy_id == pk and post.is_in_force(on)],
        later,
        [post for post in held if post not in now + later],
    )
