"""The templates as Linli ships them: written as text, built as Word files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from linli.base.letters import markup, word
from linli.base.letters.kinds import LetterKind


def shipped(kind: LetterKind) -> bytes:
    """Return the shipped Word template of `kind`, built once for each state of its source.

    Raises FileNotFoundError and markup.MarkupError, which the system check finds beforehand."""
    return _built(kind.source, kind.source.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _built(source: Path, changed: int) -> bytes:
    return word.build(markup.read(source))
