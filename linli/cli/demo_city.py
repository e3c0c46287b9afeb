"""Builds the demo city from what each room brings to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from linli.base.accounts.demo_people import SignIn, load_people
from linli.base.accounts.demo_units import load_units
from linli.base.accounts.models import Unit
from linli.cli.declaring import Progress, step
from linli.core.text import Text
from linli.registers.conferences.demo import load_conferences
from linli.registers.duties.demo import load_duties

UNITS = Text("建立单位、人员和职责清单……", "Opening units, filling posts, reading duty lists …")
CASES = Text("演示诉求", "Demo cases")


def build(*, at: datetime) -> list[SignIn]:
    """Make what is missing of the demo city and return how its new people sign in.

    Each part comes in one transaction, and is passed over where it is there already.
    """
    if not Unit.objects.exists():
        step(UNITS)
    load_units(at=at)
    new = load_people(at=at)
    load_duties(at=at)
    load_conferences(at=at)
    for room in _rooms():
        room.load(at=at, progress=Progress(CASES))
    return new


def receipts() -> list[tuple[str, str, str]]:
    """Return some receipts of the demo with their passcodes and titles."""
    return [receipt for room in _rooms() for receipt in room.receipts()]


def _rooms() -> Iterator[ModuleType]:
    """Yield the `demo` of each procedure that has one."""
    for config in apps.get_app_configs():
        is_procedure = config.name.startswith("linli.procedures.")
        if is_procedure and find_spec(f"{config.name}.demo"):
            yield import_module(f"{config.name}.demo")
