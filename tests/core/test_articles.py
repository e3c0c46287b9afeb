"""Articles of Chinese laws, cited in English."""

from __future__ import annotations

import pytest

from linli.core.articles import cite, in_english, number
from linli.core.text import Text

LAW = Text("信访工作条例", "Petition Work Regulations")


@pytest.mark.parametrize(
    ("text", "value"),
    [("三", 3), ("十", 10), ("十一", 11), ("二十", 20), ("四十四", 44), ("一百零五", 105),
     ("一百一十", 110), ("一千二百六十", 1260), ("17", 17)],
)  # fmt: skip
def test_number_is_read(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("article", "said"),
    [
        ("第十四条", "Art. 14"),
        ("第十一条、第十二条", "Art. 11, Art. 12"),
        ("第十一条第三款", "Art. 11, para. 3"),
        ("第三十三条第二款第（一）项", "第三十三条第二款第（一）项"),
        ("附件一", "附件一"),
        ("Art. 5", "Art. 5"),
    ],
)
def test_article_is_said_in_english_or_left_as_it_is(article, said):
    assert in_english(article) == said


class TestCite:
    def test_leaves_no_gap_in_chinese(self):
        assert cite(LAW, "第五条").zh == "信访工作条例第五条"

    def test_says_the_instrument_alone_without_an_article(self):
        assert cite(LAW, "") == LAW

    def test_puts_the_article_behind_the_instrument_in_english(self):
        assert cite(LAW, "第五条").en == "Petition Work Regulations, Art. 5"
