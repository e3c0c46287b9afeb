"""What rooms above do when a subject's identifiers are erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from linli.core.registry import Registry

# Each is told the subject before its identifiers are gone, inside the transaction.
erasing: Final[Registry[Callable[[UUID], object]]] = Registry("eraser")
