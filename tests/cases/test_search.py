"""What of a case is found by words, and what never is."""

from __future__ import annotations

import pytest

from linli.base.privacy.actions import erase, keep
from linli.base.search import index
from linli.base.search.tokens import query_of
from linli.cases import indexing, notes, sealing
from linli.cases.engine import open_case
from linli.cases.models import Case
from linli.core.errors import Incomplete
from tests.base.search.raw import everything_kept
from tests.requests import HOUR, START, by_telephone, dispatch, new_request

pytestmark = pytest.mark.django_db
AT = START + HOUR


def found(text):
    keys = index.matching("case", query_of(text)).values("key")
    return set(Case.objects.filter(pk__in=keys))


class TestOpening:
    def test_lets_a_case_be_found_by_title_body_and_numbers(self, cast):
        case = new_request(cast, title="路灯坏了", body="泉城路上三天没有灯。")
        for text in ("路灯", "城路", case.reference, case.message.receipt, case.reference[:9]):
            assert found(text) == {case}

    def test_finds_each_case_of_a_message(self, cast):
        case = new_request(cast, title="路灯坏了")
        other = open_case(
            case.message, "hotline", by=cast.hotline_clerk.actor(), at=AT, region=cast.street,
            coordinator=cast.hotline_centre, title="井盖松动",
        )  # fmt: skip
        assert found("路灯") == {case, other}
        assert found("井盖") == {other}

    def test_costs_a_few_queries(self, cast, django_assert_max_num_queries):
        case = by_telephone(cast)
        with django_assert_max_num_queries(4):
            indexing.write(case)


class TestNotes:
    def test_are_found(self, cast):
        case = dispatch(new_request(cast), cast)
        by = cast.street_clerk.actor()
        notes.write(case, text="已联系环卫所", is_public=False, by=by, at=AT)
        assert found("环卫") == {case}
        assert found("垃圾") == {case}


class TestIdentifiers:
    TITLE = "我是李明，电话138 1234 5678"
    BODY = "李明，身份证11010519491231002X，座机0531-86012345，也可拨86012345，垃圾没有清运。"

    def test_are_in_no_table_of_the_index(self, cast):
        people = {"name": "李明", "telephone": "053186012345", "identity_number": ""}
        case = new_request(cast, title=self.TITLE, body=self.BODY, people=people)
        kept = everything_kept()
        for number in (*case.reference.split("-"), *case.message.receipt.split("-")):
            kept = kept.replace(number, "")
        for part in ("李明", "12345678", "86012345", "0531", "110105", "002x"):
            assert part not in kept
        assert found("垃圾") == {case}
        assert found("李明") == set()

    def test_of_others_in_the_text_are_numbers_alone(self, cast):
        case = new_request(cast, title="张三家漏水", body="张三的电话是13912345678。")
        assert found("张三") == {case}
        assert found("13912345678") == set()

    def test_learnt_later_go_when_the_case_is_written_again(self, cast):
        case = new_request(cast, title="李明反映漏水")
        assert found("李明") == {case}
        keep(case.message.subject, "name", "李明")
        indexing.write(case)
        assert found("李明") == set()
        assert "李明" not in everything_kept()


class TestSealing:
    def test_takes_all_cases_of_the_message_out(self, cast):
        case = new_request(cast, title="举报Zyxwvut收钱")
        assert "zyxwvut" in everything_kept()
        by = cast.hotline_clerk.actor()
        sealing.seal(case, accused_units=[cast.street_unit], by=by, at=AT)
        assert found("举报") == set()
        assert "zyxwvut" not in everything_kept()

    def test_keeps_out_what_is_written_or_opened_later(self, cast):
        case = new_request(cast, title="举报Zyxwvut收钱")
        by = cast.hotline_clerk.actor()
        sealed = sealing.seal(case, accused_units=[cast.street_unit], by=by, at=AT)
        notes.write(sealed, text="Zyxwvut已核实", is_public=False, by=by, at=AT)
        open_case(
            case.message, "hotline", by=by, at=AT, region=cast.street,
            coordinator=cast.hotline_centre,
        )  # fmt: skip
        indexing.reindex()
        assert "zyxwvut" not in everything_kept()

    def test_refused_leaves_the_index_as_it_was(self, cast):
        case = new_request(cast, title="举报某人收钱")
        with pytest.raises(Incomplete):
            sealing.seal(case, by=cast.hotline_clerk.actor(), at=AT)
        assert found("举报") == {case}


class TestErasing:
    def test_a_subject_leaves_nothing_for_good(self, cast):
        case = by_telephone(cast, title="Zyxwvut漏水")
        assert "zyxwvut" in everything_kept()
        erase(case.message.subject)
        indexing.write(case)
        indexing.reindex()
        assert "zyxwvut" not in everything_kept()
        assert found("漏水") == set()


class TestReindex:
    def test_writes_what_was_lost_and_takes_out_what_was_left(self, cast):
        first, second = new_request(cast, title="路灯坏了"), new_request(cast, title="井盖松动")
        index.forget("case", [first.pk])
        index.write("case", 4_711, ["路灯"])
        Case.objects.filter(pk=second.pk).update(is_sealed=True)
        told = []
        assert indexing.reindex(lambda done, total: told.append((done, total))) == 1
        assert found("路灯") == {first}
        assert found("井盖") == set()
        assert "井盖" not in everything_kept()
        assert told == [(1, 1)]
