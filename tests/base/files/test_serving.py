"""Sending stored files to browsers."""

from __future__ import annotations

import pytest
from django.http import Http404

from linli.base.files import storage
from linli.base.files.actions import store
from linli.base.files.serving import response_for
from tests.base.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_HOME", str(tmp_path))


class TestResponseFor:
    def test_shows_a_photo_in_place_within_a_sandbox(self) -> None:
        response = response_for(
            store(samples.upload(samples.saved(samples.photo(), "PNG"), "a.png"))
        )
        assert response["Content-Type"] == "image/png"
        assert response["Content-Disposition"] == 'inline; filename="a.png"'
        assert "sandbox" in response["Content-Security-Policy"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.txt", b"a < b"), ("a.pdf", b"%PDF-1.7\n%%EOF"), ("a.docx", samples.word())],
    )
    def test_has_everything_else_saved(self, name, content) -> None:
        response = response_for(store(samples.upload(content, name)))
        assert response["Content-Disposition"].startswith("attachment")
        assert "html" not in response["Content-Type"]
        assert b"".join(response.streaming_content) == content

    def test_names_the_file_in_chinese(self) -> None:
        response = response_for(store(samples.upload(b"%PDF-1.7\n%%EOF", "报修 单.pdf")))
        assert response["Content-Disposition"] == (
            "attachment; filename*=utf-8''%E6%8A%A5%E4%BF%AE%20%E5%8D%95.pdf"
        )

    def test_lets_nobody_keep_a_copy_on_the_way(self) -> None:
        response = response_for(store(samples.upload(samples.word(), "a.docx")))
        assert response["Cache-Control"] == "private, no-store"

    def test_is_not_found_when_the_bytes_are_missing(self) -> None:
        row = store(samples.upload(samples.word(), "a.docx"))
        storage.path_of(row.sha256).unlink()
        with pytest.raises(Http404):
            response_for(row)
