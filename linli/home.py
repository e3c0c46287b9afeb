"""Where an instance keeps what is its own: database, keys, files, logs."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

DEFAULT_HOME = Path(__file__).resolve().parent.parent / "var"


def home() -> Path:
    """Return the instance's folder (`LINLI_HOME`, else `var/` of the checkout), made if absent."""
    folder = Path(os.environ.get("LINLI_HOME") or DEFAULT_HOME).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def key(name: str) -> bytes:
    """Return the 32-byte key `name` of this instance, made at first use, readable by its owner.

    `LINLI_KEYS` moves the folder of keys away from the data, as a real instance should.
    """
    path = keys_folder() / f"{name}.key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return bytes.fromhex(path.read_text().strip())


def keys_folder() -> Path:
    """Return the folder of this instance's keys, made if absent, open to its owner only."""
    folder = Path(os.environ.get("LINLI_KEYS") or home() / "keys")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _write_once(path: Path, text: str) -> None:
    """Write `path` whole or leave the one that another process wrote first."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
