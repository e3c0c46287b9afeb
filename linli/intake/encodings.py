"""In which encoding a text file is: UTF-8, or the GB 18030 that Chinese offices still write."""

from __future__ import annotations

import re
from typing import BinaryIO

from linli.core.errors import Refused
from linli.core.text import Text

# What Python puts for bytes that fit no encoding ("surrogateescape").
UNDECODED = re.compile("[\udc80-\udcff]")
NOT_TEXT = Text("编码有误，无法读成文字", "the bytes are no text in the file's encoding")
UTF_16 = Text(
    "文件是 UTF-16 编码，请另存为 UTF-8（CSV UTF-8）。",
    "The file is in UTF-16; save it as UTF-8 (CSV UTF-8).",
)


def encoding_of(file: BinaryIO) -> str:
    """Return the encoding of `file`, which is read through and wound back.

    UTF-8 unless more lines break its rules than keep them with something beyond ASCII: a file
    with a few broken lines stays what it is, and those lines alone are refused. Raises Refused
    for UTF-16.
    """
    if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(UTF_16, code="utf_16")
    file.seek(0)
    keeping = breaking = 0
    for raw in file:
        if raw.isascii():
            continue
        try:
            raw.decode("utf-8")
            keeping += 1
        except UnicodeDecodeError:
            breaking += 1
    file.seek(0)
    return "gb18030" if breaking > keeping else "utf-8-sig"
