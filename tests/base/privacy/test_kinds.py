"""Cleaning, checking and masking of each kind of identifier, by tables."""

from __future__ import annotations

from datetime import date

import pytest

from linli.base.privacy.kinds import KINDS, check, mask
from linli.core.errors import Incomplete

TODAY = date(2026, 3, 2)


class TestCheckTelephone:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("13812345678", "13812345678"),
            ("１３８１２３４５６７８", "13812345678"),
            ("138 1234-5678", "13812345678"),
            ("+86 138 1234 5678", "13812345678"),
            ("8613812345678", "13812345678"),
            ("008613812345678", "13812345678"),
            ("013812345678", "13812345678"),
            ("0531-88881234", "053188881234"),
            ("(0531)8888 1234", "053188881234"),
            ("+86 531 8888 1234", "053188881234"),
            ("010-88881234", "01088881234"),
            ("0531-88881234转8012", "053188881234x8012"),
            ("0531-88881234 分机 12", "053188881234x12"),
            ("400-812-3456", "4008123456"),
            ("+44 20 7946 0958", "+442079460958"),
        ],
    )
    def test_keeps_one_form_of_each_number(self, written: str, kept: str) -> None:
        assert check("telephone", written) == kept

    @pytest.mark.parametrize(
        ("written", "advice"),
        [
            ("1381234567", "11位"),
            ("12812345678", "11位"),
            ("138123456789", "11位"),
            ("88881234", "区号"),
            ("不知道", "数字"),
            ("110", "11位"),
            ("0531-1234567", "区号"),
        ],
    )
    def test_says_what_is_wrong_with_a_number_nobody_can_call(
        self, written: str, advice: str
    ) -> None:
        with pytest.raises(Incomplete) as refusal:
            check("telephone", written, field="mobile")
        assert advice in refusal.value.message.zh
        assert refusal.value.field == "mobile"

    def test_never_repeats_the_number_in_its_message(self) -> None:
        with pytest.raises(Incomplete) as refusal:
            check("telephone", "1381234567")
        assert "1381234567" not in refusal.value.message.zh + str(refusal.value)


class TestCheckIdentityNumber:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("11010519491231002X", "11010519491231002X"),
            ("11010519491231002x", "11010519491231002X"),
            ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
            ("110105 19491231 002X", "11010519491231002X"),
            ("360426199101010071", "360426199101010071"),
            # 370111, abolished in 1987, and 379999, in no list: the library refuses both
            ("370111199001010016", "370111199001010016"),
            ("379999199001010010", "379999199001010010"),
            # a residence permit of Hong Kong
            ("810000199001010027", "810000199001010027"),
        ],
    )
    def test_accepts_numbers_whatever_their_area(self, written: str, kept: str) -> None:
        assert check("identity_number", written, on=TODAY) == kept

    @pytest.mark.parametrize(
        ("written", "advice"),
        [
            ("110105194912310021", "校验"),
            ("11010519491231002", "18位"),
            ("110105491231002", "18位"),
            ("11010519491331002X", "出生日期不存在"),
            ("11010520300101002X", "晚于今天"),
            ("A1010519491231002X", "数字"),
        ],
    )
    def test_says_what_is_wrong(self, written: str, advice: str) -> None:
        with pytest.raises(Incomplete) as refusal:
            check("identity_number", written, on=TODAY)
        assert advice in refusal.value.message.zh


class TestCheck:
    @pytest.mark.parametrize("kind", list(KINDS))
    def test_refuses_an_empty_value(self, kind: str) -> None:
        with pytest.raises(Incomplete) as refusal:
            check(kind, " \u3000\n")
        assert refusal.value.field == kind

    def test_refuses_a_name_without_letters(self) -> None:
        with pytest.raises(Incomplete):
            check("name", "12345")

    def test_refuses_an_address_too_long_for_its_column(self) -> None:
        with pytest.raises(Incomplete):
            check("address", "路" * 201)

    def test_drops_control_characters_and_spaces_from_a_name(self) -> None:
        assert check("name", "\u202e张 \u200b三\n") == "张三"

    def test_drops_control_characters_from_an_address(self) -> None:
        assert check("address", "泉城路\x00180号\r\n２单元") == "泉城路 180号 2单元"

    def test_keeps_one_kind_of_middle_dot(self) -> None:
        assert check("name", "阿卜杜拉•买买提") == "阿卜杜拉·买买提"


class TestMask:
    @pytest.mark.parametrize(
        ("kind", "value", "masked"),
        [
            ("telephone", "13812345678", "138****5678"),
            ("telephone", "0531-88881234", "0531****1234"),
            ("telephone", "010-88881234转12", "010****1234"),
            ("telephone", "12345", "****"),
            ("identity_number", "11010519491231002X", "110105********002X"),
            ("identity_number", "1101", "********"),
            ("name", "张三", "张*"),
            ("name", "张小三", "张*三"),
            ("name", "张", "*"),
            ("name", "欧阳三", "欧阳*"),
            ("name", "欧阳小三", "欧阳*三"),
            ("name", "欧阳", "欧*"),
            ("name", "张王小三", "张**三"),
            ("name", "阿卜杜拉·买买提", "阿*·买*"),
            ("name", "John Smith", "J*** S***"),
            ("name", "张女士", "张女士"),
            ("address", "济南市历下区泉城路街道县西巷3号501", "济南市历下区泉城路街道****"),
            ("address", "历城区洪家楼街道山大南路27号", "历城区洪家楼街道****"),
            ("address", "平阴县孝直镇孝直村12号", "平阴县孝直镇****"),
            ("address", "济南市历下区泉城路180号", "济南市历下区泉城路****"),
            ("address", "济南市解放路112号历下大厦", "济南市解放路****"),
            ("address", "魏家坡小区3栋", "****"),
            ("address", "某某社区2号楼", "****"),
            ("address", "12 Main Street", "****"),
            ("address", "济南市", "济南市"),
        ],
    )  # fmt: skip
    def test_leaves_only_what_the_convention_leaves(
        self, kind: str, value: str, masked: str
    ) -> None:
        assert mask(kind, value) == masked
