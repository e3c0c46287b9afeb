"""Files on disk, named by the hash of their bytes and written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from linli.home import home


def folder() -> Path:
    """Return the instance's folder of files, made if absent."""
    path = home() / "files"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def path_of(sha256: str) -> Path:
    """Return where the file with this hash lies, or would lie."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def put(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write the bytes, flushed to disk before their name appears; return hash and size.

    Bytes that are there already are not written twice.
    """
    draft = folder() / f".draft-{os.getpid()}-{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with draft.open("xb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o600)
        _take_its_place(draft, path_of(digest.hexdigest()))
    finally:
        draft.unlink(missing_ok=True)
    return digest.hexdigest(), size


def remove(sha256: str, *, unchanged_since: float) -> bool:
    """Delete the file unless it was put again after `unchanged_since`; return whether it went.

    It is moved aside first: whoever puts the same bytes meanwhile either renewed the file before
    that, which shows in its time and brings it back, or no longer finds it and writes it anew.
    """
    path = path_of(sha256)
    aside = path.with_name(f".gone-{secrets.token_hex(8)}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return False
    if aside.stat().st_mtime > unchanged_since:
        aside.rename(path)
        return False
    aside.unlink()
    return True


def stored() -> Iterator[tuple[str, float]]:
    """Yield the hash and the time of each file on disk."""
    for path in folder().glob("??/??/*"):
        with contextlib.suppress(FileNotFoundError):
            yield path.name, path.stat().st_mtime


def leftovers(before: float) -> Iterator[Path]:
    """Yield drafts and files set aside by processes that died, older than `before`."""
    for pattern in (".draft-*", "??/??/.gone-*"):
        for path in folder().glob(pattern):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    yield path


def _take_its_place(draft: Path, path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.utime(path)
        if path.stat().st_size == draft.stat().st_size:
            return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft.rename(path)
    for level in (path.parent, path.parent.parent, folder()):
        _flush(level)


def _flush(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
