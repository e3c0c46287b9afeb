"""Reads the words of a file that people send: plain text in any usual encoding, Word, PDF."""

from __future__ import annotations

import re
from typing import IO, Final

from linli.base.files import apart
from linli.base.files.detection import DAMAGED, refused
from linli.base.files.kinds import MEGABYTE
from linli.base.files.office import NOT_READABLE
from linli.core.text import Text

LARGEST: Final = 20 * MEGABYTE
LONGEST: Final = 500_000

TOO_LARGE: Final = Text("文件不能超过 20 MB。", "The file must not be larger than 20 MB.")
TOO_LONG: Final = Text(
    "文字超过 50 万字，请分开处理。", "More than 500,000 signs: take the text in parts."
)
OLD_WORD: Final = Text(
    "旧版 Word 文件（doc）无法读取，请另存为 docx。",
    "An old Word file (doc) can't be read: save it as docx.",
)
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
    if content.startswith((b"%PDF-", b"PK\x03\x04")):
        words = apart.words_of(content)
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
