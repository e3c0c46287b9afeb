"""The archive of a backup: a tar with a manifest of hashes as its last member, encrypted by age.

It needs no database and no settings, so that a restore can read it where there is no instance yet.
Any `age` program opens it as well: what it holds then is an ordinary .tar.gz.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
import json
import os
import re
import shutil
import tarfile
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

import pyrage  # type: ignore[import-not-found,import-untyped,unused-ignore]

from linli.core.errors import Refused
from linli.core.text import Text

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
MAGIC: Final = b"age-encryption.org/"
# Nothing else is ever unpacked, whatever a forged archive names.
NAMES: Final = re.compile(
    r"database\.(?:sqlite3|dump)|heads/[\w-]+\.jsonl|files/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}"
    r"|keys/[\w-]+\.key"
)
BLOCK: Final = 1024 * 1024
NOT_OURS = Text(
    "不是邻里的备份，或其开头已损坏。", "This is no backup of Linli, or its beginning is damaged."
)
OTHER_FORM = Text(
    "备份的格式是本版本所不认识的，请用制作它的版本恢复。",
    "The backup has a form that this version doesn't know; restore it with the one that made it.",
)
DAMAGED = Text("备份已损坏或被截断。", "The backup is damaged or cut off.")
DAMAGED_AT = Text("备份已损坏或被截断：{name}", "The backup is damaged or cut off: {name}")
NO_IDENTITY = Text(
    "备份已加密，请用 --identity 指明私钥文件。",
    "The backup is encrypted; name the file of its private key with --identity.",
)
OTHER_IDENTITY = Text(
    "私钥与备份不符，或备份开头已损坏。",
    "The private key doesn't fit the backup, or its beginning is damaged.",
)

Progress = Callable[[int, int], None]


class BadBackup(Refused):
    """The archive can't be read, or isn't what its manifest says."""

    code = "bad_backup"


@dataclass
class Manifest:
    """What an archive holds: by name the size and the SHA-256 of each member.

    `seal` is a code over all the rest under the key of the log, so that an archive that was made
    elsewhere shows; empty when there was no key.
    """

    kind: str
    made_at: str
    version: str
    database: str = ""
    migrations: list[str] = field(default_factory=list)
    members: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT
    seal: str = ""

    def sealed(self, secret: bytes) -> str:
        """Return the code over all but the seal itself."""
        told = {name: value for name, value in asdict(self).items() if name != "seal"}
        message = json.dumps(["linli", "backup", told], sort_keys=True, ensure_ascii=False)
        return hmac.digest(secret, message.encode(), "sha256").hex()


class Source:
    """A file to be put into the archive under a name."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path


