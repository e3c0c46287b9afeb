"""Putting a backup back into an empty home, and saying whether what lies there then is sound."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from linli.base.operations.archive import BadBackup, Manifest, unpack
from linli.core.errors import Refused
from linli.core.text import Text
from linli.database import FILE
from linli.home import key_file

NOT_EMPTY = Text(
    "{folder} 不是空目录，未作任何改动。", "{folder} is not empty; nothing was changed."
)
NO_DATABASE = Text("备份中没有数据库。", "The backup holds no database.")
# Where the members of an archive lie in a home.
PLACES: Final = {
    "database.sqlite3": FILE,
    "database.dump": "database.dump",
    "files": "files",
    "heads": "audit",
}
WHOLE = Text(
    "备份完好：{count} 个文件，制作于 {at}。", "The backup is whole, made {at}; files: {count}."
)
SEALED = Text("清单由本实例的密钥签署。", "Its manifest was sealed under this instance's key.")
UNSEALED = Text(
    "清单不是用本实例的密钥签署的：备份被改动，或密钥不对。",
    "Its manifest was not sealed under this key: the backup was changed, or it is another key.",
)
NO_KEY = Text(
    "没有密钥，无法核对清单的签署和日志。请用 --keys 指明密钥目录后运行 linli verify。",
    "There is no key, so neither the seal of the manifest nor the log can be checked. Put the keys "
    "in place and run `linli verify`.",
)
BROKEN = Text("数据库文件已损坏。", "The database file is damaged.")
MADE_AGAIN = Text("重建了日志触发器 {name}。", "The trigger {name} of the log was made again.")
GUARDED = Text("日志触发器齐全。", "All triggers of the log are in place.")
OLDER = Text(
    "备份来自较早版本，启动前请运行 linli manage migrate。",
    "The backup is of an older version: run `linli manage migrate` before you start it.",
)
LOST = Text(
    "缺少 {count} 个附件，例如 {name}。",
    "Attached files that are missing: {count}, such as {name}.",
)
ALL_FILES = Text("附件齐全：{count} 个。", "All attached files are there: {count}.")


@dataclass
class Findings:
    """What a look at a restored instance found; `exit_code` 0 sound, 1 damaged, 2 not checkable."""

    said: list[Text] = field(default_factory=list)
    is_damaged: bool = False
    is_unchecked: bool = False

    @property
    def exit_code(self) -> int:
        """Return the code with which the command leaves."""
        return 1 if self.is_damaged else 2 * self.is_unchecked

    def damage(self, what: Text) -> None:
        """Take down something wrong."""
        self.said.append(what)
        self.is_damaged = True


def put_back(
    source: Path,
    target: Path,
    *,
    identities: Sequence[str] = (),
    check: Callable[[Manifest], None] = lambda manifest: None,
) -> Manifest:
    """Unpack the archive into `target`, which must be empty or absent, and return its manifest.

    Everything is checked against the manifest, and by `check`, before anything takes its place;
    what fails leaves the folder empty. Raises BadBackup, Refused for a folder that holds anything.
    """
    if target.exists() and any(target.iterdir()):
        raise Refused(NOT_EMPTY.format(folder=target), code="not_empty")
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=target) as name:
        folder = Path(name)
        manifest = unpack(source, folder, identities=identities)
        names = {member.partition("/")[0] for member in manifest.members}
        if manifest.kind == "instance" and not names & {"database.sqlite3", "database.dump"}:
            raise BadBackup(NO_DATABASE)
        check(manifest)
        for member in sorted(names):
            shutil.move(folder / member, target / PLACES.get(member, member))
    return manifest


def examine(manifest: Manifest, target: Path) -> Findings:
    """Look at the instance restored into `target`, the home of the settings, whose database is in
    place: seal, triggers, migrations, files, the log against the heads that came with it."""
    found = Findings()
    found.said.append(WHOLE.format(count=len(manifest.members), at=manifest.made_at))
    _examine_seal(manifest, found)
    _examine_database(target, found)
    _examine_files(found)
    _examine_log(target, found)
    return found


def _examine_seal(manifest: Manifest, found: Findings) -> None:
    from linli.base.audit.verification import key_at_hand

    secret = key_at_hand()
    if isinstance(secret, Text):
        found.said.append(secret if key_file("audit").exists() else NO_KEY)
        found.is_unchecked = True
    elif manifest.seal == manifest.sealed(secret):
        found.said.append(SEALED)
    else:
        found.damage(UNSEALED)


def _examine_database(target: Path, found: Findings) -> None:
    from linli.base.audit import triggers
    from linli.base.operations.dumping import is_sound
    from linli.base.operations.migrations import missing_migrations

    file = target / PLACES["database.sqlite3"]
    if file.exists() and not is_sound(file):
        found.damage(BROKEN)
        return
    missing = triggers.triggers_missing()
    triggers.install()
    found.said += [MADE_AGAIN.format(name=name) for name in missing] or [GUARDED]
    if missing_migrations():
        found.said.append(OLDER)


def _examine_files(found: Findings) -> None:
    from linli.base.files.models import StoredFile
    from linli.base.files.storage import path_of

    hashes = set(StoredFile.objects.order_by().values_list("sha256", flat=True))
    lost = sorted(code for code in hashes if not path_of(code).exists())
    if lost:
        found.damage(LOST.format(count=len(lost), name=lost[0]))
    else:
        found.said.append(ALL_FILES.format(count=len(hashes)))


def _examine_log(target: Path, found: Findings) -> None:
    from linli.base.audit.verification import key_at_hand, verify

    if isinstance(key_at_hand(), Text):
        # Said already, beside the seal.
        return
    heads = sorted((target / PLACES["heads"]).glob("*.jsonl"))
    report = verify(*heads)
    found.said += report.sentences()
    found.is_damaged = found.is_damaged or report.exit_code == 1
    found.is_unchecked = found.is_unchecked or report.exit_code == 2  # noqa: PLR2004
