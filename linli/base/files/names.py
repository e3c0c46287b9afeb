"""Names of files as people gave them, made harmless."""

from __future__ import annotations

import re
import unicodedata

from linli.base.files.kinds import FILE_KINDS

LIMIT = 120
FORBIDDEN = re.compile(r'[<>:"|?*]')
KNOWN = frozenset(name for kind in FILE_KINDS.values() for name in kind.extensions)


def clean_name(name: str, content_type: str) -> str:
    """Return the last part of `name` without control characters, signs that reverse the
    reading direction, or signs that a file system forbids; its extension fits the content."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(
        " " if unicodedata.category(character)[0] in "CZ" else character for character in last
    )
    text = FORBIDDEN.sub("_", " ".join(visible.split()))
    stem, extension = _split(text, content_type)
    return f"{stem[: LIMIT - len(extension) - 1].strip(' .') or 'file'}.{extension}"


def _split(text: str, content_type: str) -> tuple[str, str]:
    """Return the stem and an extension of the content's own; a wrong one stays in the stem
    unless it is merely another kind that we know, such as .png on a JPEG."""
    fitting = FILE_KINDS[content_type].extensions
    stem, dot, extension = text.rpartition(".")
    if dot and extension.lower() in fitting:
        return stem, extension.lower()
    if dot and extension.lower() in KNOWN:
        return stem, fitting[0]
    return text, fitting[0]
