"""An archive comes back as it was, or is refused."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import stat
import tarfile
from pathlib import Path

import pyrage
import pytest

from linli.base.operations.archive import (
    DAMAGED,
    NOT_OURS,
    OTHER_IDENTITY,
    BadBackup,
    Manifest,
    Source,
    identities_in,
    is_recipient,
    new_identity,
    unpack,
    write,
)

SECRET = b"k" * 32
# No words of the libraries that read it.
SAID = (DAMAGED, NOT_OURS, OTHER_IDENTITY)
PRIVATE, PUBLIC = new_identity()


def made(folder: Path, *, recipients: tuple[str, ...] = (), name: str = "backup") -> Path:
    """An archive of a database of some size and of heads; one file is gone when its turn comes."""
    (folder / "database").write_bytes(os.urandom(300_000))
    (folder / "heads").write_bytes(b"line\n" * 100)
    sources = [
        Source("database.sqlite3", folder / "database"),
        Source(f"files/ab/cd/{'a' * 64}", folder / "gone"),
        Source("heads/heads.jsonl", folder / "heads"),
    ]
    manifest = Manifest("instance", "2026-03-02T02:00:00+00:00", "0.1.0", "sqlite")
    write(folder / name, manifest, sources, recipients=recipients, secret=SECRET)
    return folder / name


def forged(folder: Path, members: dict[str, bytes], *, link: str = "") -> Path:
    """An archive written by other hands."""
    path = folder / "forged"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
        if link:
            member = tarfile.TarInfo(link)
            member.type, member.linkname = tarfile.SYMTYPE, "../../outside"
            tar.addfile(member)
    return path


@pytest.mark.parametrize("recipients", [(), (PUBLIC,)], ids=["plain", "encrypted"])
class TestAnArchive:
    def test_comes_back_as_it_was(self, tmp_path, recipients):
        path = made(tmp_path, recipients=recipients)
        folder = tmp_path / "into"
        folder.mkdir()
        manifest = unpack(path, folder, identities=[PRIVATE])
        assert (folder / "database.sqlite3").read_bytes() == (tmp_path / "database").read_bytes()
        assert set(manifest.members) == {"database.sqlite3", "heads/heads.jsonl"}
        assert manifest.seal == manifest.sealed(SECRET) != manifest.sealed(b"other")

    def test_is_its_owner_s_alone_and_leaves_no_draft(self, tmp_path, recipients):
        path = made(tmp_path, recipients=recipients)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not list(tmp_path.glob(".*"))
        with pytest.raises(FileExistsError):
            made(tmp_path, recipients=recipients)

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda raw: raw[:-1],
            lambda raw: raw[: len(raw) // 2],
            lambda raw: raw[:40],
            lambda raw: b"",
            lambda raw: raw + b"x",
            lambda raw: raw[:150_000] + bytes([raw[150_000] ^ 1]) + raw[150_001:],
        ],
        ids=["cut by a byte", "cut in half", "cut to its head", "empty", "longer", "one bit"],
    )
    def test_is_refused_when_it_is_not_whole(self, tmp_path, recipients, spoil):
        path = made(tmp_path, recipients=recipients)
        path.write_bytes(spoil(path.read_bytes()))
        with pytest.raises(BadBackup) as refused:
            unpack(path, tmp_path / "into", identities=[PRIVATE])
        assert refused.value.message in SAID


class TestAnEncryptedArchive:
    def test_opens_with_its_private_key_alone(self, tmp_path):
        path = made(tmp_path, recipients=(PUBLIC,))
        for identities in ([], [new_identity()[0]], ["AGE-SECRET-KEY-1MISTYPED"]):
            with pytest.raises(BadBackup):
                unpack(path, tmp_path / "into", identities=identities)

    def test_takes_keys_as_age_writes_them(self, tmp_path):
        assert is_recipient(PUBLIC)
        assert not is_recipient(PRIVATE)
        (tmp_path / "key").write_text(f"# created: today\n# public key: {PUBLIC}\n{PRIVATE}\n")
        assert identities_in(tmp_path / "key") == [PRIVATE]
        (tmp_path / "none").write_bytes(b"nothing \xff")
        with pytest.raises(BadBackup):
            identities_in(tmp_path / "none")


class TestWhatIsNoBackup:
    @pytest.mark.parametrize("recipients", [(), (PUBLIC,)], ids=["plain", "encrypted"])
    @pytest.mark.parametrize(
        "content",
        [b"", b"hello" * 1000, b"PK\x03\x04" + bytes(900), gzip.compress(b"hello" * 1000)],
        ids=["empty", "text", "zip", "gzip of text"],
    )
    def test_is_called_so(self, tmp_path, recipients, content):
        path = tmp_path / "other"
        keys = [pyrage.x25519.Recipient.from_str(one) for one in recipients]
        path.write_bytes(pyrage.encrypt(content, keys) if keys else content)
        with pytest.raises(BadBackup) as refused:
            unpack(path, tmp_path / "into", identities=[PRIVATE])
        assert refused.value.message == NOT_OURS

    def test_is_called_so_when_it_is_a_tar_of_others(self, tmp_path):
        path = forged(tmp_path, {"etc/hosts": b"127.0.0.1 localhost"})
        (tmp_path / "into").mkdir()
        with pytest.raises(BadBackup) as refused:
            unpack(path, tmp_path / "into")
        assert refused.value.message == NOT_OURS

    def test_is_told_from_a_disk_that_is_full(self, tmp_path, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        path = made(tmp_path)
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            unpack(path, tmp_path / "into")


class TestAForgedArchive:
    @pytest.mark.parametrize(
        "name", ["../linli.sqlite3", "/etc/passwd", "files/../../x", "keys/../x.key", "run.sh"]
    )
    def test_puts_nothing_elsewhere(self, tmp_path, name):
        path = forged(tmp_path, {name: b"x"})
        with pytest.raises(BadBackup):
            unpack(path, tmp_path / "into")
        assert not (tmp_path / "into").exists()

    def test_makes_no_link(self, tmp_path):
        with pytest.raises(BadBackup):
            unpack(forged(tmp_path, {}, link="heads/heads.jsonl"), tmp_path / "into")

    @pytest.mark.parametrize(
        "manifest",
        [
            {"format": 2},
            {"format": 1, "kind": "instance"},
            {"format": 1, "kind": "x", "made_at": "", "version": "", "members": {}},
            [],
        ],
    )
    def test_is_refused_by_its_manifest(self, tmp_path, manifest):
        path = forged(
            tmp_path, {"heads/heads.jsonl": b"x", "manifest.json": json.dumps(manifest).encode()}
        )
        with pytest.raises(BadBackup):
            unpack(path, tmp_path / "into")
