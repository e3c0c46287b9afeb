"""Receipts and passcodes: the same form is one receipt, and a new passcode ends the old one."""

from __future__ import annotations

import pytest

from linli.base.audit.models import Entry
from linli.cases.receipts import is_key, new_key
from linli.cases.receiving import opens, receipt_for, reissue_passcode, reissued, title_of
from linli.core.errors import Incomplete, NotAllowed
from tests.requests import HOUR, START, new_request

pytestmark = pytest.mark.django_db


class TestTitleOf:
    @pytest.mark.parametrize(
        ("body", "title"),
        [
            ("楼道灯坏了。请尽快修。", "楼道灯坏了"),
            ("楼道灯坏了\n三单元", "楼道灯坏了"),
            ("  灯坏了！！！  ", "灯坏了"),
            ("The lamp is broken. Please mend it.", "The lamp is broken"),
            ("共3.5公里没有路灯", "共3.5公里没有路灯"),
            ("长" * 60, "长" * 39 + "…"),
            ("尊敬的领导：您好！楼道灯坏了。", "楼道灯坏了"),
            ("刘局长，您好，\n楼道灯坏了", "楼道灯坏了"),
            ("领导们：大家好！楼道灯坏了", "楼道灯坏了"),
            ("您好！", "您好"),
            ("小区环境不好，灯也坏了", "小区环境不好，灯也坏了"),
            ("你好好看看这楼道灯", "你好好看看这楼道灯"),
            ("我想跟您好好谈谈，灯坏了", "我想跟您好好谈谈，灯坏了"),
        ],
    )
    def test_is_the_first_sentence_after_a_greeting_cut_where_it_is_long(self, body, title):
        assert title_of(body) == title


class TestReceipt:
    def test_is_found_again_by_its_key(self, cast):
        case = new_request(cast, submission_key="k")
        held = receipt_for("k")
        assert held.message == case.message
        assert opens(case.message, held.passcode)

    def test_is_not_found_by_another_key(self, cast):
        new_request(cast, submission_key="k")
        assert receipt_for("other") is None

    def test_keys_are_given_out_and_not_chosen(self):
        assert is_key(new_key())
        assert not is_key("chosen")


class TestReissue:
    def again(self, case, post, *, key="r", reason="核对了姓名"):
        return reissue_passcode(case, key=key, reason=reason, by=post.actor(), at=START + HOUR)

    def test_ends_the_old_passcode_on_record(self, cast):
        case = new_request(cast, submission_key="k")
        new = self.again(case, cast.hotline_clerk)
        case.message.refresh_from_db()
        assert opens(case.message, new)
        assert receipt_for("k").passcode == ""
        assert Entry.objects.get(chain=case.chain, kind="case.passcode_reissued").texts

    def test_with_the_same_form_is_one_passcode(self, cast):
        case = new_request(cast)
        assert self.again(case, cast.hotline_clerk) == self.again(case, cast.hotline_clerk)
        assert Entry.objects.filter(kind="case.passcode_reissued").count() == 1

    def test_after_another_one_shows_the_first_no_more(self, cast):
        case = new_request(cast)
        self.again(case, cast.hotline_clerk, key="first")
        second = self.again(case, cast.hotline_clerk, key="second")
        case.message.refresh_from_db()
        assert reissued(case.message, "first") == ""
        assert reissued(case.message, "second") == second

    def test_needs_a_reason(self, cast):
        with pytest.raises(Incomplete) as refusal:
            self.again(new_request(cast), cast.hotline_clerk, reason=" ")
        assert refusal.value.field == "reason"

    @pytest.mark.parametrize("post", ["street_clerk", "hotline_head", "social_work_officer"])
    def test_is_for_coordinating_posts_alone(self, cast, post):
        with pytest.raises(NotAllowed):
            self.again(new_request(cast), getattr(cast, post))
