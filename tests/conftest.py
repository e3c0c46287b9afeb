"""What all tests share: the fixed cast of people. Their home is made by tests/home.py."""

from __future__ import annotations

import logging

import pytest

from tests.browser.fixtures import assert_accessible, browser, page_at  # noqa: F401
from tests.commands import founded, instance, nowhere  # noqa: F401

# Files that take longest, in the order in which they are handed out: whichever came last would be
# run by one process alone.
LONGEST = (
    "tests/wall/test_doors.py",
    "tests/procedures/petitions/test_matrix.py",
    "tests/hard/",
    "tests/test_cli.py",
    "tests/cases/test_races.py",
    "tests/browser/test_every_page",
    "tests/journeys/test_petition_to_its_end.py",
    "tests/journeys/test_written_on_a_phone.py",
)


def pytest_collection_modifyitems(items):
    """Begin with the longest files."""

    def place(item):
        found = (number for number, part in enumerate(LONGEST) if item.nodeid.startswith(part))
        return next(found, len(LONGEST))

    items.sort(key=place)


@pytest.fixture
def cast(db):
    """The fixed cast of regions, units and people; see tests/cast.py for its names."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture(scope="session", autouse=True)
def _log_can_be_emptied():
    """Let the flush after a transactional test pass the log's triggers, and nothing else.

    Django would write its permissions by model again after each, which nobody reads here.
    """
    from django.core.management.commands import flush as command
    from django.db.backends.base.operations import BaseDatabaseOperations

    from linli.base.audit.triggers import install, remove

    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_without_triggers(self, sql_list):
        remove(self.connection.alias)
        flush(self, sql_list)
        install(self.connection.alias)

    emit = command.emit_post_migrate_signal
    BaseDatabaseOperations.execute_sql_flush = flush_without_triggers
    command.emit_post_migrate_signal = lambda *args, **kwargs: None
    yield
    BaseDatabaseOperations.execute_sql_flush = flush
    command.emit_post_migrate_signal = emit


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_cheap():
    """Hash passwords as the product does, at the least cost: it is theirs to be slow."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        for name, least in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, name, least)
        yield


@pytest.fixture(scope="session", autouse=True)
def _requests_are_not_told():
    """Leave out the line for each request, which would hide why a test failed."""
    logging.getLogger("linli.base.operations.requests").setLevel(logging.WARNING)


@pytest.fixture(autouse=True)
def _heads_of_its_own(tmp_path, monkeypatch):
    """Give each test its own file of heads: databases are emptied between tests, files not.

    It is there from the beginning: most tests roll back what would have begun it.
    """
    monkeypatch.setenv("LINLI_HEADS", str(tmp_path / "heads.jsonl"))
    (tmp_path / "heads.jsonl").touch()
