"""Measures what a clerk waits for: inbox, lists, searches, a case's page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from bench.places import Ground
from bench.timing import Figure, timed
from linli.base.accounts.models import Post
from linli.cases.models import Case
from linli.cases.selectors import CaseQuerySet
from linli.faces.desk import found
from tests.cast import enter

LIST_TARGET: Final = 50.0
SEARCH_TARGET: Final = 20.0
# What is looked for, from what half of all messages hold to what hardly any does.
SOUGHT: Final = {
    "frequent": "垃圾", "common": "路灯", "rare": "挂号", "two words": "路灯 鸾凤",
    "a road": "历山", "nothing": "犀牛",
}  # fmt: skip


@dataclass(frozen=True)
class Clerk:
    """Somebody who works on cases: the post, and a browser that is signed in."""

    name: str
    post: Post
    browser: Client

    def get(self, address: str) -> None:
        """Ask for a page. Raises RuntimeError for anything but the page itself."""
        answer = self.browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code} {answer.get('Location', '')}")


def clerks(ground: Ground) -> list[Clerk]:
    """Return a clerk with a restricted scope, one who runs the city's cases, one who oversees."""
    town = ground.busiest
    wanted = (
        ("street clerk", "township", "street_clerk"),
        ("hotline clerk", "hotline_centre", "hotline_clerk"),
        ("county supervisor", "government", "supervisor"),
    )
    return [_clerk(name, town.posts, kind, role) for name, kind, role in wanted]


def _clerk(name: str, posts: tuple[Post, ...], kind: str, role: str) -> Clerk:
    found_post = next(p for p in posts if (p.unit.kind, p.role) == (kind, role))
    post = Post.objects.select_related("unit__region", "person").get(pk=found_post.pk)
    browser = Client(SERVER_NAME="localhost")
    enter(browser, post.person, post)
    return Clerk(name, post, browser)


def figures(ground: Ground, *, runs: int) -> Iterator[Figure]:
    """Yield the figures of everything that is read."""
    everybody = clerks(ground)
    for clerk in everybody:
        yield timed("inbox", f"{clerk.name}: desk", lambda c=clerk: c.get("/desk/"), runs=runs)
    for clerk in everybody[:2]:
        yield from _lists(clerk, runs)
    for clerk in everybody[:2]:
        yield from _searches(clerk, runs)
    yield from _case_pages(everybody[:2], runs)


def _lists(clerk: Clerk, runs: int) -> Iterator[Figure]:
    """The closed ones of 30 days by grade, and all ever closed that came from a place, each on
    its first page and four fifths down."""
    at = datetime.now(UTC)
    seen = Case.objects.visible_to(clerk.post)
    desk = "/desk/?scope=unit&list=done&lane=hotline.normal"
    base = seen.filter(closed_at__gte=at - timedelta(days=30), lane="normal", procedure="hotline")
    place = {"street clerk": "unit", "hotline clerk": "coordinator"}[clerk.name]
    closed = base.filter(**{place: clerk.post.unit_id})
    yield from _first_and_deep(clerk, "closed in 30 days, by grade", desk, closed,
                               ("closed_at", "id"), runs)  # fmt: skip
    region = clerk.post.unit.region_id
    search = f"{reverse('desk:search')}?state=hotline.closed&region={region}"
    everything = seen.filter(state="closed", is_sealed=False)
    yield from _first_and_deep(clerk, "all ever closed here", search, everything, ("id",), runs)


def _first_and_deep(
    clerk: Clerk, name: str, address: str, rows: CaseQuerySet, keys: tuple[str, ...], runs: int
) -> Iterator[Figure]:
    yield _page(clerk, f"{name}, first page", address, runs)
    ordered = rows.order_by(*(f"-{key}" for key in keys)).values_list(*keys)
    total = ordered.count()
    deep = ordered[total * 4 // 5]
    after = "~".join(str(value) for value in deep).replace("+", "%2B")
    yield _page(clerk, f"{name}, deep page", f"{address}&after={after}", runs, f"of {total} rows")


def _page(clerk: Clerk, name: str, address: str, runs: int, remark: str = "") -> Figure:
    return timed(
        "list", f"{clerk.name}: {name}", lambda: clerk.get(address), runs=runs,
        target=LIST_TARGET, remark=remark,
    )  # fmt: skip


def _searches(clerk: Clerk, runs: int) -> Iterator[Figure]:
    day = datetime.now(UTC).date()
    for name, text in SOUGHT.items():
        asked = QueryDict(mutable=True)
        asked["q"] = text
        call: Callable[[], Any] = lambda a=asked: found.search(clerk.post, a, on=day)  # noqa: E731
        hits = len(call().hits)
        yield timed(
            "search", f"{clerk.name}: {name} ({text})", call, runs=runs, target=SEARCH_TARGET,
            remark=f"{hits} shown",
        )  # fmt: skip
    address = f"{reverse('desk:search')}?q=" + SOUGHT["common"]
    yield timed("search", f"{clerk.name}: the whole page", lambda: clerk.get(address), runs=runs)


def _case_pages(everybody: list[Clerk], runs: int) -> Iterator[Figure]:
    for clerk in everybody:
        mine = Case.objects.visible_to(clerk.post).open().filter(state="handling")
        case = mine.order_by("-id").first()
        if case is None:
            continue
        address = reverse("cases:case", args=[case.reference])
        yield _timed_page(clerk, address, runs)


def _timed_page(clerk: Clerk, address: str, runs: int) -> Figure:
    return timed("case", f"{clerk.name}: a case's page", lambda: clerk.get(address), runs=runs)
