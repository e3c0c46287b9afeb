"""Tells which signs of a text the fonts can't draw."""

from __future__ import annotations

import struct
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from linli.base.letters.setting import font_paths
from linli.core.errors import Refused
from linli.core.text import Text


def missing(text: str) -> list[str]:
    """Return the signs of `text`, each once, that none of the fonts holds."""
    coverages = [_coverage(path, path.stat().st_mtime_ns) for path in font_paths()]
    signs = dict.fromkeys(sign for sign in text if not sign.isspace())
    return [sign for sign in signs if not any(_holds(one, ord(sign)) for one in coverages)]


def refuse_missing(text: str, *, field: str = "") -> None:
    """Raise Refused, naming the signs, when the PDF of `text` would show empty boxes."""
    signs = missing(text)
    if not signs:
        return
    named = "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in signs)
    listed = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in signs)
    raise Refused(
        Text(
            f"字库缺少{named}，PDF中将无法显示。请系统管理员在fonts文件夹中加入含有该字的字体后再签发。",
            f"The fonts lack {listed}: the PDF could not show it. Ask the system administrator to "
            "put a font that has it into the folder fonts, then issue.",
        ),
        code="no_glyph",
        field=field,
    )


def _holds(coverage: tuple[tuple[int, ...], tuple[int, ...]], code: int) -> bool:
    starts, ends = coverage
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@lru_cache(maxsize=16)
def _coverage(path: Path, changed: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the first and last codes of each range in the font's character map."""
    font = path.read_bytes()
    base = struct.unpack_from(">I", font, 12)[0] if font[:4] == b"ttcf" else 0
    tables = struct.unpack_from(">H", font, base + 4)[0]
    for number in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, base + 12 + 16 * number)
        if tag == b"cmap":
            return _ranges(font, offset)
    return (), ()


def _ranges(font: bytes, cmap: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the ranges of the table of format 12, which holds all signs; else of format 4."""
    subtables = struct.unpack_from(">H", font, cmap + 2)[0]
    offsets = [struct.unpack_from(">HHI", font, cmap + 4 + 8 * n)[2] for n in range(subtables)]
    formats = {struct.unpack_from(">H", font, cmap + at)[0]: cmap + at for at in offsets}
    if 12 in formats:
        groups = struct.unpack_from(">I", font, formats[12] + 12)[0]
        found = [struct.unpack_from(">II", font, formats[12] + 16 + 12 * n) for n in range(groups)]
    elif 4 in formats:
        count = struct.unpack_from(">H", font, formats[4] + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", font, formats[4] + 14)
        starts = struct.unpack_from(f">{count}H", font, formats[4] + 16 + 2 * count)
        found = list(zip(starts, ends, strict=True))
    else:
        found = []
    found.sort()
    return tuple(start for start, _ in found), tuple(end for _, end in found)
