"""Gives the whole test run a home of its own and, when asked, a PostgreSQL of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import pytest

_folder = tempfile.mkdtemp(prefix="linli-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["LINLI_HOME"] = _folder
os.environ.pop("LINLI_KEYS", None)
os.environ.pop("LINLI_DEMO", None)


@pytest.fixture
def cast(db):
    """The fixed cast of regions, units and people; see tests/cast.py for its names."""
    from tests.cast import make_cast

    return make_cast()
