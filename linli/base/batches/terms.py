"""What a batch keeps of an import beside its rows: what it was told, what it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.base.batches.kinds import IMPORTS, ImportKind, ImportPlan
from linli.base.batches.models import Batch
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What a preview says beside the rows."""

    ends: list[str]
    hindrance: Text | None


def import_of(batch: Batch) -> ImportKind | None:
    """Return the import that a batch carries out, None for a batch of another kind."""
    key, _, what = batch.kind.rpartition(".")
    return IMPORTS.get(key) if what == "import" else None


def terms_for(
    kept: Mapping[str, Any], plan: ImportPlan, *, file: str, digest: str
) -> dict[str, Any]:
    """Return the terms of an import: what was entered beside the file, the file's name and
    digest, and what the plan says beside its rows."""
    told: dict[str, Any] = {"entered": dict(kept), "file": file, "digest": digest}
    told["ends"] = list(plan.ends)
    if plan.hindrance:
        told["hindrance"] = {"zh": plan.hindrance.zh, "en": plan.hindrance.en}
    return told


def plan_terms(batch: Batch) -> PlanTerms:
    """Return what the plan of an import said beside its rows."""
    why = batch.terms.get("hindrance")
    return PlanTerms(list(batch.terms.get("ends", [])), Text(**why) if why else None)
