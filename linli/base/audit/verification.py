"""Verifies the log: names the first altered, removed, inserted, reordered or missing line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from django.db import DatabaseError, connection

from linli.base.audit import heads, stored
from linli.base.audit.heads import Seen
from linli.base.audit.report import Report
from linli.base.audit.triggers import TABLES, triggers_missing
from linli.core.chain import SYSTEM
from linli.core.damage import Fault, Walk, proves
from linli.core.text import Text
from linli.database import file_named
from linli.home import key_file, written_in

BATCH: Final = 400
ATTEMPTS: Final = 200_000
NO_KEY = Text(
    "日志密钥 {path} 不存在，无法校验。请检查 LINLI_KEYS。",
    "The key of the log, {path}, is not there: nothing can be checked. Look at LINLI_KEYS.",
)
SPOILT_KEY = Text(
    "日志密钥 {path} 已损坏或无法读取，无法校验。请从密钥备份恢复。",
    "The key of the log, {path}, is damaged or can't be read: nothing can be checked. Restore it "
    "from the backup of the keys.",
)
NO_DATABASE = Text(
    "数据库或日志表不存在，无法校验。", "There is no database with a log: nothing can be checked."
)
WRONG_KEY = Text(
    "没有一行日志与密钥相符：密钥不对，或日志全部被替换。",
    "No line of the log fits the key: it is another key, or the whole log was replaced.",
)
NO_HEADS = Text("链头文件 {path} 无法读取。", "The file of heads {path} cannot be read.")
NOT_AUTHENTIC = Text(
    "链头文件 {path} 第 {line} 行不是用本密钥写的。",
    "Line {line} of the file of heads {path} was not written under this key.",
)
NOT_COMPARED = Text(
    "没有链头文件 {path}，也没有往月的：旧数据库的回退无法发现。请检查 LINLI_HEADS，或用 --heads "
    "指明移走的文件。",
    "There is no file of heads {path}, nor one of an earlier month: an older database put back "
    "would not show. Look at LINLI_HEADS, or name the file where it was moved with --heads.",
)
UNGUARDED = Text(
    "缺少触发器 {name}，请运行 migrate。", "The trigger {name} is missing: run migrate."
)


def verify(*heads_files: Path | str) -> Report:
    """Check every line, text and chain's end, and the anchors, in constant memory.

    They are compared with `heads_files` (exported by this instance), else with the instance's
    own files. Never raises for damage: see `Report`.
    """
    report = Report()
    secret = key_at_hand()
    if isinstance(secret, Text):
        report.unchecked.append(secret)
        return report
    try:
        if _has_log():
            with _Files(report, [Path(name) for name in heads_files]) as files:
                _check(report, files, secret)
            missing = triggers_missing()
            report.warnings.extend(UNGUARDED.format(name=name) for name in missing)
        else:
            report.unchecked.append(NO_DATABASE)
    except DatabaseError as error:
        report.unchecked.append(Text(f"数据库读取失败：{error}", f"The database failed: {error}"))
    return report


def _check(report: Report, files: _Files, secret: bytes) -> None:
    with stored.one_picture():
        proved = _check_chains(report, secret)
        _compare(report, _anchors(secret))
        anchors = report.compared
        _compare(report, files.ends(secret))
    if report.chains and not proved and report.compared == anchors:
        report.give_up(WRONG_KEY)
    if files.are_none:
        # The commit of every line exports its head: where there are lines, a file belongs.
        told = report.unchecked if report.lines else report.warnings
        told.append(NOT_COMPARED.format(path=heads.heads_file()))


def key_at_hand() -> bytes | Text:
    """Return the key of the log, or why there is none. Makes none: a new key would condemn a
    sound log."""
    path = key_file("audit")
    try:
        return written_in(path)
    except FileNotFoundError:
        return NO_KEY.format(path=path)
    except (OSError, ValueError):
        return SPOILT_KEY.format(path=path)


def _has_log() -> bool:
    name = connection.settings_dict["NAME"]
    is_file = connection.vendor == "sqlite" and "mode=memory" not in str(name)
    # To ask SQLite for its tables would make the file.
    if is_file and connection.connection is None and not file_named(name).exists():
        return False
    return set(TABLES) <= set(connection.introspection.table_names())


def _check_chains(report: Report, secret: bytes) -> int:
    """Walk every chain; return how many lines and ends fit the key."""
    proved, anchored_in, system_end, attempts = 0, 0, 0, ATTEMPTS
    for walk in _walks(secret, attempts):
        report.take(walk)
        proved += walk.proved + walk.is_head_proved
        if walk.chain == SYSTEM:
            system_end = walk.last
        anchored_in = max(anchored_in, walk.anchored_in)
    if anchored_in > system_end:
        # Other chains vouch for lines that the system chain has no more.
        report.add(Fault(SYSTEM, system_end + 1, "missing", "line", anchored_in))
        report.known_to[SYSTEM] = anchored_in
    return proved


def _walks(secret: bytes, attempts: int) -> Iterator[Walk]:
    """Yield a walk, not yet ended, over each chain; moved lines are searched for in `attempts`
    that all share, so that a log full of forged lines takes no longer than a whole one."""
    walk: Walk | None = None
    for row in stored.rows():
        if walk is None or walk.chain != row.line.chain:
            if walk:
                yield walk
                attempts = walk.attempts
            walk = Walk(row.line.chain, row.head, secret, attempts)
        walk.step(row.line, row.held)
    if walk:
        yield walk
    for head in stored.heads_without_lines():
        yield Walk(head.chain, head, secret, 0)


def _anchors(secret: bytes) -> Iterator[Seen]:
    """Yield the ends that the system chain names, where it is proved itself."""
    for line in stored.anchor_lines():
        if proves(line, secret):
            for chain, no, mac in line.facts["heads"]:
                yield Seen(chain, no, mac)


def _compare(report: Report, ends: Iterable[Seen]) -> None:
    """Check that each of `ends` is still the line that stands there."""
    remaining = iter(ends)
    while batch := list(islice(remaining, BATCH)):
        macs = stored.macs_at({(seen.chain, seen.no) for seen in batch})
        for seen in batch:
            report.compared += 1
            if macs.get((seen.chain, seen.no)) != seen.mac:
                _add_difference(report, seen, is_there=(seen.chain, seen.no) in macs)


def _add_difference(report: Report, seen: Seen, *, is_there: bool) -> None:
    known_to = report.known_to.get(seen.chain)
    if known_to is not None and seen.no <= known_to:
        # The walk has said already what is wrong up to here.
        return
    if is_there:
        report.add(Fault(seen.chain, seen.no, "altered", "line", seen.no))
        return
    last = max(stored.last_number(seen.chain), known_to or 0)
    report.add(Fault(seen.chain, min(last + 1, seen.no), "missing", "line", seen.no))


class _Files:
    """Files of heads as they are now; what is wrong with them goes to the report."""

    def __init__(self, report: Report, named: Sequence[Path]) -> None:
        """Open them and take their sizes at once: what is written later is in no earlier picture
        of the database, and one may be put aside under its month meanwhile."""
        self._report = report
        self._open: list[tuple[Path, BinaryIO, int]] = []
        for path in named or heads.heads_files():
            try:
                file = path.open("rb")
                self._open.append((path, file, os.fstat(file.fileno()).st_size))
            except OSError:
                self._refuse(NO_HEADS.format(path=path))
        self.are_none = not named and not self._open

    def __enter__(self) -> _Files:
        return self

    def __exit__(self, *_: object) -> None:
        for _path, file, _size in self._open:
            file.close()

    def ends(self, secret: bytes) -> Iterator[Seen]:
        """Yield the ends that the files tell."""
        for path, file, size in self._open:
            yield from self._ends_of(path, file, size, secret)

    def _ends_of(self, path: Path, file: BinaryIO, size: int, secret: bytes) -> Iterator[Seen]:
        """Yield the ends of one file; its first line that proves nothing is reported."""
        is_authentic = True
        try:
            for number, seen in heads.read(file, secret, size):
                if seen:
                    yield seen
                elif is_authentic:
                    is_authentic = False
                    self._refuse(NOT_AUTHENTIC.format(path=path, line=number))
        except OSError:
            self._refuse(NO_HEADS.format(path=path))

    def _refuse(self, sentence: Text) -> None:
        self._report.unchecked.append(sentence)
