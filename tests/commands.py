"""The command line run as people run it, and an instance that it made, as fixtures for all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

NAMES = ("LANG", "LC_ALL", "LC_MESSAGES", "DATABASE_URL", "HOST", "PORT", "LINLI_DEMO")

FOUNDED = (
    "--name", "济南市热线服务中心", "--kind", "hotline_centre", "--region", "3701",
    "--code", "centre", "--system-administrator", "sys=甲", "--security-administrator", "sec",
    "--auditor", "aud",
)  # fmt: skip


def environment(home, **more):
    kept = {name: value for name, value in os.environ.items() if name not in NAMES}
    kept.pop("LINLI_HEADS", None)
    kept.pop("LINLI_HOSTS", None)
    return {**kept, "LINLI_HOME": str(home), "LANG": "en_GB.UTF-8", **more}


def linli(*arguments, home, **more):
    return subprocess.run(
        [sys.executable, "-m", "linli.cli", *map(str, arguments)],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=240,
    )


@pytest.fixture
def nowhere(tmp_path):
    return tmp_path / "nothing-here"


@pytest.fixture(scope="module")
def instance(founded, tmp_path_factory):
    """A real instance, made by `linli init`, for the tests of a file."""
    home, said = founded
    copied = tmp_path_factory.mktemp("instances") / "home"
    shutil.copytree(home, copied)
    return copied, said


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    """The instance that others are copied from: making one takes long."""
    home = tmp_path_factory.mktemp("founded")
    made = linli("init", *FOUNDED, home=home, LINLI_ORIGINS="https://linli.example")
    assert made.returncode == 0, made.stderr
    return home, made.stdout
