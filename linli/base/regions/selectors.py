"""Finding regions: by a fragment of the name, by code, or by initials."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from linli.base.regions.levels import LEVELS, end_of, parse_code
from linli.base.regions.models import Region, RegionQuerySet
from linli.core.errors import Refused
from linli.core.text import Text

CODE_DIGITS = 12
LONGEST_QUERY = 100
NAMED_AT_MOST = 5
COMPARED_AT_MOST = 200
# What people leave out when they name a place.
ENDINGS = (
    "", "省", "自治区", "市", "盟", "区", "县", "旗", "镇", "乡", "街道", "社区", "村",
    "社区居委会", "社区居民委员会", "居民委员会", "村民委员会", "村村民委员会",
)  # fmt: skip
ENDINGS_INITIALS = ("", "s", "q", "x", "z", "jd")
RANKS = Case(
    *(When(level=key, then=Value(rank)) for rank, key in enumerate(LEVELS)),
    output_field=IntegerField(),
)


class Ambiguous(Refused):
    """Several regions fit what was written; `candidates` are the best of them."""

    code = "ambiguous_region"

    def __init__(self, candidates: list[Region]) -> None:
        named = _described(candidates[:NAMED_AT_MOST])
        more = len(candidates) > NAMED_AT_MOST
        super().__init__(
            Text(
                f"有多个地方符合：{'、'.join(named)}{'等' if more else ''}。请写得更完整些。",
                f"Several places fit: {', '.join(named)}{' and others' if more else ''}. "
                "Please write more of the name.",
            )
        )
        self.candidates = candidates


def find(
    query: str,
    *,
    within: int | None = None,
    near: int | None = None,
    levels: Collection[str] | None = None,
    limit: int = 20,
) -> list[Region]:
    """Return the regions in force that fit `query`, best first, at most `limit`.

    A word fits a fragment of the full name, the beginning of the code, or the beginning of the
    initials; all words must fit, those before the last by the full name. The order is: the
    whole name (with or without 市, 街道 and the like), its beginning or its initials whole, a
    fragment of it, a place above it; then what lies in `near`, then higher levels, then by
    code. `within` leaves out what is not below that region, `levels` all other levels. One
    query; for a name with gaps (济南历下) that fits nothing, a second.
    """
    # PostgreSQL takes no zero byte in a text.
    words = query[:LONGEST_QUERY].replace("\0", " ").split()
    if not words:
        return []
    open_to = _open_to(within, levels)
    *above, last = words
    for word in above:
        open_to = open_to.filter(full_name__contains=word)
    found = list(_ranked(open_to.filter(_fits(last)), last, near)[:limit])
    if found or above or not _may_have_gaps(last):
        return found
    gaps = ".*".join(last)
    return list(_ranked(open_to.filter(full_name__regex=gaps), last, near)[:limit])


def resolve(
    text: str, *, within: int | None = None, levels: Collection[str] | None = None
) -> Region | None:
    """Return the one region that `text` names by full name, code or name; None for nothing.

    A full name or code that is exact wins, then the one region of that very name, then the one
    that all which fit lie in. Raises Ambiguous.
    """
    written = text.replace("\0", " ").strip()
    exact = Q(full_name=written)
    with suppress(ValueError):
        exact |= Q(code=parse_code(written))
    found = list(_open_to(within, levels).filter(exact)[:2])
    if not found:
        fitting = find(written, within=within, levels=levels, limit=COMPARED_AT_MOST)
        names = {written + ending for ending in ENDINGS}
        found = [region for region in fitting if region.name in names] or fitting
    if len(found) > 1 and not all(found[0].covers(region.code) for region in found):
        raise Ambiguous(found)
    return found[0] if found else None


def named(text: str, *, within: int, limit: int) -> list[Region]:
    """Return the regions of today in the range of `within` whose very name is `text`, with or
    without 市, 街道 and the like, the highest first. One query."""
    names = [text.strip() + ending for ending in ENDINGS]
    found = _open_to(within, None).filter(name__in=names)
    return list(found.order_by(RANKS, "code")[:limit])


def _open_to(within: int | None, levels: Collection[str] | None) -> RegionQuerySet:
    regions: RegionQuerySet = Region.objects.of_today()
    if within is not None:
        regions = regions.filter(code__gte=within, code__lt=end_of(within))
    return regions.filter(level__in=levels) if levels is not None else regions


def _fits(word: str) -> Q:
    fits = Q(full_name__contains=word)
    if word.isascii() and word.isalnum():
        fits |= Q(initials__startswith=word.lower())
    if word.isascii() and word.isdecimal() and len(word) <= CODE_DIGITS:
        span = 10 ** (CODE_DIGITS - len(word))
        fits |= Q(code__gte=int(word) * span, code__lt=(int(word) + 1) * span)
    return fits


def _may_have_gaps(word: str) -> bool:
    """Return whether looking for the signs of `word` with others between them makes sense."""
    return 3 <= len(word) <= 30 and word.isalpha() and not word.isascii()


def _ranked(regions: QuerySet[Region], word: str, near: int | None) -> QuerySet[Region]:
    small = word.lower()
    letters = [small + ending for ending in ENDINGS_INITIALS]
    fit = Case(
        When(name__in=[word + ending for ending in ENDINGS], then=Value(0)),
        When(Q(name__startswith=word) | Q(initials__in=letters), then=Value(1)),
        When(Q(name__contains=word) | Q(initials__startswith=small), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    nearness = [_is_far(near)] if near is not None else []
    return regions.order_by(fit, *nearness, RANKS, Length("initials"), F("code"))


def _is_far(near: int) -> Case:
    return Case(
        When(code__gte=near, code__lt=end_of(near), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )


def _described(regions: list[Region]) -> list[str]:
    """Return the full names, with the codes of those that share theirs with another."""
    names = [region.full_name for region in regions]
    return [
        f"{region.full_name} ({region.code})" if names.count(region.full_name) > 1 else name
        for region, name in zip(regions, names, strict=True)
    ]
