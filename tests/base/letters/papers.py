"""Reads what stands on a PDF, for comparing it with the Word file it was set from."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from linli.base.letters.reading import text_of


def pdf_text(pdf: bytes) -> str:
    """Return the text of all pages without page numbers and without blanks."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return bare("\n".join(re.sub(r"—\s*\d+\s*—", "", page) for page in pages))


def word_text(word: bytes) -> str:
    """Return the text of the body of a Word file without blanks."""
    return bare(text_of(word))


def bare(text: str) -> str:
    """Return `text` without blanks of any kind."""
    return re.sub(r"[\s\u200b\xad]+", "", text)
