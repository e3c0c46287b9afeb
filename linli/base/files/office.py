"""Reads the words of Word and PDF files; `apart` calls it in a process of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from linli.base.files.detection import DAMAGED, check_office_file, refused
from linli.core.text import Text

MOST_PAGES: Final = 300
TOO_MANY_PAGES: Final = Text(
    f"PDF 超过 {MOST_PAGES} 页，请分开处理。",
    f"The PDF has more than {MOST_PAGES} pages: take it in parts.",
)
LOCKED: Final = Text("PDF 设有密码，无法读取。", "The PDF is locked with a password.")
NOT_READABLE: Final = Text(
    "只能读取文本（txt）、Word（docx）和 PDF 文件。",
    "Only plain text (txt), Word (docx) and PDF can be read.",
)
_HAN: Final = re.compile("[\u4e00-\u9fff]")


def words_within(content: bytes) -> str:
    """Return the words of a Word or PDF file, a paragraph a line. Raises Refused for what is
    damaged, locked, of another kind, or has too many pages."""
    return _of_pdf(content) if content.startswith(b"%PDF-") else _of_word(content)


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
    from docx.table import Table, _Cell

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            # Each cell once: `row.cells` repeats one for every column that it says it spans.
            for row in block.rows:
                yield from (_Cell(cell, block).text for cell in row._tr.tc_lst)
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