def write(
    target: Path,
    manifest: Manifest,
    sources: Iterable[Source],
    *,
    recipients: Sequence[str],
    secret: bytes | None,
    progress: Progress = lambda done, total: None,
    total: int = 0,
) -> None:
    """Write the archive whole or not at all, readable by its owner alone.

    `recipients` are public keys of age; with none the archive is not encrypted. Files that are
    gone when their turn comes are left out. FileExistsError when `target` is there already.
    """
    if target.exists():
        raise FileExistsError(target)
    draft = target.with_name(f".{target.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with _sealed_for(file, recipients) as stream:
                _write_members(stream, manifest, sources, secret, progress, total)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def unpack(source: Path, folder: Path, *, identities: Sequence[str] = ()) -> Manifest:
    """Unpack `source` into the empty `folder` and return its manifest, all hashes checked.

    Raises BadBackup, OSError where it can't be read or written; what was unpacked until then is
    the caller's to remove.
    """
    try:
        with source.open("rb") as file, _opened(file, identities) as stream:
            manifest, found = _read_members(stream, folder)
    except (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, ValueError) as error:
        raise BadBackup(DAMAGED) from error
    return _checked(manifest, found)


def new_identity() -> tuple[str, str]:
    """Return a new pair of keys: the private one to be kept elsewhere, and the public one."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def is_recipient(text: str) -> bool:
    """Return whether `text` is a public key of age."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def identities_in(path: Path) -> list[str]:
    """Return the private keys in a file as `age-keygen` writes it. OSError, BadBackup."""
    lines = (line.strip() for line in path.read_text("utf-8", "replace").splitlines())
    found = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    if not found:
        raise BadBackup(NO_IDENTITY, code="no_identity")
    return found


def _write_members(
    stream: BinaryIO,
    manifest: Manifest,
    sources: Iterable[Source],
    secret: bytes | None,
    progress: Progress,
    total: int,
) -> None:
    done = 0
    with _gzip(stream, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for source in sources:
            try:
                file = source.path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                member = tarfile.TarInfo(source.name)
                member.size, member.mode = os.fstat(file.fileno()).st_size, 0o600
                hashed = _Hashing(file)
                tar.addfile(member, cast("BinaryIO", hashed))
            manifest.members[source.name] = (member.size, hashed.digest.hexdigest())
            done += member.size
            progress(min(done, total), total)
        manifest.seal = manifest.sealed(secret) if secret else ""
        told = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(told), 0o600
        tar.addfile(member, BytesIO(told))


def _read_members(
    stream: BinaryIO, folder: Path
) -> tuple[Manifest | None, dict[str, tuple[int, str]]]:
    found: dict[str, tuple[int, str]] = {}
    manifest = None
    with _gzip(stream, "rb") as packed, _tar(packed) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isreg() else None
            is_ours = member.name == MANIFEST or NAMES.fullmatch(member.name)
            if content is None or manifest is not None or not is_ours:
                raise BadBackup(DAMAGED_AT.format(name=member.name) if found else NOT_OURS)
            if member.name == MANIFEST:
                manifest = _manifest(content.read())
            else:
                found[member.name] = _keep(member, cast("BinaryIO", content), folder)
        # To the very end, where a cut or an added byte shows.
        while packed.read(BLOCK):
            pass
    return manifest, found


def _gzip(stream: BinaryIO, mode: Literal["rb", "wb"]) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=stream, mode=mode, compresslevel=6)


def _tar(packed: gzip.GzipFile) -> tarfile.TarFile:
    """Return the tar, whose beginning is read already: there shows what something else is."""
    try:
        return tarfile.open(fileobj=packed, mode="r|")
    except (tarfile.TarError, zlib.error, gzip.BadGzipFile) as error:
        raise BadBackup(NOT_OURS) from error


def _keep(member: tarfile.TarInfo, content: BinaryIO, folder: Path) -> tuple[int, str]:
    path = folder / member.name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hashed = _Hashing(content)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        shutil.copyfileobj(hashed, file, BLOCK)
        file.flush()
        os.fsync(file.fileno())
    return path.stat().st_size, hashed.digest.hexdigest()


def _manifest(raw: bytes) -> Manifest:
    told = json.loads(raw)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise BadBackup(OTHER_FORM)
    try:
        manifest = Manifest(**told)
    except TypeError as error:
        raise BadBackup(OTHER_FORM) from error
    manifest.members = {name: (size, code) for name, (size, code) in manifest.members.items()}
    return manifest


def _checked(manifest: Manifest | None, found: dict[str, tuple[int, str]]) -> Manifest:
    """Return the manifest if it says what came; else the first difference is named."""
    if manifest is None:
        raise BadBackup(DAMAGED_AT.format(name=MANIFEST))
    for name in sorted({*manifest.members, *found}):
        if manifest.members.get(name) != found.get(name):
            raise BadBackup(DAMAGED_AT.format(name=name))
    return manifest


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def _sealed_for(file: BinaryIO, recipients: Sequence[str]) -> Iterator[BinaryIO]:
    """Yield where to write what is to reach `file` encrypted, so that no plain copy is made."""
    if not recipients:
        yield file
        return
    keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    reader, writer = _pipe()

    def encrypt() -> None:
        with reader:
            pyrage.encrypt_io(reader, file, keys)

    with _beside(encrypt), writer:
        yield writer


@contextmanager
def _opened(file: BinaryIO, identities: Sequence[str]) -> Iterator[BinaryIO]:
    """Yield what stands in `file` in clear."""
    is_encrypted = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    if not is_encrypted:
        yield file
        return
    if not identities:
        raise BadBackup(NO_IDENTITY, code="no_identity")
    try:
        keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
    except pyrage.IdentityError as error:
        raise BadBackup(OTHER_IDENTITY) from error
    reader, writer = _pipe()

    def decrypt() -> None:
        with writer:
            pyrage.decrypt_io(file, writer, keys)

    with _beside(decrypt), reader:
        yield reader


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[None]:
    """Run `work` in a thread beside the block; what it raises explains what the block raised."""
    failed: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    except Exception as error:
        thread.join()
        _explain(failed, error)
        raise
    thread.join()
    _explain(failed, None)


def _explain(failed: Sequence[Exception], error: Exception | None) -> None:
    # A broken pipe only says that the block gave up first.
    if not failed or isinstance(failed[0], BrokenPipeError):
        return
    if isinstance(failed[0], pyrage.DecryptError):
        raise BadBackup(OTHER_IDENTITY) from failed[0]
    raise BadBackup(DAMAGED) from error or failed[0]
