"""What a text and a query come apart into."""

from __future__ import annotations

import pytest

from linli.base.search.folding import fold, fold_with_places
from linli.base.search.snippets import marked, snippet
from linli.base.search.tokens import LONGEST_WORD, MOST_ASKED, query_of, tokens_of

TEXTS = [
    ("路灯坏了", ["路灯", "灯坏", "坏了"]),
    ("路灯，坏了", ["路灯", "坏了"]),
    ("路", []),
    ("A座", ["a", "a座"]),
    ("12345 热线", ["12345", "热线", "12345热"]),
    ("Straße ÉCOLE", ["strasse", "école"]),
    ("２０２６年", ["2026", "2026年"]),
    ("二〇二六", ["二〇", "〇二", "二六"]),
    ("", []),
    ("\ud800😀\0", []),
]


class TestTokens:
    @pytest.mark.parametrize(("text", "tokens"), TEXTS)
    def test_of_a_text(self, text, tokens):
        assert tokens_of([text]) == tokens

    def test_hold_no_sign_that_a_database_would_read(self):
        every = "".join(map(chr, range(0x3000))) + "“”《》【】（）！"
        signs = set(" '\"\\&|!()*:<>^-+{}\0\n\t")
        assert not [token for token in tokens_of([every]) if signs & set(token)]

    def test_never_reach_over_from_one_text_into_the_next(self):
        assert tokens_of(["路灯", "坏了"]) == ["路灯", "坏了"]

    def test_are_cut_where_words_never_end(self):
        assert tokens_of(["x" * 500]) == ["x" * LONGEST_WORD]


class TestQuery:
    def test_knows_when_too_little_was_typed(self):
        assert query_of("路").is_too_short
        assert query_of("？").is_too_short
        assert not query_of("路灯").is_too_short
        assert not query_of("  ").is_too_short

    def test_asks_no_more_than_a_database_can_bear(self):
        typed = "".join(chr(0x4E00 + number) for number in range(500))
        assert len(query_of(typed).tokens) == MOST_ASKED


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("臺灣後面", "台湾后面"),
            ("ＡｂＣ１", "abc1"),
            ("㎡", "m2"),
            ("乾淨", "干净"),
            ("著", "着"),
        ],
    )
    def test_writes_spellings_alike(self, text, folded):
        assert fold(text) == folded

    def test_knows_where_each_character_came_from(self):
        assert fold_with_places("五㎡燈") == ("五m2灯", [0, 1, 1, 2])


def shown(parts):
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


class TestSnippet:
    def test_marks_what_was_looked_for_as_it_was_written(self):
        assert shown(marked("小區路燈壞了", query_of("路灯坏了"))) == "小區[路燈壞了]"

    def test_marks_whole_words_alone(self):
        assert shown(marked("113号和13号", query_of("13号"))) == "113号和[13号]"

    def test_shows_the_line_around_the_first_place(self):
        text = "前" * 200 + "路灯" + "后" * 200
        line = shown(snippet(["无关", text], query_of("路灯")))
        assert line.startswith("…前")
        assert line.endswith("后…")
        assert "[路灯]" in line
        assert len(line) < 120

    def test_prefers_the_text_that_holds_more(self):
        assert shown(snippet(["路灯", "路灯坏了"], query_of("路灯坏了"))) == "[路灯坏了]"

    def test_is_empty_where_nothing_is_found(self):
        assert snippet(["井盖"], query_of("路灯")) == []
