"""Registers the engine's recurring work, wordings and calendar hook."""

from __future__ import annotations

from linli.base.jobs.schedule import schedule
from linli.cases import wordings
from linli.cases.sweep import sweep

wordings.register()
schedule("cases.sweep", 1, sweep)
