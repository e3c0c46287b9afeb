"""Gives the council's part of the tracking page what it shows: where the public page is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from linli.cases.models import Case


def of_deliberation(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return what the holder of the receipt sees of a deliberation."""
    return {"case": case, "is_public": case.deliberation.announced_at, "page": "councils:topic"}


def of_assembly(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return what the holder of the receipt sees of an assembly."""
    return {"case": case, "is_public": case.assembly.announced_at, "page": "councils:assembly"}
