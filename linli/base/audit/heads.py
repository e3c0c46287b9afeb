"""The file of heads: the ends of the chains outside the database, to be exported elsewhere.

Every commit adds the ends that it moved; the minute's job adds any that were lost and makes the
file durable. Each line proves itself under the key of the log, so a copy of any part of the file
can be checked later; the file may be moved away at any time, and the next commit begins anew. When
a month is over, its file is put aside as `heads-2026-11.jsonl` and never written again.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from linli.core import chain as form
from linli.core.chain import Head
from linli.core.zone import local
from linli.home import home, key

MONTH = "-[0-9][0-9][0-9][0-9]-[0-9][0-9]*"


class Seen(NamedTuple):
    """An end of a chain as the file tells it."""

    chain: str
    no: int
    mac: str


def heads_file() -> Path:
    """Return where this instance writes heads (`LINLI_HEADS`, such as a write-once volume, else
    `audit/heads.jsonl` in its home)."""
    return Path(os.environ.get("LINLI_HEADS") or home() / "audit" / "heads.jsonl")


def heads_files() -> list[Path]:
    """Return the file that is written now, if there is one, and those of earlier months."""
    now = heads_file()
    earlier = sorted(now.parent.glob(f"{now.stem}{MONTH}{now.suffix}"))
    return [*([now] if now.exists() else []), *earlier]


def export(heads: Iterable[Head], at: datetime, *, is_durable: bool = False) -> None:
    """Append `heads` to the file, in one write under a lock; `is_durable` waits for the disk.

    Never call it inside a transaction: the file tells what is committed. OSError when the file
    cannot be written.
    """
    lines = "".join(f"{_sealed(head, at)}\n" for head in heads)
    if not lines:
        return
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        _drop_torn_line(descriptor)
        _write_all(descriptor, lines.encode())
        if is_durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rotate(at: datetime) -> Path | None:
    """Put the file aside under its month if that is over; return where it lies now, else None.

    Who opened it just before may still add a line to it; no line is lost. OSError when it can't
    be moved, as on a volume that only takes additions.
    """
    path = heads_file()
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        month = _month_of(descriptor)
        if not month or month == f"{local(at):%Y-%m}":
            return None
        aside = _free_name(path, month)
        path.rename(aside)
        os.fchmod(descriptor, 0o440)
        return aside
    finally:
        os.close(descriptor)


def read(file: BinaryIO, secret: bytes, size: int) -> Iterator[tuple[int, Seen | None]]:
    """Yield the number of each line in the first `size` bytes and what it tells; None for a line
    that proves nothing.

    A last line without its line feed was cut off while it was written, and is passed over.
    OSError when the file cannot be read.
    """
    for number, raw in enumerate(file, 1):
        size -= len(raw)
        if size < 0 or not raw.endswith(b"\n"):
            return
        yield number, _seen(raw, secret)


def _month_of(descriptor: int) -> str:
    """Return the month of the first line, or nothing where it tells none."""
    with suppress(ValueError, TypeError, IndexError):
        first = os.pread(descriptor, 4096, 0).partition(b"\n")[0]
        return f"{local(datetime.fromisoformat(json.loads(first)[0])):%Y-%m}"
    return ""


def _free_name(path: Path, month: str) -> Path:
    """Return a name that is not taken: a file put back by hand may be rotated once more."""
    aside, number = path.with_name(f"{path.stem}-{month}{path.suffix}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-{month}-{number}{path.suffix}")
    return aside


def _sealed(head: Head, at: datetime) -> str:
    fields = (form.moment(at), head.chain, head.no, head.mac)
    seal = form.export_mac(fields, key("audit"))
    return json.dumps([*fields, seal], separators=(",", ":"))


def _seen(raw: bytes, secret: bytes) -> Seen | None:
    try:
        at, chain, no, mac, seal = json.loads(raw)
    except (ValueError, TypeError, RecursionError):
        return None
    if form.export_mac((at, chain, no, mac), secret) != seal:
        return None
    return Seen(chain, no, mac)


def _drop_torn_line(descriptor: int) -> None:
    """Cut off what a crash left of a line, so that the next line stands alone."""
    size = os.fstat(descriptor).st_size
    if not size or os.pread(descriptor, 1, size - 1) == b"\n":
        return
    tail = os.pread(descriptor, min(size, 65_536), max(0, size - 65_536))
    os.ftruncate(descriptor, size - len(tail) + tail.rfind(b"\n") + 1)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
