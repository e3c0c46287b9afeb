"""The entries of disputes in the staff menu."""

from __future__ import annotations
