"""The ring of keys: the newest encrypts, all decrypt, each known by an id made from itself."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from linli.core.errors import Refused
from linli.core.text import Text
from linli.home import NotItsKeys, key, keys_folder

NAME = re.compile(r"privacy(?:-([0-9]+))?\.key")


@dataclass(frozen=True, slots=True, repr=False)
class Generation:
    """One generation of keys: `sealing` encrypts, `indexing` makes blind indexes."""

    id: str
    sealing: bytes
    indexing: bytes


def ring() -> dict[str, Generation]:
    """Return the generations by id, the newest first; the first one is made at first use.

    The state of the folder is part of the cache's key, so that a key added by another process
    is seen at once.
    """
    folder = keys_folder()
    if not _numbers(folder):
        _make(1)
    with os.scandir(folder) as files:
        state = frozenset((f.name, f.inode(), f.stat().st_mtime_ns) for f in files)
    return _read_ring(folder, state)


def current() -> Generation:
    """Return the generation that encrypts."""
    return next(iter(ring().values()))


def add_generation() -> Generation:
    """Make a new generation of keys and return it; from now on it encrypts."""
    ring()
    return _make(max(_numbers(keys_folder())) + 1)


def _numbers(folder: Path) -> list[int]:
    found = (NAME.fullmatch(name) for name in os.listdir(folder))  # noqa: PTH208
    return [int(match.group(1) or 1) for match in found if match]


@lru_cache(maxsize=4)
def _read_ring(folder: Path, state: frozenset[tuple[str, int, int]]) -> dict[str, Generation]:
    generations = [_read(number) for number in sorted(_numbers(folder), reverse=True)]
    return {generation.id: generation for generation in generations}


def _make(number: int) -> Generation:
    try:
        # The name that `_numbers` looks for comes last: whoever sees it finds both.
        key(f"blind-index{_suffix(number)}")
        key(f"privacy{_suffix(number)}")
    except NotItsKeys as error:
        raise _lost(error.path.name) from error
    return _read(number)


def _read(number: int) -> Generation:
    name = f"blind-index{_suffix(number)}"
    # Made anew it would be another key, and everybody kept so far could no longer be found.
    if not (keys_folder() / f"{name}.key").exists():
        raise _lost(f"{name}.key")
    sealing = key(f"privacy{_suffix(number)}")
    identity = hmac.new(sealing, b"linli key id", hashlib.sha256).hexdigest()[:8]
    return Generation(id=identity, sealing=sealing, indexing=key(name))


def _lost(file: str) -> Refused:
    return Refused(
        Text(
            f"缺少密钥文件{file}，请系统管理员从备份恢复。",
            f"The key file {file} is missing: restore it from the backup.",
        ),
        code="key_missing",
    )


def _suffix(number: int) -> str:
    return "" if number == 1 else f"-{number}"
