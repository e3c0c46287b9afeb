"""Lists that page by key."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from linli.base.accounts.models import Post, User
from linli.base.ui.paging import page_by_key


def walk(rows, way, start="", **how):
    """Return the rows of each page, following the links of one direction from `start`."""
    seen, query = [], start
    while True:
        page = page_by_key(rows, asked=QueryDict(query.removeprefix("?")), size=4, **how)
        seen.append(page.rows)
        query = getattr(page, way)
        if not query:
            return seen, page


class TestPageByKey:
    @pytest.mark.parametrize("is_newest_first", [False, True])
    def test_shows_every_row_once_and_back_again(self, cast, is_newest_first):
        how = {"keys": ("role", "pk"), "is_newest_first": is_newest_first}
        order = ["-role", "-pk"] if is_newest_first else ["role", "pk"]
        everything = list(Post.objects.order_by(*order))
        there, last = walk(Post.objects.all(), "next", **how)
        assert [row for rows in there for row in rows] == everything
        assert len(there) > 5
        back, first = walk(Post.objects.all(), "previous", last.previous, **how)
        assert [row for rows in reversed(back) for row in rows] == everything[: -len(last.rows)]
        assert first.previous == ""
        assert last.next == ""

    def test_keeps_the_filters_in_its_links(self, cast):
        asked = QueryDict("words=a&after=aaa")
        page = page_by_key(User.objects.all(), keys=("username",), asked=asked, size=4)
        assert page.next.startswith("?words=a&after=")
        assert "after=aaa" not in page.next

    @pytest.mark.parametrize("after", ["", "x", "x~y", "~", "1~2~3", "9" * 40 + "~1", "\0"])
    def test_passes_over_what_is_no_key(self, cast, after):
        asked = QueryDict(mutable=True)
        asked["after"] = after
        assert page_by_key(Post.objects.all(), keys=("pk",), asked=asked).rows is not None
        assert page_by_key(Post.objects.all(), keys=("unit_id", "pk"), asked=asked).rows is not None

    def test_takes_one_query(self, cast, django_assert_num_queries):
        with django_assert_num_queries(1):
            page_by_key(Post.objects.all(), keys=("pk",), asked=QueryDict(""), size=4)
