"""The commands `linli backup` and `linli restore`."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linli import database
from linli.cli.declaring import Progress, as_json, command, django, option, print_json, step
from linli.cli.instance import check_database, existing_instance
from linli.cli.language import Failure, say
from linli.core.errors import Refused
from linli.core.text import Text

if TYPE_CHECKING:
    from linli.base.audit.report import Report
    from linli.base.operations.archive import Manifest

IN_CLEAR = Text(
    "备份含有个人信息，须加密：请用 --recipient 给出公钥（或设 LINLI_BACKUP_RECIPIENT），"
    "没有公钥时先用 --new-identity 生成；确需明文请用 --plain。",
    "A backup holds personal data and must be encrypted: give a public key with --recipient (or "
    "LINLI_BACKUP_RECIPIENT), made with --new-identity if you have none. --plain leaves it in "
    "clear.",
)
NO_RECIPIENT = Text("{key} 不是 age 公钥（age1…）。", "{key} is no public key of age (age1…).")
NO_FOLDER = Text(
    "没有文件夹 {path}。请先建立，或给出以 .tar.gz、.age 结尾的文件名。",
    "There is no folder {path}. Make it first, or name a file that ends in .tar.gz or .age.",
)
THERE = Text("{path} 已存在，未作任何改动。", "{path} is there already; nothing was changed.")
UNWRITABLE = Text("无法写入 {path}：{why}", "Can't write {path}: {why}")
UNREADABLE = Text("无法读取 {path}：{why}", "Can't read {path}: {why}")
WRITTEN = Text("已备份到 {path}（{count} 个文件）。", "Backed up to {path}; files: {count}.")
IS_PLAIN = Text(
    "注意：此备份未加密，请移到只有备份管理人员能进入的地方。",
    "Note: this backup is not encrypted; keep it where nobody but its keeper gets in.",
)
KEYS_APART = Text(
    "密钥不在其中（{folder}）：请用 linli backup --keys 单独备份，并与数据备份分开保管。",
    "The keys are not in it ({folder}): back them up with `linli backup --keys`, and keep the two "
    "apart.",
)
IDENTITY = Text(
    "私钥已写入 {path}，请移到服务器之外妥善保管：没有它，备份无法打开。公钥：",
    "The private key is in {path}. Keep it off this machine: without it no backup opens. The "
    "public key:",
)
DAMAGED = Text(
    "备份已写成，但日志已损坏：{why}请保留更早的备份，并运行 linli verify。",
    "The backup was written, but the log is damaged. {why} Keep the earlier backups, and run "
    "`linli verify`.",
)
UNCHECKED = Text(
    "备份已写成，但日志无法校验：{why}",
    "The backup was written, but the log could not be checked. {why}",
)
NEEDS_TARGET = Text("请指明备份写到哪里。", "Say where the backup is to be written.")
NEEDS_DATABASE = Text(
    "这是 PostgreSQL 的备份，请用 DATABASE_URL 指明一个空数据库。",
    "This is a backup of PostgreSQL: name an empty database with DATABASE_URL.",
)
NEEDS_NONE = Text(
    "这是 SQLite 的备份，请去掉 DATABASE_URL。", "This is a backup of SQLite: unset DATABASE_URL."
)
RESTORED = Text("已恢复到 {folder}。", "Restored into {folder}.")
KEYS_RESTORED = Text("密钥已恢复到 {folder}/keys。", "The keys were restored into {folder}/keys.")
ONLY_KEYS = Text(
    "这是密钥备份：文件已逐一核对，没有数据库和日志可供 --verify 校验。",
    "This is a backup of keys: its files were checked, and there is no database and no log for "
    "--verify.",
)
ASIDE = Text(
    "启动前请设好 LINLI_KEYS、LINLI_HEADS，并与此后导出的链头比对：linli verify --heads 文件。",
    "Set LINLI_KEYS and LINLI_HEADS before you start it, and compare it with heads exported since: "
    "`linli verify --heads FILE`.",
)


# A folder that was forgotten must not become a file: the next night's backup would find it there.
ENDINGS = (".gz", ".age")
# What a disk says that takes no more.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


@command(
    Text(
        "备份实例（可在运行中进行），再校验日志。TO 是已有文件夹，或新的 .tar.gz、.age 文件。"
        "退出码：0 日志完整，1 备份已写成但日志有损坏，2 无法备份或校验",
        "Back the instance up, also while it runs, and check the log. TO is a folder that is "
        "there, or a new file that ends in .tar.gz or .age. Exit code: 0 the log is whole, 1 it is "
        "damaged though the backup was written, 2 no backup or no check",
    )
)
@click.argument("to", required=False, type=click.Path(path_type=Path), metavar="TO")
@option(
    "--recipient", "recipients", multiple=True, envvar="LINLI_BACKUP_RECIPIENT",
    about=Text("age 公钥，可多次给出", "Public key of age; may be repeated"),
)  # fmt: skip
@option("--plain", is_flag=True, about=Text("不加密", "Don't encrypt"))
@option("--keys", "only_keys", is_flag=True, about=Text("只备份密钥", "Back up the keys alone"))
@option(
    "--new-identity", type=click.Path(path_type=Path),
    about=Text("生成一对密钥，私钥写入该文件", "Make a pair of keys, the private one in this file"),
)  # fmt: skip
@option(
    "--no-verify", is_flag=True, about=Text("备份后不校验日志", "Don't check the log afterwards")
)
@as_json
@click.pass_context
def backup(
    ctx: click.Context,
    to: Path | None,
    recipients: tuple[str, ...],
    plain: bool,
    only_keys: bool,
    new_identity: Path | None,
    no_verify: bool,
    as_json: bool,
) -> None:
    """Write an archive of the instance, or of its keys alone, into the folder or file TO; then say
    whether the log is whole, with the code of the verdict."""
    if new_identity:
        _make_identity(new_identity)
        return
    if to is None:
        raise Failure(NEEDS_TARGET)
    _check_recipients(recipients, plain)
    to = to.resolve()
    existing_instance()
    target, manifest = _write(to, () if plain else recipients, only_keys)
    told = {"path": str(target), "kind": manifest.kind, "files": len(manifest.members)}
    if not as_json:
        _tell(target, manifest, plain, only_keys)
    report = None if only_keys or no_verify else _verified()
    if as_json:
        print_json({**told, "log": report.as_dict()["verdict"] if report else None})
    ctx.exit(report.exit_code if report else 0)


@command(
    Text(
        "从备份恢复到空目录。退出码：0 完好，1 有损坏，2 无法恢复或校验",
        "Restore a backup into an empty folder. Exit code: 0 sound, 1 damaged, 2 not possible",
    )
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option(
    "--to", required=True, type=click.Path(path_type=Path, file_okay=False),
    about=Text("空目录，即新的 LINLI_HOME", "An empty folder, the new LINLI_HOME"),
)  # fmt: skip
@option(
    "--identity", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    about=Text("age 私钥文件", "File of the private key of age"),
)  # fmt: skip
@option(
    "--keys", type=click.Path(path_type=Path, exists=True, file_okay=False), envvar="LINLI_KEYS",
    about=Text("实例的密钥目录，用于校验", "Folder of the instance's keys, for --verify"),
)  # fmt: skip
@option("--verify", is_flag=True, about=Text("恢复后校验", "Verify what was restored"))
@click.pass_context
def restore(
    ctx: click.Context,
    file: Path,
    to: Path,
    identity: Path | None,
    keys: Path | None,
    verify: bool,
) -> None:
    """Put the archive FILE back into an empty folder, and say what is found there."""
    from linli.base.operations.archive import identities_in
    from linli.base.operations.restoring import put_back

    os.umask(0o077)
    to = to.resolve()
    try:
        manifest = put_back(
            file.resolve(),
            to,
            identities=identities_in(identity) if identity else (),
            check=_check_database,
        )
    except OSError as error:
        is_target = error.errno in FULL or error.filename and Path(error.filename) != file.resolve()
        why = (UNWRITABLE if is_target else UNREADABLE).format(
            path=to if is_target else file, why=error.strerror
        )
        raise Failure(why) from error
    if manifest.kind == "keys":
        click.echo(say(KEYS_RESTORED.format(folder=to)))
        if verify:
            step(ONLY_KEYS)
        return
    code = _settle(manifest, to, keys, verify)
    click.echo(say(RESTORED.format(folder=to)))
    step(ASIDE)
    ctx.exit(code)


def _tell(target: Path, manifest: Manifest, plain: bool, only_keys: bool) -> None:
    click.echo(say(WRITTEN.format(path=target, count=len(manifest.members))))
    if plain:
        step(IS_PLAIN)
    if not only_keys:
        from linli.home import keys_folder

        step(KEYS_APART.format(folder=keys_folder()))


def _verified() -> Report | None:
    """Verify the log of the instance and say what is wrong, the first of it; None for a database
    older than the program, whose tables it may not know.

    A damaged log is backed up all the same, since nothing else may be left of it; but whoever
    deletes old backups night by night must hear of it before the last sound one is gone.
    """
    from linli.base.audit.verification import verify
    from linli.base.operations.migrations import missing_migrations

    if missing_migrations():
        return None
    report = verify()
    if report.exit_code:
        step((DAMAGED if report.faults else UNCHECKED).format(why=report.sentences()[0]))
    return report


def _make_identity(path: Path) -> None:
    from linli.base.operations.archive import new_identity

    private, public = new_identity()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise Failure(THERE.format(path=path), exit_code=1) from error
    except OSError as error:
        raise Failure(UNWRITABLE.format(path=path, why=error.strerror), exit_code=1) from error
    with os.fdopen(descriptor, "w") as file:
        file.write(f"# {public}\n{private}\n")
    step(IDENTITY.format(path=path))
    click.echo(public)


def _check_recipients(recipients: tuple[str, ...], plain: bool) -> None:
    from linli.base.operations.archive import is_recipient

    if not plain and not recipients:
        raise Failure(IN_CLEAR)
    for one in recipients:
        if not is_recipient(one):
            raise Failure(NO_RECIPIENT.format(key=one))


def _write(to: Path, recipients: tuple[str, ...], only_keys: bool) -> tuple[Path, Manifest]:
    from linli.base.operations.backups import back_up, back_up_keys

    at = datetime.now(UTC)
    target = to / _name(at, recipients, only_keys) if to.is_dir() else to
    if target == to and to.suffix not in ENDINGS:
        raise Failure(NO_FOLDER.format(path=to))
    try:
        if only_keys:
            return target, back_up_keys(target, recipients=recipients, at=at)
        progress = Progress(Text("备份", "Backing up"))
        return target, back_up(target, recipients=recipients, at=at, progress=progress)
    except FileExistsError as error:
        raise Failure(THERE.format(path=target), exit_code=1) from error
    except OSError as error:
        raise Failure(UNWRITABLE.format(path=target, why=error.strerror), exit_code=1) from error


def _name(at: datetime, recipients: tuple[str, ...], only_keys: bool) -> str:
    what = "linli-keys" if only_keys else "linli"
    return f"{what}-{at:%Y%m%dT%H%M%SZ}.tar.gz{'.age' if recipients else ''}"


def _check_database(manifest: Manifest) -> None:
    is_named = bool(os.environ.get(database.NAME))
    if manifest.database == "postgresql" and not is_named:
        raise Failure(NEEDS_DATABASE)
    if manifest.database == "sqlite" and is_named:
        raise Failure(NEEDS_NONE)
    if is_named:
        check_database()


def _settle(manifest: Manifest, folder: Path, keys: Path | None, verify: bool) -> int:
    """Load the database into PostgreSQL, verify if asked, and return the code to leave with.

    Without its keys the instance would make new ones at first use, among the restored data: for
    as long as it is looked at they go where they are thrown away.
    """
    with tempfile.TemporaryDirectory(prefix="linli-no-keys-") as nowhere:
        os.environ |= {"LINLI_HOME": str(folder), "LINLI_KEYS": str(keys or nowhere)}
        django()
        dumped = folder / "database.dump"
        if manifest.database == "postgresql":
            from linli.base.operations.dumping import load

            try:
                load(dumped)
            except Refused:
                _empty(folder)
                raise
            dumped.unlink()
        if not verify:
            return 0
        from linli.base.operations.restoring import examine

        found = examine(manifest, folder)
        for sentence in found.said:
            click.echo(say(sentence))
        return found.exit_code


def _empty(folder: Path) -> None:
    """Remove what was put into a folder that was empty before."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
