"""Numbers found within free text."""

from __future__ import annotations

import pytest

from linli.base.privacy.redaction import redact


class TestRedact:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("我的电话是13812345678，请回", "我的电话是138****5678，请回"),
            ("138-1234-5678或１３８１２３４５６７８", "138****5678或138****5678"),
            ("微信13800 138000。", "微信138****8000。"),
            ("+86 13812345678", "138****5678"),
            ("身份证11010519491231002x号", "身份证110105********002X号"),
            ("证号110105 19491231 0021错一位也遮", "证号110105********0021错一位也遮"),
            ("旧证110105491231002", "旧证110105*****1002"),
            ("座机0531-88881234，(0531)88881234", "座机0531****1234，0531****1234"),
            ("投诉电话：88881234，", "投诉电话：****1234，"),
        ],
    )
    def test_masks_numbers_however_they_are_written(self, text: str, shown: str) -> None:
        assert redact(text) == shown

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "小区3号楼2单元13层漏水，2019/11/10 18:59:24报修",
            "金额1234567890123456元",
            "订单20191110185924",
            "欠薪12800元，工龄13年，编号88881234",
            "拨打12345无人接听，后打110",
        ],
    )
    def test_leaves_other_numbers_alone(self, text: str) -> None:
        assert redact(text) == text

    def test_is_quick_on_a_long_text_of_digits(self) -> None:
        text = "1 3-" * 20_000
        assert redact(text) == text
