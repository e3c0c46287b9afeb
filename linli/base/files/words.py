"""Reads the words of a file that people send: plain text in any usual encoding, Word, PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final

from linli.base.files.detection import check_office_file, refused
from linli.base.files.kinds import MEGABYTE
from linli.core.text import Text

LARGEST: Final = 20 * MEGABYTE
LONGEST: Final = 500_000
MOST_PAGES: Final = 300

TOO_LARGE: Final = Text("文件不能超过 20 MB。", "The file must not be larger than 20 MB.")
TOO_LONG: Final = Text(
    "文字超过 50 万字，请分开处理。", "More than 500,000 signs: take the text in parts."
)
TOO_MANY_PAGES: Final = Text(
    f"PDF 超过 {MOST_PAGES} 页，请分开处理。",
    f"The PDF has more than {MOST_PAGES} pages: take it in parts.",
)
NOT_READABLE: Final = Text(
    "只能读取文本（txt）、Word（docx）和 PDF 文件。",
    "Only plain text (txt), Word (docx) and PDF can be read.",
)
OLD_WORD: Final = Text(
    "旧版 Word 文件（doc）无法读取，请另存为 docx。",
    "An old Word file (doc) can't be read: save it as docx.",
)
DAMAGED: Final = Text("文件已损坏，无法打开。", "The file is damaged and can't be opened.")
LOCKED: Final = Text("PDF 设有密码，无法读取。", "The PDF is locked with a password.")
NO_WORDS: Final = Text(
    "文件中没有文字。扫描件请先识别成文字。",
    "The file holds no words. A scan must be turned into text first.",
)

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
# The most frequent characters, by which a text in Big5 is told from one in GB 18030.
_FREQUENT: Final = frozenset(
    "的一是不了在有人我他這这個个們们中來来上大為为和國国地到以說说時时要就出會会"
)


def words_of(file: IO[bytes]) -> str:
    """Return the words of `file`, a paragraph a line.

    Raises Refused for what is too large, damaged, locked, of another kind, or holds no words.
    """
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise refused(TOO_LARGE, code="too_large")
    if content.startswith(b"%PDF-"):
        words = _of_pdf(content)
    elif content.startswith(b"PK\x03\x04"):
        words = _of_word(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(OLD_WORD, code="old_word")
    else:
        words = _of_text(content)
    words = words.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not words.strip():
        raise refused(NO_WORDS, code="no_words")
    if len(words) > LONGEST:
        raise refused(TOO_LONG, code="too_long")
    return words


def _of_text(content: bytes) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    for encoding in ("utf-8", *_legacy(content)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise refused(NOT_READABLE, code="unknown_type")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise refused(DAMAGED, code="damaged") from None
    if _CONTROLS.search(text):
        raise refused(NOT_READABLE, code="unknown_type")
    return text


def _legacy(content: bytes) -> tuple[str, ...]:
    """Return GB 18030 and Big5, the one first in which more of the text is usual Chinese."""
    start = content[:20_000]

    def usual(encoding: str) -> int:
        return sum(sign in _FREQUENT for sign in start.decode(encoding, "ignore"))

    return ("big5hkscs", "gb18030") if usual("big5hkscs") > usual("gb18030") else (
        "gb18030", "big5hkscs",
    )  # fmt: skip


def _of_word(content: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    check_office_file(io.BytesIO(content))
    try:
        document = Document(io.BytesIO(content))
        return "\n".join(_paragraphs(document))
    except (ValueError, KeyError) as error:
        code = "unknown_type" if "content type" in str(error) else "damaged"
        message = NOT_READABLE if code == "unknown_type" else DAMAGED
        raise refused(message, code=code) from None
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, RecursionError):
        raise refused(DAMAGED, code="damaged") from None


def _paragraphs(document: Any) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield from dict.fromkeys(cell.text for cell in row.cells)
        else:
            yield block.text


def _of_pdf(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refused(LOCKED, code="locked")
        if len(reader.pages) > MOST_PAGES:
            raise refused(TOO_MANY_PAGES, code="too_long")
        return "\n".join(_joined(page.extract_text()) for page in reader.pages)
    except PyPdfError:
        raise refused(DAMAGED, code="damaged") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        # What pypdf lets through of a file made to break readers.
        raise refused(DAMAGED, code="damaged") from None


def _joined(page: str) -> str:
    """Return the words of a page with its lines joined to paragraphs.

    A line goes on in the next where it is about as long as the longest and ends no sentence.
    """
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on:
            between = "" if _HAN.search(joined[-1][-1:]) or _HAN.match(line) else " "
            joined[-1] += ("" if joined[-1].endswith(tuple("，、；：")) else between) + line
        else:
            joined.append(line)
        goes_on = len(line) >= 0.8 * longest and not re.search(r"[。！？]”?$", line)
    return "\n".join(joined)
