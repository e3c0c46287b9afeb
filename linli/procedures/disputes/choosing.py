"""Fields for what belongs to disputes: a party, mediators, what is due, who has signed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.privacy.selectors import masked_for
from linli.base.ui.language import said
from linli.cases.fields import things
from linli.cases.models import Case
from linli.cases.picking import PickField, PickSeveralField
from linli.core.procedure import Field
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes import selectors
from linli.procedures.disputes.models import Mark, Mediator, Obligation, Party
from linli.procedures.disputes.words import GIVEN

UNDATED = Text("未约定日期", "no day agreed")


def party_labels(parties: list[Party]) -> dict[str, tuple[Party, str]]:
    """Return the parties by key, each with its place and its masked name. One query."""
    masked = masked_for([one.subject for one in parties])
    return {
        str(one.pk): (one, f"{said(one.text)} {masked[one.subject].get('name', '')}".strip())
        for one in parties
    }


def _party(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return PickField(party_labels(_parties(case)), **common)


def _present(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return PickSeveralField(party_labels(_parties(case)), **common)


def _mediators(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    there = selectors.of_committee(case.unit_id, local_day(timezone.now()))
    return PickSeveralField({str(one.pk): (one, one.name) for one in there}, **common)


def _mediator(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    now: list[Mediator] = selectors.mediators_of(case)
    return PickField({str(one.pk): (one, one.name) for one in now}, **common)


def _obligation(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    waiting = selectors.open_obligations(case)
    return PickField({str(one.pk): (one, _label(one)) for one in waiting}, **common)


def _signers(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    missing = selectors.missing_marks(case)
    parties = party_labels([one.party for one in missing if one.party])
    found: dict[str, tuple[Mark, str]] = {}
    for one in missing:
        key = f"{one.party_id or ''}-{one.mediator_id or ''}"
        label = parties[str(one.party_id)][1] if one.party_id else said(one.text)
        found[key] = (one, label)
    return PickSeveralField(found, **common)


def _label(one: Obligation) -> str:
    due = one.due_date.isoformat() if one.due_date else said(UNDATED)
    return f"{said(one.party.text)} · {one.what} · {due}"


def _parties(case: Case) -> list[Party]:
    return list(case.dispute.parties.all())


def unasked(case: Case) -> list[Party]:
    """Return the parties whose consent is not on record. One query."""
    return list(case.dispute.parties.exclude(consent=GIVEN))


for key, maker in {
    "party": _party, "present": _present, "mediators": _mediators, "mediator": _mediator,
    "obligation": _obligation, "signers": _signers,
}.items():  # fmt: skip
    things.register(f"dispute.{key}", maker)
