"""Fills a letter from its case: what it says, and, on record, who the petitioner is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.views.decorators.debug import sensitive_variables

from linli.base.privacy.actions import reveal
from linli.base.privacy.models import Identifier
from linli.core.actors import Actor
from linli.procedures.petitions.letters import forms, to_petitioner, to_units
from linli.procedures.petitions.letters.fields import PETITIONER
from linli.procedures.petitions.letters.occasions import Occasion
from linli.procedures.petitions.letters.story import Story

Filler = Callable[[Story, Occasion, datetime], dict[str, Any]]
FILLERS: Mapping[str, Filler] = {
    "petition_notice": to_petitioner.notice,
    "petition_acceptance": to_petitioner.acceptance,
    "petition_refusal": to_petitioner.refusal,
    "petition_extension": to_petitioner.extension,
    "petition_opinion": to_petitioner.opinion,
    "petition_review": to_petitioner.review,
    "petition_recheck": to_petitioner.recheck,
    "petition_reply": to_petitioner.reply,
    "petition_agreement": to_petitioner.agreement,
    "petition_transfer": to_units.transfer,
    "petition_commission": to_units.commission,
    "petition_passing": to_units.passing,
    "petition_objection": to_units.objection,
    "petition_supervision": to_units.supervision,
    "petition_registration": forms.registration,
    "petition_delivery": forms.delivery,
}


def fill(story: Story, one: Occasion, at: datetime) -> dict[str, Any]:
    """Return what the letter says, without who the petitioner is. Ten queries at most, beside
    those of the story."""
    known = {field.key for field in one.declared.fields}
    values = FILLERS[one.kind](story, one, at)
    if not to_units.may_carry(story.case, one):
        values = to_units.kept_back(values)
    return {key: value for key, value in values.items() if key in known and value}


@sensitive_variables()
def petitioner(story: Story, one: Occasion, *, by: Actor, at: datetime) -> dict[str, str]:
    """Return who the petitioner is, for the fields of the letter that say so. Each identifier is
    revealed on record; a letter that may not carry an accusation names nobody."""
    if not to_units.may_carry(story.case, one):
        return {}
    asked = {
        field.key: PETITIONER.get(field.key) for field in one.declared.fields if field.is_personal
    }
    reason = f"起草{one.declared.name.zh}"
    subject = story.case.message.subject
    kept = set(Identifier.objects.filter(subject=subject).values_list("kind", flat=True))
    chain = story.case.chain
    found = {
        key: reveal(subject, kind, by=by, at=at, reason=reason, chain=chain)
        for key, kind in asked.items()
        if kind and kind in kept
    }
    if "representatives" in asked:
        found["representatives"] = "、".join(
            reveal(one.subject, "name", by=by, at=at, reason=reason, chain=chain)
            for one in story.petition.representatives.all()
        )
    return found
