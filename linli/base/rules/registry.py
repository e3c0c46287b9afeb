"""Which procedures have terms that a place may set for itself, filled by upper rooms."""

from __future__ import annotations

from linli.core.procedure import Procedure
from linli.core.registry import Registry

# Administration offers the terms of these; each procedure's `apps.ready()` adds its own.
SETTABLE: Registry[Procedure] = Registry("procedure with local limits")
