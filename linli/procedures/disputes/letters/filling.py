"""Fills the letters of a dispute from its case; who the parties are, on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.views.decorators.debug import sensitive_variables

from linli.base.audit.log import entries
from linli.base.letters.chinese import chinese_day
from linli.base.privacy.actions import reveal
from linli.base.privacy.models import Identifier
from linli.base.regions.models import Region
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.procedure import Choice
from linli.core.zone import local, local_day
from linli.procedures.disputes import selectors
from linli.procedures.disputes.duties import Duties, Duty
from linli.procedures.disputes.models import Agreement, Party, Session
from linli.procedures.disputes.words import (
    BY_REFUSAL,
    CONSENT_WAYS,
    DECLINE_GROUNDS,
    DECLINED,
    KINDS,
    ONLINE,
    OTHER_WAYS,
    SOURCES,
)

Values = dict[str, Any]
SHOWN = ("name", "telephone", "identity_number", "address")
REASONS = {
    BY_REFUSAL: "一方当事人明确表示不愿意调解或者要求终止调解",
    DECLINED: "该纠纷不属于人民调解受理范围",
    "": "调解不成",
}
ASKING = "申请人"
STOPPED, UNHEARD = "终止调解告知书", "不予受理告知书"
# Kinds that make no sentence with 纠纷 behind them.
MATTERS = {"labour": "劳动争议", "other": "民间纠纷", "traffic": "道路交通事故损害赔偿纠纷"}
ENDED, NOT_ACCEPTED = "依法终止调解", "不予受理"
ASKED = {"given": "同意调解", "refused": "拒绝调解", "": "待征求"}


def registration(case: Case) -> Values:
    """The registration form (Art. 27)."""
    dispute = case.dispute
    return {
        **_common(case),
        "registered": local_day(case.opened_at),
        "accepted": local_day(dispute.accepted_at) if dispute.accepted_at else None,
        "source": "，".join(filter(None, [_name(SOURCES, dispute.source), dispute.referrer])),
        "matter": dispute.matter,
        "wish": dispute.wish,
        "consents": "\n".join(_asked(one) for one in dispute.parties.all()),
    }


def record(case: Case, session: Session, no: int) -> Values:
    """The record of a session (Art. 27)."""
    held = local(session.held_at or session.planned_at)
    return {
        **_common(case),
        "no": str(no),
        "held": chinese_day(held.date()),
        "place": session.place,
        "others": session.others or "无",
        "record": session.record,
    }


def agreement(case: Case, made: Agreement, no: int) -> Values:
    """The agreement with what Art. 29 says that it may state; a copy for each and one to keep."""
    rows = made.obligations.select_related("party")
    duties = Duties(Duty(one.party, one.what, one.due_date) for one in rows)
    return {
        **_common(case),
        "no": str(no),
        "facts": made.facts,
        "content": made.content,
        "duties": str(duties),
        "way": made.way,
        "copies": str(case.dispute.parties.count() + 1),
        "signers": [{"who": str(one)} for one in case.dispute.parties.all()],
    }


def confirmation(case: Case, made: Agreement) -> Values:
    """What both sides sign to ask a court (Art. 33)."""
    clock = case.clocks.filter(term="confirm").order_by("-pk").first()
    return {
        "form": "口头调解协议" if made.is_oral else "《人民调解协议书》",
        "matter": MATTERS.get(case.dispute.kind) or _name(KINDS, case.dispute.kind) + "纠纷",
        "content": made.content,
        "signers": [{"who": ASKING} for _ in case.dispute.parties.all()],
        "reached": made.reached_date,
        "effective": made.effective_date,
        "last_day": local_day(clock.due_at) if clock else None,
        "court": case.dispute.court or f"{_county(case)}人民法院",
    }


def ending(case: Case) -> Values:
    """That it ended, and the other ways (Art. 26)."""
    kind = f"{case.procedure}.tell_ways"
    told = entries(case.chain).filter(kind=kind).last()
    ways = [one.name.zh for one in OTHER_WAYS if told is None or told.facts.get(one.key)]
    return {
        **_common(case),
        "heading": UNHEARD if case.dispute.ended_by == DECLINED else STOPPED,
        "reason": _ground(case) or REASONS.get(case.dispute.ended_by, REASONS[""]),
        "outcome": NOT_ACCEPTED if case.dispute.ended_by == DECLINED else ENDED,
        "ways": "、".join(ways),
        "advice": told.texts.get("advice", "") if told else "",
    }


@sensitive_variables()
def who(
    parties: Iterable[Party],
    *,
    by: Actor,
    at: datetime,
    reason: str,
    is_short: bool,
    label: str = "",
) -> str:
    """Return who `parties` are, a line for each that begins with `label` or else with their side,
    or with `is_short` their names alone. Each identifier is revealed on record."""
    lines = []
    for party in parties:
        kept = set(Identifier.objects.filter(subject=party.subject).values_list("kind", flat=True))
        chain = party.dispute.case.chain
        wanted = [kind for kind in SHOWN if kind in kept and (kind == "name" or not is_short)]
        found = [
            reveal(party.subject, kind, by=by, at=at, reason=reason, chain=chain) for kind in wanted
        ]
        lines.append(
            "、".join(found) if is_short else f"{label or party}：{'，'.join(found) or '未登记'}"
        )
    return ("、" if is_short else "\n").join(lines)


def _common(case: Case) -> Values:
    return {
        "reference": case.reference,
        "kind": _name(KINDS, case.dispute.kind),
        "mediators": "、".join(one.name for one in selectors.mediators_of(case)),
    }


def _ground(case: Case) -> str:
    """Return why it was not accepted, where it was not."""
    line = entries(case.chain).filter(kind=f"{case.procedure}.decline").last()
    return _name(DECLINE_GROUNDS, line.facts.get("ground", "")) if line else ""


def _asked(party: Party) -> str:
    way = _name((*CONSENT_WAYS, ONLINE), party.consent_way)
    on = chinese_day(local_day(party.consent_at)) if party.consent_at else ""
    more = "，".join(filter(None, [way, on]))
    return f"{party}：{ASKED[party.consent]}" + (f"（{more}）" if more else "")


def _name(choices: Iterable[Choice], key: str) -> str:
    return next((choice.name.zh for choice in choices if choice.key == key), "")


def _county(case: Case) -> str:
    """Return the city and county of the place, as its court is named."""
    names: list[str] = []
    place: Region | None = case.region
    while place:
        if place.level in ("county", "city"):
            names.insert(0, place.name)
        place = place.parent
    return "".join(names)


def cover(case: Case) -> Values:
    """What stands on the cover of the file."""
    result = case.state_declared.name.zh
    if case.dispute.effective_date:
        day = case.dispute.effective_date
        result = f"达成协议，{chinese_day(day)}生效（{result}）"
    return {**_common(case), "registered": local_day(case.opened_at), "result": result}
