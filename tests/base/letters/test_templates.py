"""Templates that administrators put in place of ours: what is taken, what is refused and why."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from linli.base.audit.log import entries
from linli.base.letters import markup
from linli.base.letters.actions import issue, paper
from linli.base.letters.checking import LARGEST, check
from linli.base.letters.checks import check_templates
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import TemplateVersion
from linli.base.letters.reading import text_of
from linli.base.letters.rendering import current_template, issued_paper
from linli.base.letters.shipped import shipped
from linli.base.letters.versions import replace, restore, set_sign
from linli.core.errors import Refused
from tests.base.letters.conftest import AT
from tests.base.letters.sample import KIND, SHEET


def changed(change, kind=KIND):
    """Return the shipped template after `change` was made to it in Word."""
    document = Document(io.BytesIO(shipped(kind)))
    change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def element(xml):
    """Return a change that puts a run with `xml` into a new paragraph."""
    return lambda document: (
        document.add_paragraph()
        .add_run()
        ._r.append(parse_xml(xml.replace(" ", f" {nsdecls('w')} ", 1)))
    )


def picture(document):
    target = io.BytesIO()
    Image.new("RGB", (9, 9)).save(target, "PNG")
    document.add_picture(target)


def link(document):
    document.part.relate_to("https://example.test/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def remote_template(document):
    document.part._settings_part.relate_to(
        "https://example.test/x.dotm", RELATIONSHIP_TYPE.IMAGE, is_external=True
    )


def header(document):
    document.sections[0].header.paragraphs[0].text = "机密"


def numbered(document):
    document.add_paragraph("第一", style="List Number")._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>')
    )


def two_columns(document):
    document.sections[0]._sectPr.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2"/>'))


def without(place):
    def change(document):
        for paragraph in document.element.iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
        ):
            if paragraph.text:
                paragraph.text = paragraph.text.replace(f"{{{{ {place} }}}}", "（略）")

    return change


def rows_of(field, place):
    def change(document):
        for text in (f"{{%p for row in {field} %}}", f"{{{{ {place} }}}}", "{%p endfor %}"):
            document.add_paragraph(text)

    return change


def says_against(template):
    """Return what is said against a template, whether it is refused or found wanting."""
    try:
        return "".join(problem.zh for problem in check(KIND, template))
    except Refused as refused:
        return refused.message.zh


class TestCheck:
    @pytest.mark.parametrize("kind", [KIND, SHEET], ids=lambda kind: kind.key)
    def test_finds_nothing_against_the_shipped_ones(self, kind):
        assert check(kind, shipped(kind)) == []

    def test_takes_what_an_administrator_may_change(self):
        def change(document):
            document.paragraphs[1].runs[0].text = "受理通知书"
            document.add_paragraph("（此件公开发布）{{ year }}")
            document.add_paragraph("{%p if note %}")
            document.add_paragraph("另：{{ note }}")
            document.add_paragraph("{%p endif %}")

        assert check(KIND, changed(change)) == []

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda d: d.add_paragraph("{{ petitioner }}"), "未知的占位符：{{ petitioner }}"),
            (lambda d: d.add_paragraph("{{ row.what }}"), "未知的占位符：{{ row.what }}"),
            (lambda d: d.add_paragraph("{{ row }}"), "未知的占位符：{{ row }}"),
            (lambda d: d.add_paragraph("{{ steps }}"), "未知的占位符：{{ steps }}"),
            (rows_of("matter", "row.what"), "未知的占位符：{{ row.what }}"),
            (rows_of("steps", "row.cost"), "未知的占位符：{{ row.cost }}"),
            (without("matter"), "缺少必填项“事项”：{{ matter }}"),
            (without("number"), "缺少必填项“文号”：{{ number }}"),
            (lambda d: d.add_paragraph("{{ matter"), "花括号有误"),
            (lambda d: d.add_paragraph("{{ matter.upper() }}"), "花括号有误"),
            (lambda d: d.add_paragraph("{%p if note %}"), "花括号有误"),
            (picture, "不能含图片"),
            (element("<w:pict />"), "不能含图片"),
            (element('<w:instrText >INCLUDETEXT "x"</w:instrText>'), "不能使用域代码"),
            (element("<w:instrText >DDEAUTO c</w:instrText>"), "不能使用域代码"),
            (element('<w:footnoteReference w:id="1"/>'), "脚注"),
            (element('<w:ins w:id="1"/>'), "修订"),
            (element("<w:sdt />"), "内容控件"),
            (element("<w:vanish />"), "隐藏文字"),
            (numbered, "自动编号"),
            (two_columns, "分栏"),
            (header, "页眉页脚只能放页码"),
            (link, "外部链接"),
            (remote_template, "外部链接"),
        ],
    )
    def test_says_what_is_wrong(self, change, says):
        problems = check(KIND, changed(change))
        assert any(says in problem.zh for problem in problems), problems
        assert all(problem.en for problem in problems)

    @pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin"])
    def test_refuses_macros_and_embedded_objects(self, name):
        target = io.BytesIO(shipped(KIND))
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr(name, b"x")
        assert "宏" in says_against(target.getvalue())

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"%PDF-1.7\n", "not_word"),
            (b"hello", "not_word"),
            (b"PK\x03\x04 torn", "damaged"),
            (b"\0" * (LARGEST + 1), "too_large"),
        ],
    )
    def test_refuses_what_is_no_word_file(self, content, code):
        with pytest.raises(Refused) as refusal:
            check(KIND, content)
        assert (refusal.value.code, refusal.value.field) == (code, "file")

    def test_refuses_a_body_under_another_name(self):
        """What counts is what Word opens, not what a file is called."""
        target = io.BytesIO(shipped(KIND))
        namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = (
            f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:pict/></w:p></w:body></w:document>'
        )
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("word/other.xml", body)
        assert "不能含图片" in check(KIND, target.getvalue())[0].zh


@pytest.mark.django_db
class TestReplace:
    def test_puts_a_template_in_force_for_drafts_and_leaves_issued_letters(self, cast, drafted):
        by = cast.system_administrator.actor()
        old = issue(drafted(), by=cast.street_head.actor(), at=AT)
        template = changed(lambda d: d.add_paragraph("（此件公开发布）"))
        version = replace(KIND, template, by=by, at=AT)
        new = issue(drafted(), by=cast.street_head.actor(), at=AT)
        assert new.template == version
        assert "此件公开发布" in text_of(issued_paper(new).word)
        assert "此件公开发布" not in text_of(issued_paper(old).word)
        line = entries("system").last()
        assert (line.kind, line.facts["no"]) == ("letter_template.replaced", 1)

    def test_keeps_versions_and_can_go_back(self, cast, drafted):
        by = cast.system_administrator.actor()
        for words in ("第一稿", "第二稿"):
            replace(KIND, changed(lambda d, w=words: d.add_paragraph(w)), by=by, at=AT)
        letter = drafted()
        assert "第二稿" in text_of(paper(letter, at=AT).word)
        restore(KIND, 1, by=by, at=AT)
        assert "第一稿" in text_of(paper(letter, at=AT).word)
        restore(KIND, None, by=by, at=AT)
        assert current_template(KIND) is None
        assert TemplateVersion.objects.count() == 2

    def test_refuses_with_all_reasons_at_the_file(self, cast):
        template = changed(lambda d: d.add_paragraph("{{ one }}{{ two }}"))
        with pytest.raises(Refused) as refusal:
            replace(KIND, template, by=cast.system_administrator.actor(), at=AT)
        assert refusal.value.field == "file"
        assert "{{ one }}" in refusal.value.message.zh
        assert "{{ two }}" in refusal.value.message.en
        assert not TemplateVersion.objects.exists()


@pytest.mark.django_db
class TestSign:
    def test_belongs_to_one_unit(self, cast):
        by = cast.system_administrator.actor()
        set_sign(cast.street_unit, "解办", by=by, at=AT)
        with pytest.raises(Refused) as refusal:
            set_sign(cast.department, "解办", by=by, at=AT)
        assert refusal.value.field == "sign"


class TestMarkup:
    @pytest.mark.parametrize(
        "text",
        [
            "@titel 告知书",
            "@title",
            "@if note\n正文",
            "@endif",
            "@if a\n@if b\n@endif\n@endif",
            "@table\n| a |\n@end",
            "@table 1 1\n| a |\n@end",
            "@table 1\n| a |",
            "@table 1 1\n| < | a |\n@end",
            "@rows steps",
        ],
    )
    def test_names_the_line_that_it_can_not_read(self, text):
        with pytest.raises(markup.MarkupError, match="line \\d"):
            markup.parse(text)

    def test_is_checked_at_start(self, monkeypatch, tmp_path):
        assert check_templates() == []
        broken = type(KIND)("broken", KIND.name, (), folder=tmp_path)
        monkeypatch.setattr(KINDS, "_things", {"broken": broken})
        assert [error.id for error in check_templates()] == ["letters.E001"]
