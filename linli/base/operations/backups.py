"""Backups: what an instance keeps, in one archive; its keys never with it, but in their own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from linli import __version__
from linli.base.audit.heads import heads_files
from linli.base.audit.log import record
from linli.base.files import storage
from linli.base.jobs.models import JobRun
from linli.base.operations.archive import Manifest, Progress, Source, write
from linli.base.operations.dumping import dump
from linli.base.operations.migrations import missing_migrations
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.home import home, key, keys_folder

TAKER: Final = Actor.system("backup")
TAKEN: Final = "operations.backed_up"
WATCHED_AS: Final = "backup"
INSTANCE: Final = "instance"
KEYS: Final = "keys"


def back_up(
    target: Path,
    *,
    recipients: Sequence[str],
    at: datetime,
    progress: Progress = lambda done, total: None,
) -> Manifest:
    """Write database, files and heads of the instance into the archive `target`, which may be at
    work meanwhile, and put that on record. Returns the manifest.

    The heads are taken first and the files last: the database then holds every line that the
    heads name, and the archive every file that the database names, unless it was erased
    meanwhile. Raises NotDumped, FileExistsError, OSError.
    """
    manifest = _manifest(INSTANCE, at)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=home()) as name:
        staged = Path(name)
        sources = _stage_heads(staged)
        database = dump(staged)
        sources.append(Source(database.name, database))
        sources += _files()
        total = sum(source.path.stat().st_size for source in sources if source.path.exists())
        write(
            target, manifest, sources,
            recipients=recipients, secret=key("audit"), progress=progress, total=total,
        )  # fmt: skip
    _record(manifest, recipients, at)
    return manifest


def back_up_keys(target: Path, *, recipients: Sequence[str], at: datetime) -> Manifest:
    """Write the keys of the instance, and nothing else, into the archive `target`; on record."""
    manifest = _manifest(KEYS, at)
    sources = [Source(f"keys/{path.name}", path) for path in sorted(keys_folder().glob("*.key"))]
    write(target, manifest, sources, recipients=recipients, secret=key("audit"))
    _record(manifest, recipients, at)
    return manifest


def _record(manifest: Manifest, recipients: Sequence[str], at: datetime) -> None:
    if missing_migrations():
        # A newer program backs up before it migrates: it can't write to the older database yet.
        return
    if manifest.kind == INSTANCE:
        # Not a job of ours, but whoever watches the ages of jobs shall see that of backups.
        JobRun.objects.update_or_create(
            key=WATCHED_AS, defaults={"started_at": at, "ended_at": at, "error": ""}
        )
    facts = {"kind": manifest.kind, "files": len(manifest.members), "encrypted": bool(recipients)}
    with transaction.atomic():
        record(SYSTEM, TAKEN, by=TAKER, at=at, facts=facts)


def _manifest(kind: str, at: datetime) -> Manifest:
    applied = sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )
    return Manifest(
        kind=kind,
        made_at=at.isoformat(timespec="seconds"),
        version=__version__,
        database=connection.vendor if kind == INSTANCE else "",
        migrations=applied if kind == INSTANCE else [],
    )


def _stage_heads(folder: Path) -> list[Source]:
    """Return copies of the files of heads as they are now."""
    sources = []
    for path in heads_files():
        copy = folder / path.name
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
        sources.append(Source(f"heads/{path.name}", copy))
    return sources


def _files() -> Iterator[Source]:
    folder = storage.folder()
    for path in sorted(folder.glob("??/??/*")):
        if not path.name.startswith("."):
            yield Source(f"files/{path.relative_to(folder)}", path)
