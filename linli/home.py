"""Where an instance keeps what is its own: database, keys, files, logs."""

from __future__ import annotations

import contextlib
import os
import secrets
from functools import cache
from pathlib import Path

# In the instance's folder: the names of keys that were made for it, wherever they lie.
MADE = "keys.made"
LENGTH = 32
DEFAULT_HOME = Path(__file__).resolve().parent.parent / "var"


class NotItsKeys(Exception):
    """The folder of keys lacks one that this instance was made with, or holds a damaged one."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"not the keys of this instance: {path}")
        self.path = path


def home() -> Path:
    """Return the instance's folder (`LINLI_HOME`, else `var/` of the checkout), made if absent."""
    folder = Path(os.environ.get("LINLI_HOME") or DEFAULT_HOME).resolve()
    _make(folder)
    return folder


@cache
def _make(folder: Path, mode: int = 0o777) -> None:
    # Once a process: a home that is moved away from a running one must not be made anew, least of
    # all with new keys.
    folder.mkdir(parents=True, exist_ok=True, mode=mode)


def key(name: str) -> bytes:
    """Return the 32-byte key `name` of this instance, made at first use, readable by its owner.

    `LINLI_KEYS` moves the folder of keys away from the data, as a real instance should. No key is
    made a second time: in a folder that was forgotten or mistyped it would look like the real one
    while nothing it seals can be opened. Raises NotItsKeys for a key that is gone or damaged.
    """
    path = key_file(name)
    made = home() / MADE / name
    if not path.exists():
        # It is remembered once it is there: another process may just have done both.
        if made.exists() and not path.exists():
            raise NotItsKeys(path)
        _write_once(path, secrets.token_hex(LENGTH))
    if not made.exists():
        _remember(made)
    try:
        return written_in(path)
    except ValueError as error:
        raise NotItsKeys(path) from error


def written_in(path: Path) -> bytes:
    """Return the key that the file holds. Raises ValueError for a damaged one, OSError."""
    found = bytes.fromhex(path.read_text().strip())
    if len(found) != LENGTH:
        raise ValueError(f"{len(found)} bytes")
    return found


def key_file(name: str) -> Path:
    """Return where the key `name` lies, or would."""
    return keys_folder() / f"{name}.key"


def keys_folder() -> Path:
    """Return the folder of this instance's keys, made if absent, open to its owner only."""
    folder = Path(os.environ.get("LINLI_KEYS") or home() / "keys")
    _make(folder, 0o700)
    return folder


def _remember(made: Path) -> None:
    # An instance that is only looked at may lie where nothing can be written.
    with contextlib.suppress(OSError):
        made.parent.mkdir(exist_ok=True)
        made.touch()


def _write_once(path: Path, text: str) -> None:
    """Write `path` whole or leave the one that another process wrote first."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
