"""Fills an empty database with cases: some played through the public actions, the others copied
from them in bulk."""

from __future__ import annotations

import multiprocessing
import random
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any, Final
from unittest.mock import patch

from django.db import connection, models, transaction
from django.db.models import Max

from bench import bulk, counting, places
from bench.copies import Copier
from bench.patterns import Pattern, pattern_of
from bench.places import Ground, Town
from bench.stories import CLOSED, OPEN, Story
from linli.base.accounts.models import Post, Unit
from linli.base.audit.anchoring import anchor
from linli.base.privacy.keys import current
from linli.cases.models import Case
from linli.cases.receiving import Draft
from linli.cases.stories import play
from linli.core.zone import local
from linli.procedures.hotline.demo_steps import STEPS, People, Tale
from linli.procedures.hotline.opening import open_request
from linli.registers.duties.models import DutyItem

SPAN: Final = timedelta(days=730)
CHUNK: Final = 1_000
# By the age of a case in days: how likely it is open still.
STILL_OPEN: Final = ((1, 0.95), (3, 0.8), (7, 0.6), (15, 0.2), (60, 0.03), (90, 0.01))
Say = Callable[[str], None]


def fill(size: int, *, region: int, at: datetime, processes: int, say: Say) -> None:
    """Make the ground in `region` and `size` cases of the two years before `at`, counted for the
    rates, the log anchored."""
    say("the ground: regions, units, posts")
    places.make(region)
    ground = places.read()
    say("one case of every course, through the public actions")
    patterns = played(ground, at=at)
    say(f"{size} copies")
    with bulk.without_indexes(size):
        _copy_all(size - len(patterns), ground, patterns, at, processes, say)
    bulk.settle()
    say("counting for the rates")
    counting.count(at)
    say("anchoring the log")
    anchor(at)
    bulk.settle()


def played(ground: Ground, *, at: datetime) -> list[Pattern]:
    """Play every story in the busiest town and return the cases as patterns."""
    town = ground.busiest
    people = _people(town, at)
    names = {"town": town.units[0].code, "lead": town.units[3].code}
    other = town.units[4].code
    stories = (*CLOSED, *OPEN)
    rows = [story.row(town.region.code, names[story.unit], other) for story in stories]
    tales: dict[int, Tale] = {}

    def begin(place: int, begun_at: datetime) -> Tale:
        tales[place] = _open(place, rows[place], town, people, begun_at)
        return tales[place]

    with transaction.atomic():
        play(
            rows, now=at, known=STEPS, begin=begin, progress=lambda done, total: None,
            sweep_every=timedelta(hours=6),
        )  # fmt: skip
    return [_pattern(story, tales[place], town) for place, story in enumerate(stories)]


def _pattern(story: Story, tale: Tale, town: Town) -> Pattern:
    case = Case.objects.select_related("message").get(pk=tale.case.pk)
    return pattern_of(case, town, key=story.key, share=story.share, is_open=story.is_open)


def _people(town: Town, at: datetime) -> People:
    """Return those who act in the stories: the town's own, not those of the whole province."""
    posts: dict[tuple[str, str], list[Post]] = {}
    for post in town.posts:
        posts.setdefault((post.unit.code, post.role), []).append(post)
    units = {unit.code: unit for unit in Unit.objects.filter(pk__in=[u.pk for u in town.units])}
    items = {item.number: item for item in DutyItem.objects.all()}
    return People(posts, units, items)


def _open(place: int, row: dict[str, Any], town: Town, people: People, at: datetime) -> Tale:
    clerk = people.clerk(place)
    by_telephone = row["contact"] == "telephone"
    draft = Draft(
        title=row["title"], body=row["body"], region=town.region, channel=row["contact"],
        contact_by=row["contact"],
        people={"name": row["name"], "telephone": f"154{place:08d}" if by_telephone else ""},
    )  # fmt: skip
    by = clerk.actor() if by_telephone else None
    opened = open_request(draft, submission_key=f"bench:{place}", by=by, at=at)
    return Tale(row, opened.case, people, clerk)


def _copy_all(
    size: int, ground: Ground, patterns: list[Pattern], at: datetime, processes: int, say: Say
) -> None:
    plan = _Plan(ground, patterns, size, at)
    chunks = range((size + CHUNK - 1) // CHUNK)
    done = 0
    for count in _worked(plan, chunks, processes):
        done += count
        if done % (50 * CHUNK) == 0:
            say(f"{done} copies")


def _worked(plan: _Plan, chunks: range, processes: int) -> Iterator[int]:
    if processes < 2 or connection.vendor == "sqlite":
        for chunk in chunks:
            yield plan.work(chunk)
        return
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    global _plan
    _plan = plan
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(_work, chunks)


_plan: _Plan


def _work(chunk: int) -> int:
    return _plan.work(chunk)


class _Plan:
    """Which case is copied from what, so that processes can share the work without asking."""

    def __init__(self, ground: Ground, patterns: list[Pattern], size: int, at: datetime) -> None:
        self._ground, self._size, self._at = ground, size, at
        self._closed = [one for one in patterns if not one.is_open]
        self._open = [one for one in patterns if one.is_open]
        self._key = current()
        self._most: dict[type[models.Model], int] = {}
        for one in patterns:
            for model, count in one.counts.items():
                self._most[model] = max(self._most.get(model, 0), count)
        self._first = {model: next_id(model) for model in self._most}

    def work(self, chunk: int) -> int:
        """Write the copies of a chunk in one transaction; return how many."""
        start, stop = chunk * CHUNK, min((chunk + 1) * CHUNK, self._size)
        first = {m: n + start * self._most[m] for m, n in self._first.items()}
        copier = Copier(first, seed=chunk)
        # Who seals looks for newer keys each time; here there are none.
        with patch("linli.base.privacy.sealing.current", return_value=self._key):
            for place in range(start, stop):
                opened_at = self._opened_at(place, copier.chance)
                pattern = self._pattern(self._at - opened_at, copier.chance)
                copier.copy(pattern, self._ground.draw(copier.chance), opened_at)
        bulk.write(copier.rows, copier.tokens)
        return stop - start

    def _opened_at(self, place: int, chance: random.Random) -> datetime:
        """Return a time that rises with the place; more come each year, and by day."""
        age = SPAN * (1 - (place + chance.random()) / self._size) ** 1.2
        opened_at = self._at - max(age, timedelta(minutes=5))
        hour = local(opened_at).hour
        by_day = opened_at + timedelta(hours=9) if hour < 8 else opened_at
        return by_day if by_day < self._at - timedelta(minutes=5) else opened_at

    def _pattern(self, age: timedelta, chance: random.Random) -> Pattern:
        likely = next((share for days, share in STILL_OPEN if age < timedelta(days=days)), 0.0)
        first, second = self._open, self._closed
        if chance.random() >= likely:
            first, second = second, first
        return _one_of(first, age, chance) or _one_of(second, age, chance) or self._closed[0]


def _one_of(patterns: list[Pattern], age: timedelta, chance: random.Random) -> Pattern | None:
    fitting = [one for one in patterns if one.fits(age)]
    if not fitting:
        return None
    weights = list(accumulate(one.share for one in fitting))
    return fitting[bisect(weights, chance.random() * weights[-1])]


def next_id(model: type[models.Model]) -> int:
    """Return an id from which on the table has none."""
    key = model._meta.pk
    if not isinstance(key, models.IntegerField):
        return 0
    last: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    return (last or 0) + 1
