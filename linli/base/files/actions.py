"""Stores what people send, and clears away what no row needs any more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import IO

from django.core.files.base import File
from django.db.models import Exists, OuterRef

from linli.base.files import storage
from linli.base.files.detection import detect, refused
from linli.base.files.kinds import MEGABYTE, FileKind
from linli.base.files.models import StoredFile
from linli.base.files.names import clean_name
from linli.base.files.pictures import open_picture, without_location
from linli.core.text import Text

# Longer than any transaction or half-filled form: younger files may be about to get their row.
GRACE = timedelta(days=1)
CHUNK = 64 * 1024
BATCH = 500


@dataclass(frozen=True, slots=True)
class Cleared:
    """How much a clearing removed."""

    rows: int
    files: int


def store(upload: File[bytes], *, keep_location: bool = False) -> StoredFile:
    """Check `upload`, put its bytes on disk and return its saved row.

    Places are removed from photos unless `keep_location`. Raises Refused, naming the field
    `file`, for kinds that may not be sent and for files too large, empty, damaged or made to
    overwhelm.
    """
    source = upload.file
    kind = _checked(upload, source)
    chunks, has_location_removed = _chunks(source), False
    if kind.group == "image":
        content = b"".join(chunks)
        if keep_location:
            open_picture(content, kind.content_type)
        else:
            content, has_location_removed = without_location(content, kind.content_type)
        chunks = iter([content])
    sha256, size = storage.put(chunks)
    return StoredFile.objects.create(
        sha256=sha256,
        size=size,
        content_type=kind.content_type,
        original_name=clean_name(upload.name or "", kind.content_type),
        has_location_removed=has_location_removed,
    )


def clear(at: datetime) -> Cleared:
    """Delete rows to which nothing refers and files on disk without a row, a day old or more."""
    before = at - GRACE
    rows = _unreferenced(before)
    moment = before.timestamp()
    files = 0
    old = (sha256 for sha256, changed_at in storage.stored() if changed_at < moment)
    while batch := list(islice(old, BATCH)):
        held = StoredFile.objects.filter(sha256__in=batch).values_list("sha256", flat=True)
        for sha256 in set(batch) - set(held):
            files += storage.remove(sha256, unchanged_since=moment)
    for path in storage.leftovers(moment):
        path.unlink(missing_ok=True)
    return Cleared(rows, files)


def _checked(upload: File[bytes], source: IO[bytes]) -> FileKind:
    if not upload.size:
        raise refused(Text("文件是空的。", "The file is empty."), code="empty")
    kind = detect(source)
    if upload.size > kind.limit:
        most = kind.limit // MEGABYTE
        raise refused(
            Text(f"文件不能超过{most} MB。", f"The file must not be larger than {most} MB."),
            code="too_large",
        )
    return kind


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    source.seek(0)
    while chunk := source.read(CHUNK):
        yield chunk


def _unreferenced(before: datetime) -> int:
    """Delete the rows that no table of any room points to; return how many.

    The tables are taken from the model's relations, so that a new room needs to tell nobody.
    """
    relations = [
        relation
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    ]
    if not relations:
        return 0
    rows = StoredFile.objects.filter(created_at__lt=before)
    for relation in relations:
        pointing = relation.related_model._base_manager.filter(
            **{relation.field.name: OuterRef("pk")}
        )
        rows = rows.filter(~Exists(pointing))
    return rows.delete()[0]
