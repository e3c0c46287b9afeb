"""A home that is moved away from a running server: it says so, and makes none anew."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

from tests.commands import environment

ASKING = """
import json, logging, sys, django
django.setup()
logging.disable()
from contextlib import suppress
from pathlib import Path
from django.db import connection
from django.test import Client
from linli.base.operations import health
from linli.home import key
home, away = map(Path, sys.argv[1:])

def statuses():
    # As each request of a real server does.
    connection.close()
    health.forget()
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    told = [client.get(path).status_code for path in ("/health", "/health/live")]
    client.cookies["sessionid"] = "a" * 32
    return [*told, client.get("/desk/").status_code]

told = [statuses()]
home.rename(away)
told += [statuses()]
with suppress(OSError):
    key("audit")
told += [home.exists()]
away.rename(home)
told += [statuses()]
print(json.dumps(told))
"""


def test_home_that_is_moved_away_is_missed_and_not_made_anew(instance, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(instance[0], home)
    run = subprocess.run(
        [sys.executable, "-c", ASKING, home, tmp_path / "away"],
        env=environment(home, DJANGO_SETTINGS_MODULE="linli.settings"),
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [[200, 200, 302], [503, 200, 503], False, [200, 200, 302]]
