"""A worker in a process of its own on the test's database, whose name is the argument."""

from __future__ import annotations

import sys

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()

from linli.base.jobs.worker import run_worker  # noqa: E402

run_worker()
