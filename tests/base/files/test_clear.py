"""Clearing away rows and bytes that nothing needs."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import pytest

from linli.base.files import storage
from linli.base.files.actions import clear, store
from linli.base.files.models import StoredFile
from linli.cases.models import Attachment, Message
from tests.base.files import samples

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OLD = NOW - timedelta(days=2)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def old_row() -> StoredFile:
    row = store(samples.upload(samples.word(), "a.docx"))
    StoredFile.objects.update(created_at=OLD)
    os.utime(storage.path_of(row.sha256), (OLD.timestamp(), OLD.timestamp()))
    return row


class TestClear:
    def test_removes_old_bytes_without_a_row(self, old_row) -> None:
        StoredFile.objects.all().delete()
        assert clear(NOW).files == 1
        assert not storage.path_of(old_row.sha256).exists()

    def test_leaves_young_bytes_whose_row_may_still_come(self, old_row) -> None:
        StoredFile.objects.all().delete()
        os.utime(storage.path_of(old_row.sha256), (NOW.timestamp(), NOW.timestamp()))
        assert clear(NOW).files == 0
        assert storage.path_of(old_row.sha256).exists()

    def test_leaves_bytes_that_were_put_again_while_it_looked(self, old_row) -> None:
        store(samples.upload(samples.word(), "again.docx"))
        assert not storage.remove(old_row.sha256, unchanged_since=NOW.timestamp() - 86400)
        assert storage.path_of(old_row.sha256).exists()

    def test_removes_drafts_of_processes_that_died(self, own_home) -> None:
        draft = storage.folder() / ".draft-1-aa"
        draft.write_bytes(b"half")
        os.utime(draft, (OLD.timestamp(), OLD.timestamp()))
        clear(NOW)
        assert not draft.exists()

    def test_removes_old_rows_to_which_nothing_refers_and_then_their_bytes(self, old_row) -> None:
        young = store(samples.upload(samples.excel(), "b.xlsx"))
        cleared = clear(NOW)
        assert (cleared.rows, cleared.files) == (1, 1)
        assert list(StoredFile.objects.all()) == [young]
        assert not storage.path_of(old_row.sha256).exists()

    def test_leaves_old_rows_that_a_message_holds(self, old_row, cast) -> None:
        message = Message.objects.create(
            receipt="R1", submission="s1", channel="web", title="路灯", body="路灯不亮",
            region=cast.street, received_at=OLD,
        )  # fmt: skip
        Attachment.objects.create(message=message, file=old_row, added_at=OLD)
        assert clear(NOW).rows == 0
        assert StoredFile.objects.get() == old_row
