"""What is damaged is made whole; what is not is left alone."""

from __future__ import annotations

import pytest

from linli.core.mending import mend
from tests.core.mending.clean import CLAUSES, UNDAMAGED


class TestUndamagedText:
    @pytest.mark.parametrize("text", (*UNDAMAGED, "，".join(CLAUSES)))
    def test_passes_as_it_is(self, text):
        assert mend(text).text == text
        assert mend(text).spots == ()

    def test_that_is_traditional_and_tells_nothing_more_is_left_and_marked(self):
        mended = mend("社區服務中心")
        assert mended.text == "社區服務中心"
        assert [(spot.raw, spot.alternatives) for spot in mended.spots] == [
            ("區", ("区",)), ("務", ("务",))
        ]  # fmt: skip


class TestReadings:
    @pytest.mark.parametrize(
        ("shown", "text"),
        [
            ("市長(cháng)主持會(huì)議", "市长主持会议"),
            ("市長(cháng )主持會(huì )議", "市长主持会议"),
            ("著(zhe )力抓好,著(zhù)名", "着力抓好，著名"),
            ("開(kāi)會(huì)(AI)用GDP(ok)", "开会（AI）用GDP(ok)"),
            ("會(huì)議在10:30召開,共1,757人參加", "会议在10:30召开，共1,757人参加"),
            ("李乾會(huì)長(zhǎng)在臺(tái)州", "李乾会长在台州"),
            ("會(huì)議(2026)第1號(hào):為什么?", "会议（2026）第1号：为什么？"),
        ],
    )
    def test_go_out_whichever_was_taken(self, shown, text):
        assert mend(shown).text == text

    def test_that_do_not_fit_the_character_stay_and_are_marked(self):
        mended = mend("會(huì)議開(kāi)始,林(máo)參加")
        assert mended.text == "会议开始，林（máo）参加"
        assert [spot.alternatives for spot in mended.spots] == [("",)]


class TestShiftedRuns:
    def test_end_at_a_second_byte_in_ascii(self):
        mended = mend("會(huì)議定分止?fàn)帯⒁缘轮未猴L(fēng)化雨")
        assert mended.text == "会议定分止争、以德治春风化雨"
        (spot,) = mended.spots
        assert mended.text[spot.start : spot.end] == "争、以德治春风"
        assert spot.raw == "?fàn)帯⒁缘轮未猴L(fēng)"
        assert spot.is_certain
        assert not spot.alternatives

    def test_cut_off_at_the_end_of_the_line_are_guessed_and_marked(self):
        mended = mend("會(huì)議定分止?fàn)帯⒁?\n化解")
        (spot,) = mended.spots
        assert not spot.is_certain
        assert mended.text.startswith("会议定分止争、")
        assert mended.text.endswith("\n化解")
        assert spot.alternatives

    def test_of_a_text_made_to_keep_us_busy_are_marked(self):
        mended = mend("止?fàn)" * 2_000)
        assert len(mended.spots) > 1_500

    def test_as_json(self):
        assert mend("止?fàn)L會(huì)").as_data().keys() == {"text", "spots"}
        (spot,) = mend("定分止?fàn)帯⒁缘轮未猴L").as_data()["spots"]
        assert spot.keys() == {"start", "end", "raw", "alternatives", "certain"}
