"""What is found, and what is left when it is taken out: one table for both databases."""

from __future__ import annotations

import pytest
from django.db import connection

from linli.base.search import index
from linli.base.search.models import Document
from linli.base.search.tokens import query_of
from tests.base.search.raw import everything_kept
from tests.base.search.table import NEAR, QUERIES, TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(db):
    for key, texts in TEXTS.items():
        index.write("thing", key, texts)
    index.write("other", 1, ["路灯 垃圾 泉城"])


def found(text, how=index.matching):
    keys = how("thing", query_of(text)).order_by("-key")
    return list(keys.values_list("key", flat=True))


class TestMatching:
    @pytest.mark.parametrize(("text", "keys"), QUERIES, ids=[text[:20] for text, _ in QUERIES])
    def test_finds_what_the_table_says(self, filled, text, keys):
        assert found(text) == keys

    def test_takes_one_query(self, filled, django_assert_num_queries):
        with django_assert_num_queries(1):
            found("三天 路灯")

    def test_is_exact_for_every_two_characters_of_a_text(self, filled):
        text = "历下区泉城路"
        for start in range(len(text) - 1):
            assert 1 in found(text[start : start + 2])


class TestFew:
    def test_finds_the_same_where_it_reads_beforehand(self, filled):
        for text, keys in QUERIES:
            few = index.few("thing", query_of(text))
            assert (few is None) == (connection.vendor == "sqlite" and bool(query_of(text).tokens))
            assert few is None or sorted(few, reverse=True) == keys

    def test_looks_only_among_what_it_is_told(self, filled):
        among = Document.objects.filter(kind="thing", key=2).values("key")
        few = index.few("thing", query_of("路灯"), among=among)
        assert few is None or set(few) <= {2}


class TestNear:
    @pytest.mark.parametrize(("text", "keys"), NEAR, ids=[text for text, _ in NEAR])
    def test_finds_what_holds_half_of_it(self, filled, text, keys):
        assert found(text, index.near) == keys


class TestWrite:
    def test_replaces_what_was_written_before(self, filled):
        index.write("thing", 1, ["井盖松动"])
        assert found("井盖") == [1]
        assert found("路灯") == []

    def test_says_the_same_twice_as_once(self, filled):
        index.write("thing", 1, TEXTS[1])
        assert found("路灯") == [1]
        assert Document.objects.filter(kind="thing").count() == len(TEXTS)

    def test_takes_at_most_two_queries(self, filled, django_assert_max_num_queries):
        with django_assert_max_num_queries(2):
            index.write("thing", 8, ["井盖松动"])

    def test_keeps_the_longest_text_there_may_be(self, db):
        text = "".join(chr(0x4E00 + number % 20_000) for number in range(200_000))
        index.write("thing", 1, [text])
        assert found(text[:2]) == [1]


class TestForget:
    # The word shares no beginning with others, of which FTS5 would keep the rest alone.
    SECRET = "麒麟鸾凤 Zyxwvut"
    TOKENS = ("麒麟", "麟鸾", "鸾凤", "zyxwvut")

    def test_leaves_no_token_in_any_table(self, filled):
        index.write("thing", 9, [f"住在{self.SECRET}小区"])
        kept = everything_kept()
        assert all(word in kept for word in self.TOKENS)
        assert index.forget("thing", [9]) == 1
        kept = everything_kept()
        assert not [word for word in self.TOKENS if word in kept]
        assert found("路灯") == [1]

    def test_leaves_none_of_a_text_that_was_written_over(self, filled):
        index.write("thing", 9, [self.SECRET])
        index.write("thing", 9, ["井盖松动"])
        index.forget("thing", [9])
        kept = everything_kept()
        assert not [word for word in self.TOKENS if word in kept]

    def test_leaves_traces_without_merging_as_this_test_would_see(self, filled):
        if connection.vendor != "sqlite":
            pytest.skip("segments are SQLite's")
        index.write("thing", 9, [self.SECRET])
        index.store().tidy()
        pk = Document.objects.get(key=9).pk
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_tokens WHERE rowid = %s", [pk])
        assert found("路灯") == [1]
        assert "zyxwvut" in everything_kept()
        index.store().tidy()
        assert "zyxwvut" not in everything_kept()

    def test_for_good_bars_what_is_written_later(self, filled):
        index.forget("thing", [1], for_good=True)
        index.forget("thing", [77], for_good=True)
        index.write("thing", 1, TEXTS[1])
        index.write("thing", 77, TEXTS[1])
        assert found("路灯") == []
        assert "麟鸾" not in everything_kept()
        index.keep_only("thing", Document.objects.filter(kind="thing").values("key"))
        assert Document.objects.filter(is_withheld=True).count() == 2

    def test_of_nothing_changes_nothing(self, filled):
        assert index.forget("thing", [4711]) == 0
        assert found("三天") == [2, 1]


class TestKeepOnly:
    def test_takes_out_all_others_of_the_kind(self, filled):
        keys = Document.objects.filter(kind="thing", key__in=[1, 2]).values("key")
        assert index.keep_only("thing", keys) == len(TEXTS) - 2
        assert found("三天") == [2, 1]
        assert Document.objects.filter(kind="other").count() == 1
