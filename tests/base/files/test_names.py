"""Names of files made harmless."""

from __future__ import annotations

import pytest

from linli.base.files.kinds import WORD
from linli.base.files.names import clean_name


class TestCleanName:
    @pytest.mark.parametrize(
        ("name", "content_type", "kept"),
        [
            ("照片 1.JPG", "image/jpeg", "照片 1.jpg"),
            ("photo.jpeg", "image/jpeg", "photo.jpeg"),
            ("photo.png", "image/jpeg", "photo.jpg"),
            ("../../etc/passwd", "text/plain", "passwd.txt"),
            ("C:\\fakepath\\报修.docx", WORD, "报修.docx"),
            ("页.html", "text/plain", "页.html.txt"),
            ("photo\u202egpj.exe", "image/jpeg", "photo gpj.exe.jpg"),
            ("a\x00b\nc\u200b.png", "image/png", "a b c.png"),
            ('a"b<c>.png', "image/png", "a_b_c_.png"),
            ("", "image/png", "file.png"),
            ("...", "image/png", "file.png"),
            (".png", "image/png", "file.png"),
            ("无扩展名", "application/pdf", "无扩展名.pdf"),
        ],
    )
    def test_leaves_a_plain_name_that_fits_the_content(self, name, content_type, kept) -> None:
        assert clean_name(name, content_type) == kept

    def test_keeps_the_extension_of_a_long_name(self) -> None:
        name = clean_name("长" * 500 + ".pdf", "application/pdf")
        assert len(name) == 120
        assert name.endswith("长.pdf")
