"""The ring of keys: the newest encrypts, all decrypt, each known by an id made from itself."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from functools import lru_cache

from linli.home import key, keys_folder

NAME = re.compile(r"privacy(?:-([0-9]+))?")


@dataclass(frozen=True, slots=True, repr=False)
class Generation:
    """One generation of keys: `sealing` encrypts, `indexing` makes blind indexes."""

    id: str
    sealing: bytes
    indexing: bytes


def ring() -> dict[str, Generation]:
    """Return the generations by id, the newest first; the first one is made at first use.

    The folder's time of change is part of the cache's key, so that a key added by another
    process is seen at once.
    """
    folder = keys_folder()
    return _read_ring(str(folder), folder.stat().st_mtime_ns)


def current() -> Generation:
    """Return the generation that encrypts."""
    return next(iter(ring().values()))


def add_generation() -> Generation:
    """Make a new generation of keys and return it; from now on it encrypts."""
    ring()
    number = max(_numbers()) + 1
    return _generation(number)


def _numbers() -> list[int]:
    found = (NAME.fullmatch(path.stem) for path in keys_folder().glob("privacy*.key"))
    return [int(match.group(1) or 1) for match in found if match]


@lru_cache(maxsize=4)
def _read_ring(folder: str, changed_at: int) -> dict[str, Generation]:
    generations = [_generation(number) for number in sorted(_numbers() or [1], reverse=True)]
    return {generation.id: generation for generation in generations}


def _generation(number: int) -> Generation:
    suffix = "" if number == 1 else f"-{number}"
    sealing, indexing = key(f"privacy{suffix}"), key(f"blind-index{suffix}")
    identity = hmac.new(sealing, b"linli key id", hashlib.sha256).hexdigest()[:8]
    return Generation(id=identity, sealing=sealing, indexing=indexing)
