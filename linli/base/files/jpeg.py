"""Rewrites a JPEG without its hidden segments and without touching its picture."""

from __future__ import annotations

import re

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
APP0, APP1, APP2, APP14, APP15, COMMENT, SCAN = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE, 0xDA
# Within the data of a scan, a marker is an FF that is neither stuffed nor a restart.
MARKER_IN_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def rewritten(content: bytes, exif: bytes) -> bytes:
    """Return the JPEG with the segments that draw it and `exif` (as Pillow packs it) in place of
    the old one, cut after its end. Raises ValueError when the segments make no sense."""
    parts, position, is_exif_placed = [SOI], len(SOI), not exif
    while (marker := _marker(content, position)) != EOI[1]:
        end = position + 2 + int.from_bytes(content[position + 2 : position + 4], "big")
        segment = content[position:end]
        if not is_exif_placed and marker != APP0:
            parts.append(b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif)
            is_exif_placed = True
        if _draws(marker, segment):
            parts.append(segment)
        if marker == SCAN:
            start, end = end, _end_of_scan(content, end)
            parts.append(content[start:end])
        position = end
    return b"".join([*parts, EOI])


def _marker(content: bytes, position: int) -> int:
    if content[position : position + 1] != b"\xff":
        raise ValueError("no marker where a segment begins")
    return content[position + 1] if position + 1 < len(content) else EOI[1]


def _end_of_scan(content: bytes, start: int) -> int:
    found = MARKER_IN_SCAN.search(content, start)
    if not found:
        raise ValueError("a scan without end")
    return found.end() - 2


def _draws(marker: int, segment: bytes) -> bool:
    if marker == APP2:
        return segment[4:].startswith(b"ICC_PROFILE")
    is_application = APP0 <= marker <= APP15
    return marker in (APP0, APP14) or not (is_application or marker == COMMENT)
