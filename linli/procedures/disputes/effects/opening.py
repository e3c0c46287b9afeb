"""Consent and refusal, acceptance, handing on to another committee."""

from __future__ import annotations

from linli.base.accounts.models import Unit
from linli.cases.assignment import notify_unit, remind_of
from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.disputes import parties
from linli.procedures.disputes.access import COMMITTEE
from linli.procedures.disputes.effects.saving import save
from linli.procedures.disputes.models import Appointment, Party
from linli.procedures.disputes.words import BY_REFUSAL, DECLINED, GIVEN, REFUSED

NOT_A_COMMITTEE = Text("请选择在任的人民调解委员会。", "Choose a mediation committee in being.")
HOLDS_IT = Text("该委员会就是承办单位。", "This committee already holds it.")


def record_consent(moving: Moving, *, party: Party, way: str) -> None:
    """A party agreed, face to face, by telephone or in writing (Art. 17)."""
    _consent(moving, party, way)


def agree(moving: Moving) -> None:
    """A party agreed on the page, with the receipt of their own."""
    _consent(moving, _own(moving), "online")
    remind_of(moving.case, "dispute.agreed", at=moving.at, post=moving.case.post)


def accept(moving: Moving, *, kind: str) -> None:
    """All agreed: mediation begins, under the type that the committee finds."""
    save(moving, accepted_at=moving.at, kind=kind)


def pass_on(moving: Moving, *, unit: Unit, reason: str) -> None:
    """Another committee mediates; it names its own mediators."""
    case, day = moving.case, local_day(moving.at)
    is_there = unit.from_date <= day and (unit.until_date is None or day <= unit.until_date)
    if unit.kind != COMMITTEE or not is_there:
        raise Refused(NOT_A_COMMITTEE, field="unit", code="not_a_committee")
    if unit.pk == case.unit_id:
        raise Refused(HOLDS_IT, field="unit", code="holds_it")
    Appointment.objects.filter(dispute=case.dispute, until_at=None).update(until_at=moving.at)
    moving.give_to(unit)
    notify_unit(case, unit, "case.received", at=moving.at)


def decline(moving: Moving, *, ground: str, explanation: str) -> None:
    """Not a matter for mediation; the other ways are still to be told."""
    save(moving, ended_by=DECLINED, ended_at=moving.at)


def record_refusal(moving: Moving, *, party: Party, way: str, reason: str = "") -> None:
    """A party clearly refused: by law there is no mediation (Art. 17)."""
    _refusal(moving, party, way)


def refuse(moving: Moving, *, reason: str = "") -> None:
    """A party refused on the page, with the receipt of their own."""
    _refusal(moving, _own(moving), "online")
    remind_of(moving.case, "dispute.refused", at=moving.at, post=moving.case.post)


def _own(moving: Moving) -> Party:
    party = parties.of_actor(moving.case, moving.by)
    # The condition of the step has said so.
    assert party is not None
    moving.facts["party"] = {"id": party.pk, "name": party.text.zh, "name_en": party.text.en}
    return party


def _consent(moving: Moving, party: Party, way: str) -> None:
    party.consent, party.consent_way, party.consent_at = GIVEN, way, moving.at
    party.save(update_fields=["consent", "consent_way", "consent_at"])


def _refusal(moving: Moving, party: Party, way: str) -> None:
    party.consent, party.consent_way, party.consent_at = REFUSED, way, moving.at
    party.save(update_fields=["consent", "consent_way", "consent_at"])
    moving.case.dispute.agreements.filter(effective_date=None).update(is_void=True)
    save(moving, ended_by=BY_REFUSAL, ended_at=moving.at)


EFFECTS: dict[str, Effect] = {
    "record_consent": record_consent,
    "agree": agree,
    "accept": accept,
    "pass_on": pass_on,
    "decline": decline,
    "record_refusal": record_refusal,
    "refuse": refuse,
}
