"""Tells what a file is by its content, whatever it is called."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO

import filetype

from linli.base.files.kinds import EXCEL, FILE_KINDS, MEGABYTE, SENDABLE, WORD, FileKind
from linli.core.errors import Refused
from linli.core.text import Text

HEAD = 8192
# What browsers would run or draw if they took a text for a page.
MARKUP = re.compile(rb"<\s*(?:!doctype|\?xml|html|head|body|script|svg|iframe|math)", re.IGNORECASE)
HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypavif")
PHONE_HINT = Text(
    "暂不支持HEIC照片。请在手机相机设置中选择“兼容性最佳”，或转为JPG后再发。",
    "HEIC photos can't be read here: send the photo as JPG (camera setting 'Most compatible').",
)
# An office file holds a few times its own size; bombs hold thousands of times.
MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 5_000, 200 * MEGABYTE, 200
BOMB = Text("文件解压后过大，不能接收。", "The file unpacks to too much to be received.")
DAMAGED = Text("文件已损坏，无法打开。", "The file is damaged and can't be opened.")


def detect(file: IO[bytes]) -> FileKind:
    """Return the kind of `file`. Raises Refused for kinds not on the list, for files that only
    pretend to be what they begin as, and for office files with macros or that are bombs."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head[4:12] in HEIC:
        raise refused(PHONE_HINT, code="heic")
    if head.startswith(b"PK\x03\x04"):
        return FILE_KINDS[_office_type(file)]
    content_type = filetype.guess_mime(head) or (_text_type(file) if _is_text(head) else "")
    content_type = "image/png" if content_type == "image/apng" else content_type
    content_type = "video/mp4" if content_type == "video/x-m4v" else content_type
    if content_type not in FILE_KINDS:
        raise refused(SENDABLE, code="unknown_type")
    return FILE_KINDS[content_type]


def check_office_file(file: IO[bytes]) -> None:
    """Raise Refused unless the zip within an office file unpacks to a bounded, undamaged whole.

    Nothing is written to disk. What the directory claims is checked first, then every entry is
    read once, which finds entries larger than claimed.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _check_claims(archive)
            if archive.testzip() is not None:
                raise refused(DAMAGED, code="damaged")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        raise refused(DAMAGED, code="damaged") from None
    finally:
        file.seek(0)


def refused(message: Text, *, code: str) -> Refused:
    """Return the refusal of a file, which belongs at the file input."""
    return Refused(message, code=code, field="file")


def _check_claims(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or unpacked > max(MOST_RATIO * packed, MEGABYTE)
    ):
        raise refused(BOMB, code="bomb")


def _office_type(file: IO[bytes]) -> str:
    check_office_file(file)
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
    file.seek(0)
    if "[Content_Types].xml" not in names:
        raise refused(SENDABLE, code="unknown_type")
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        raise refused(
            Text(
                "文件含有宏，请另存为不含宏的文件。", "The file has macros: save it without them."
            ),
            code="macros",
        )
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names:
        return EXCEL
    raise refused(SENDABLE, code="unknown_type")


def _is_text(head: bytes) -> bool:
    return bool(head) and not MARKUP.search(head)


def _text_type(file: IO[bytes]) -> str:
    content = file.read(FILE_KINDS["text/plain"].limit + 1)
    file.seek(0)
    if len(content) > FILE_KINDS["text/plain"].limit:
        return ""
    for encoding in (
        "utf-8-sig",
        "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030",
    ):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "" if re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text) else "text/plain"
    return ""
