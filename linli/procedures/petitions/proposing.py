"""Proposals of a petition office (三项建议, Art. 41): made, answered, and who may read them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record, refusals_recorded
from linli.cases import authority
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.petitions.models import Proposal
from linli.procedures.petitions.targets import OFFICE, check_in_being
from linli.procedures.petitions.words import ADOPTED, PROPOSALS

MAKERS = frozenset({"petition_officer", "unit_head"})
NOT_AN_OFFICE = Text(
    "建议由信访部门提出和登记。", "Proposals are made and kept by petition offices."
)
NOT_YOURS = Text("其他单位提出的建议由其登记。", "What became of it is recorded by who made it.")
NO_KIND = Text("请选择建议类型。", "Choose the kind of proposal.")
NO_TEXT = Text("请写明建议内容。", "Write down what is proposed.")
NO_OUTCOME = Text("请选择采纳情况。", "Choose what became of it.")
NO_REASON = Text(
    "未采纳或部分采纳的，请写明理由。", "Not adopted, or in part: write down the reason given."
)
OWN_UNIT = Text("请选择本单位以外的单位。", "Choose a unit other than your own.")


def make(*, kind: str, text: str, to_unit: Unit, by: Actor, at: datetime) -> Proposal:
    """Record a proposal to `to_unit`. Raises NotAllowed for all but the officers and heads of
    petition offices, Incomplete and Refused, at the field, for what is missing or wrong."""
    with refusals_recorded("petition.proposal_made", by=by, at=at), transaction.atomic():
        unit = _office_of(by, at)
        _check(kind, text, to_unit, unit, at)
        made: Proposal = Proposal.objects.create(
            unit=unit, kind=kind, text=text.strip(), to_unit=to_unit, made_at=at
        )
        facts = {"proposal": made.pk, "kind": kind, "to": to_unit.pk}
        record(SYSTEM, "petition.proposal_made", by=by, at=at, facts=facts)
    return made


def answer(proposal: Proposal, *, adopted: str, text: str, by: Actor, at: datetime) -> Proposal:
    """Record what became of a proposal; a later answer takes the place of an earlier one. Raises
    NotAllowed for other units than the one that made it, Incomplete at the field."""
    with refusals_recorded("petition.proposal_answered", by=by, at=at), transaction.atomic():
        locked: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if _office_of(by, at).pk != locked.unit_id:
            raise NotAllowed(NOT_YOURS)
        if adopted not in {choice.key for choice in ADOPTED}:
            raise Incomplete(NO_OUTCOME, field="adopted")
        if adopted != "yes" and not text.strip():
            raise Incomplete(NO_REASON, field="text")
        locked.adopted, locked.answer, locked.answered_at = adopted, text.strip(), at
        locked.save(update_fields=["adopted", "answer", "answered_at"])
        facts = {"proposal": locked.pk, "adopted": adopted}
        record(SYSTEM, "petition.proposal_answered", by=by, at=at, facts=facts)
    return locked


def visible_to(post: Post) -> QuerySet[Proposal]:
    """Return the proposals that `post` may read: those of the petition offices in its area, the
    newest first."""
    region = post.unit.region
    made: QuerySet[Proposal] = Proposal.objects.filter(
        unit__region_id__gte=region.code, unit__region_id__lt=region.code_end
    )
    return made.select_related("unit", "to_unit").order_by("-made_at", "-pk")


def _office_of(by: Actor, at: datetime) -> Unit:
    authority.check_in_force(by, at)
    unit = Unit.objects.filter(pk=by.unit_id or 0).first()
    if unit is None or unit.kind != OFFICE or by.role not in MAKERS:
        raise NotAllowed(NOT_AN_OFFICE)
    return unit


def _check(kind: str, text: str, to_unit: Unit, unit: Unit, at: datetime) -> None:
    if kind not in {choice.key for choice in PROPOSALS}:
        raise Incomplete(NO_KIND, field="kind")
    if not text.strip():
        raise Incomplete(NO_TEXT, field="text")
    if to_unit.pk == unit.pk:
        raise Refused(OWN_UNIT, field="to_unit", code="own_unit")
    check_in_being(to_unit, local_day(at), field="to_unit")
