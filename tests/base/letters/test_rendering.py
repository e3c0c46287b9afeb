"""Word and PDF say the same, whatever stands in the values."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from PIL import Image
from pypdf import PdfReader

from linli.base.letters import glyphs, setting
from linli.base.letters.actions import paper
from linli.base.letters.checking import context_of_samples
from linli.base.letters.filling import NotATemplateError, context_for, fill
from linli.base.letters.reading import read, text_of
from linli.base.letters.shipped import shipped
from linli.procedures.directives.letters.kinds import FINAL
from linli.registers.conferences.letters.kinds import ROLL
from tests.base.letters.conftest import AT
from tests.base.letters.papers import bare, pdf_text, word_text
from tests.base.letters.sample import KIND, SHEET, VALUES

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HOSTILE = [
    '#import "@preview/x:1.0.0": *',
    "{{ 7 * 7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{_{ 7*7 }_} {_% raw %_}",
    "</w:t></w:r><w:r><w:br/>",
    "<w:p> & &amp; ]]> <!--",
    "$x^2$ *b* _i_ `raw` @ref <label> \\ ~ -- --- ...",
    '#eval("1") \\u{41} \\n',
    "'单' \"双\" “全角”‘引号’，。；：？！（）《》〔〕——……",
    "䶮氵囍 ①②③ ㎡ № ℃ ×÷±",
    "W" * 400,
    "https://example.test/" + "a/b" * 60,
    "a  b\xa0c",
]


def filled(values=None, kind=KIND):
    context = context_for(
        kind, values or VALUES, number="解办信受〔2026〕12号", unit="解放路街道办事处",
        day=date(2026, 11, 22),
    )  # fmt: skip
    return fill(shipped(kind), context)


def as_pdf(word, **parts):
    return setting.pdf(word, title="受理告知书", at=NOW, **parts)


class TestBothFiles:
    @pytest.mark.parametrize("kind", [KIND, SHEET], ids=lambda kind: kind.key)
    def test_say_the_same(self, kind):
        word = fill(shipped(kind), context_of_samples(kind))
        assert word_text(word)
        assert pdf_text(as_pdf(word)) == word_text(word)

    @pytest.mark.parametrize("value", HOSTILE)
    def test_hold_hostile_values_to_the_letter(self, value):
        values = {**VALUES, "addressee": value, "matter": value, "request": f"甲\n{value}\n乙"}
        values["steps"] = [{"step": value, "what": value, "day": "1"}]
        word = filled(values)
        assert bare(value) in word_text(word)
        assert pdf_text(as_pdf(word)) == word_text(word)

    def test_lose_controls_and_signs_that_turn_the_reading_direction(self):
        word = filled({**VALUES, "matter": "楼\x07道\x0c灯\u202e不亮\x00\ufffe"})
        assert "楼道灯不亮" in text_of(word)

    def test_print_a_text_in_paragraphs_of_the_same_look(self):
        document = Document(io.BytesIO(filled()))
        paragraphs = {p.text: p for p in document.paragraphs}
        first, second = (paragraphs[text] for text in VALUES["request"].split("\n"))
        assert first.style.name == second.style.name == "公文正文"

    def test_leave_out_what_is_optional_and_empty(self):
        assert "附带说明" not in text_of(filled())
        assert "附带说明：已转社区。" in text_of(filled({**VALUES, "note": "已转社区。"}))

    def test_show_what_is_missing_by_its_name(self):
        assert "【事项】" in text_of(filled({**VALUES, "matter": ""}))

    def test_print_days_without_leading_zeros(self):
        assert "您于2026年11月2日提出" in text_of(filled())


class TestLook:
    """GB/T 9704: the measures of an official paper."""

    def test_of_the_page(self):
        section = Document(io.BytesIO(filled())).sections[0]
        measures = [
            round(getattr(section, f"{side}_margin").mm)
            for side in ("top", "bottom", "left", "right")
        ]
        assert measures == [37, 35, 28, 26]

    def test_of_title_body_and_signature(self):
        document = Document(io.BytesIO(filled()))
        styles = {style.name: style for style in document.styles}
        title, body, sign = (styles[f"公文{name}"] for name in ("标题", "正文", "落款"))
        assert (title.font.size, body.font.size) == (Pt(22), Pt(16))
        assert body.paragraph_format.line_spacing == Pt(28)
        assert body.paragraph_format.first_line_indent == Pt(32)
        assert sign.paragraph_format.alignment == ALIGN.RIGHT
        assert sign.paragraph_format.right_indent == Pt(64)

    def test_keeps_the_signature_with_some_of_the_text(self):
        values = {**VALUES, "request": "\n".join(["请求修理楼道灯。"] * 12)}
        for extra in range(14):
            values["note"] = "\n".join(["附带。"] * extra)
            pages = PdfReader(io.BytesIO(as_pdf(filled(values)))).pages
            signed = next(page for page in pages if "2026 年 11 月 22 日" in _spaced(page))
            assert "材料清单" in bare(signed.extract_text())

    def test_keeps_the_last_row_of_a_table_with_the_signature(self):
        """And breaks none of its rows."""
        kind = FINAL
        rows = [{"no": str(no), "unit": "街道办事处", "result": "建成两处驿站，每天开放。" * 3,
                 "state": "已办结"} for no in range(1, 4)]  # fmt: skip
        for lines in range(8, 14):
            values = {"recipient": "某区人民政府", "reference": "1-1", "task": "建驿站。",
                      "outcome": "\n".join(["已建成。"] * lines), "parts_count": "共3项。",
                      "results": rows}  # fmt: skip
            pages = PdfReader(io.BytesIO(as_pdf(filled(values, kind=kind)))).pages
            texts = [bare(page.extract_text()) for page in pages]
            signed = next(text for text in texts if "2026年11月22日" in text)
            assert "建成两处驿站" in signed
            assert all(text.count("建成两处驿站") % 3 == 0 for text in texts)

    def test_repeats_the_headings_of_a_table_on_each_page(self):
        values = {
            "title": "全市社会工作会议", "held": "2026年11月22日", "place": "三楼会议室",
            "posts": [
                {"no": str(no), "unit": "街道办事处", "post": "主任", "coming": "参加"}
                for no in range(1, 61)
            ],
        }  # fmt: skip
        pages = PdfReader(io.BytesIO(as_pdf(filled(values, kind=ROLL)))).pages
        texts = [bare(page.extract_text()) for page in pages]
        assert len(texts) > 2
        rolls = [text for text in texts if "街道办事处" in text]
        assert all(text.count("序号单位职务签名备注") == 1 for text in rolls)
        assert "".join(texts).count("街道办事处主任") == 60

    def test_keeps_no_more_of_a_long_value_than_its_end(self):
        """Kept together, all its paragraphs would go to the next page and leave one empty."""
        kind = replace(KIND, template="sample_long")
        word = filled({**VALUES, "request": "\n".join(["请求修理楼道灯。"] * 40)}, kind=kind)
        kept = [block for block in read(word)["blocks"] if block.get("is_kept")]
        texts = ["".join(run["text"] for run in block["runs"]) for block in kept]
        assert texts.count("请求修理楼道灯。") == 1
        pages = PdfReader(io.BytesIO(as_pdf(word))).pages
        assert "请求修理楼道灯" in bare(pages[0].extract_text())
        assert "请求修理楼道灯" in bare(pages[-1].extract_text())

    def test_numbers_the_pages(self):
        pages = PdfReader(io.BytesIO(as_pdf(filled()))).pages
        assert "—1—" in bare(pages[0].extract_text())

    def test_marks_a_draft_on_every_page(self):
        pages = PdfReader(io.BytesIO(as_pdf(filled(), mark="草稿"))).pages
        assert len(pages) > 1
        assert all("草稿" in bare(page.extract_text()) for page in pages)

    def test_embeds_only_the_fonts_of_the_house(self):
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in PdfReader(io.BytesIO(as_pdf(filled()))).pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert fonts
        assert all(name.startswith(("NotoSerifSC", "NotoSansSC")) for name in fonts)

    def test_tells_nobody_who_made_the_template(self):
        properties = Document(io.BytesIO(filled())).core_properties
        assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "")

    def test_carries_no_picture(self):
        with zipfile.ZipFile(io.BytesIO(filled())) as archive:
            assert not [name for name in archive.namelist() if name.endswith(("jpeg", "png"))]

    def test_is_read_from_word_as_an_administrator_set_it(self):
        document = Document(io.BytesIO(filled()))
        paragraph = document.paragraphs[1]
        paragraph.runs[0].font.size = Pt(30)
        paragraph.runs[0].font.bold = True
        paragraph.alignment = ALIGN.LEFT
        target = io.BytesIO()
        document.save(target)
        block = read(target.getvalue())["blocks"][1]
        assert block["align"] == "left"
        assert (block["runs"][0]["size"], block["runs"][0]["is_bold"]) == (30, True)


class TestTemplate:
    @pytest.mark.parametrize(
        "text",
        [
            "{{ ''.__class__.__mro__ }}",
            "{{ addressee.__class__ }}",
            "{{ cycler }}{{ cycler.__init__.__globals__ }}",
            "{{ lipsum() }}",
            "{{ addressee|upper }}",
            "{% set x = 1 %}",
            "{% for x in range(99999999) %}{% endfor %}",
            "{% include 'x' %}",
            "{% macro m() %}{% endmacro %}",
            "{{ 'a' * 999999999 }}",
            "{% for row in steps %}{% for row in steps %}{% endfor %}{% endfor %}",
            "{{ row.what.__class__ }}",
        ],
    )
    def test_names_places_and_does_nothing_else(self, text):
        document = Document(io.BytesIO(shipped(KIND)))
        document.add_paragraph(text)
        target = io.BytesIO()
        document.save(target)
        with pytest.raises(NotATemplateError):
            fill(target.getvalue(), context_of_samples(KIND))


class TestFonts:
    def test_are_said_to_lack_a_sign(self):
        assert glyphs.missing("张𪚥龘龘 䶮a1，") == ["𪚥"]

    def test_hold_all_that_the_sample_says(self):
        assert glyphs.missing(text_of(filled())) == []

    def test_of_the_administrator_come_in_from_the_instance_s_folder(self, tmp_path, monkeypatch):
        monkeypatch.setattr(setting, "home", lambda: tmp_path)
        assert len(setting.font_paths()) == 2
        (tmp_path / "fonts").mkdir()
        added = tmp_path / "fonts" / "rare.otf"
        added.write_bytes(setting.sans_path().read_bytes())
        assert setting.font_paths()[-1] == added
        assert glyphs.missing("张") == []


@pytest.mark.django_db
class TestPreview:
    def test_shows_kept_and_given_values_and_a_blank_number(self, drafted):
        letter = drafted()
        assert "楼道灯不亮" in text_of(paper(letter, at=AT).word)
        looked = paper(letter, at=AT, values={**VALUES, "matter": "下水堵塞"})
        assert "下水堵塞" in text_of(looked.word)
        assert "〔2026〕×号" in text_of(looked.word)
        assert looked.mark == "草稿"

    def test_is_drawn_as_one_picture(self, drafted):
        picture = Image.open(io.BytesIO(paper(drafted(), at=AT).picture()))
        assert picture.width == 794
        assert picture.height > 1123


def _spaced(page):
    text = bare(page.extract_text())
    return text.replace("2026年11月22日", "2026 年 11 月 22 日")
