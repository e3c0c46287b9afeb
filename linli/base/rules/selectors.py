"""Finds the length of a term for a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linli.base.rules.models import LocalLimit
from linli.core.procedure import Basis, Procedure, TermUnit
from linli.core.text import Text


@dataclass(frozen=True)
class Limit:
    """A term's length as it holds somewhere, with the rule that sets it."""

    length: int | None
    unit: TermUnit
    basis: Basis
    rolls: bool


def limit_for(procedure: Procedure, term_key: str, *, region_code: int, day: date) -> Limit:
    """Return what holds for a term in a region on a day. One query."""
    term = procedure.term_on(term_key, day)
    local = (
        LocalLimit.objects.filter(
            procedure=procedure.key,
            term=term_key,
            in_force_from__lte=day,
            region_id__lte=region_code,
            region__code_end__gt=region_code,
        )
        .order_by("-region_id", "region__code_end", "-in_force_from")
        .first()
    )
    if local is None:
        return Limit(term.length, term.unit, term.basis, term.rolls)
    basis = Basis(Text(local.instrument, local.instrument), local.article, "A")
    return Limit(local.length, local.unit, basis, term.rolls)  # type: ignore[arg-type]
