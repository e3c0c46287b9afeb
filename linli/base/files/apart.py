"""Reads a stranger's Word or PDF file in a process of its own, with so much time and memory and no
more: a file made to overwhelm its reader ends that process alone."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from contextlib import suppress
from typing import Final

from linli.base.files.detection import refused
from linli.core.errors import Refused
from linli.core.text import Text

logger = logging.getLogger(__name__)
SECONDS: Final = 20
MEMORY: Final = 1024 * 1024 * 1024
TOO_MUCH: Final = Text(
    "文件过于复杂，无法读取。请另存为文本，或分开处理。",
    "The file is too intricate to be read: save it as plain text, or take it in parts.",
)


def words_of(content: bytes) -> str:
    """Return the words of a Word or PDF file. Raises Refused as its reader does, and for a file
    that takes too long or too much."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "linli.base.files.apart"],
            input=content, capture_output=True, timeout=SECONDS + 5, check=False,
        )  # fmt: skip
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        # Killed in the middle, or out of memory: there is no answer to read.
        logger.warning("A file of %s bytes could not be read", len(content))
        raise refused(TOO_MUCH, code="too_much") from None
    if "code" in told:
        raise refused(Text(told["zh"], told["en"]), code=told["code"])
    return str(told["words"])


def main() -> None:
    """Read the file from the standard input and write what it says, or why not, as JSON."""
    from linli.base.files.office import words_within

    _hold_back()
    try:
        told = {"words": words_within(sys.stdin.buffer.read())}
    except Refused as no:
        told = {"code": no.code, "zh": no.message.zh, "en": no.message.en}
    # What a file says may hold halves of characters, which JSON writes as they are.
    sys.stdout.write(json.dumps(told))


def _hold_back() -> None:
    """Set the limits that the system keeps, where it has any."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
