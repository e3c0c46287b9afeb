"""How long a term is in a place: what the place has set, within what the law allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from linli.base.rules.models import LocalLimit
from linli.core.procedure import Basis, Procedure, Term, TermUnit
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Limit:
    """A term's length as it holds somewhere, with the rule that sets it.

    `length` is None where the starting event itself sets the date.
    """

    length: int | None
    unit: TermUnit
    basis: Basis
    rolls: bool


def declared_limit(term: Term) -> Limit:
    """Return what the declaration of `term` says."""
    return Limit(term.length, term.unit, term.basis, term.rolls)


def limit_for(procedure: Procedure, term_key: str, *, region_code: int, day: date) -> Limit:
    """Return what holds for a term in the region `region_code` on `day`.

    The newest local limit in force of the most specific region that covers the code, else the
    declared one. A local limit that the law in force on `day` no longer allows is passed over.
    Raises KeyError for an unknown term. One query.
    """
    term = procedure.term_on(term_key, day)
    local = LocalLimit.objects.filter(
        procedure=procedure.key,
        term=term_key,
        in_force_from__lte=day,
        region_id__lte=region_code,
        region__code_end__gt=region_code,
    ).order_by("-region_id", "-in_force_from")  # ranges nest, so the higher code lies deeper
    for limit in local:
        if is_allowed(term, length=limit.length, unit=limit.unit):
            instrument = Text(limit.instrument, limit.instrument)
            basis = Basis(instrument, limit.article, grade="B")
            return Limit(limit.length, cast(TermUnit, limit.unit), basis, term.rolls)
    return declared_limit(term)


def is_allowed(term: Term, *, length: int, unit: str) -> bool:
    """Return whether a place may set `length` for `term`.

    Where the law's text fixes the term, the authority's time may only be shortened and the
    citizen's only lengthened, counted in the law's own unit; anything else is a preset.
    """
    if term.length is None:
        return False
    if not term.basis.is_law:
        return True
    if unit != term.unit:
        return False
    return length <= term.length if term.binds == "authority" else length >= term.length
