"""Gives the test run a home of its own before anything reads the settings.

Loaded as a plugin (`-p tests.home` in pyproject.toml), since pytest-django reads the settings
before any conftest runs.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="linli-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["LINLI_HOME"] = _folder
os.environ.pop("LINLI_KEYS", None)
os.environ.pop("LINLI_DEMO", None)
