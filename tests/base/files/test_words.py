"""The words of text, Word and PDF files are read; hostile files are refused with a reason."""

from __future__ import annotations

import io
import zipfile

import pytest
import typst
from docx import Document
from pylopdf_fonts_zh_cn import sans_path
from pypdf import PdfReader, PdfWriter

from linli.base.files import words
from linli.base.files.words import words_of
from linli.core.errors import Refused
from tests.base.files.samples import excel

SAID = "2月26日，会议在济南召开。\n会议强调，要抓好落实。\n"


def read(content):
    return words_of(io.BytesIO(content))


def word_file(*paragraphs, cells=()):
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if cells:
        for cell, text in zip(document.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
            cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def pdf():
    """A PDF of one page on which a paragraph runs over several lines."""
    body = "会议强调，要" + "把矛盾纠纷排查化解摆在突出位置，" * 6 + "抓好落实。"
    source = (
        f'#set page(width: 10cm)\n#set text(font: "Noto Sans SC")\n{body}\n\n会议还研究了其他事项。'
    )
    made = typst.compile(source.encode(), font_paths=[str(sans_path().parent)])
    return made, body


def locked(content):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt("secret", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", b" " * 50_000_000)
    return file.getvalue()


class TestText:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"]
    )
    def test_is_read_in_any_usual_encoding(self, encoding):
        assert read(SAID.replace("\n", "\r\n").encode(encoding)) == SAID

    def test_from_hong_kong_is_read(self):
        text = "會議在香港舉行，討論了社區服務的問題，有關部門的同事都來了。"
        assert read(text.encode("big5")) == text


class TestWordFiles:
    def test_are_read_with_their_tables_in_place(self):
        assert read(word_file("会议召开。", "要抓好落实。", cells=("单位", "时限"))) == (
            "会议召开。\n要抓好落实。\n单位\n时限"
        )


class TestPdf:
    def test_is_read_with_its_lines_joined_to_paragraphs(self, pdf):
        content, body = pdf
        assert read(content).split("\n") == [body, "会议还研究了其他事项。"]


class TestRefusal:
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "no_words"),
            (b"  \n ", "no_words"),
            (word_file(), "no_words"),
            (b"\x89PNG\r\n\x1a\n" + bytes(40), "unknown_type"),
            (b"GIF89a\x01\x00\x01\x00", "unknown_type"),
            (excel(), "unknown_type"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
            (b"%PDF-1.7\nnothing", "damaged"),
            (b"PK\x03\x04" + bytes(40), "damaged"),
            (b"\xff\xfe\x00", "damaged"),
            (bomb(), "bomb"),
        ],
    )
    def test_names_what_is_wrong(self, content, code):
        with pytest.raises(Refused) as refused:
            read(content)
        assert (refused.value.code, refused.value.field) == (code, "file")

    def test_of_a_locked_or_cut_pdf(self, pdf):
        content, _ = pdf
        for bad, code in ((locked(content), "locked"), (content[: len(content) // 2], "damaged")):
            with pytest.raises(Refused) as refused:
                read(bad)
            assert refused.value.code == code

    def test_of_what_is_too_long(self, monkeypatch):
        monkeypatch.setattr(words, "LONGEST", 10)
        monkeypatch.setattr(words, "LARGEST", 200)
        for content, code in ((b"a" * 11, "too_long"), (b"a" * 201, "too_large")):
            with pytest.raises(Refused) as refused:
                read(content)
            assert refused.value.code == code
