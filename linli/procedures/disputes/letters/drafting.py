"""Which letters a dispute gives occasion to, and drafting them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from linli.base.letters import actions
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import VOID, Letter
from linli.base.letters.selectors import letters_of
from linli.cases import authority
from linli.cases.engine import lock
from linli.cases.models import Case
from linli.cases.papers import WRITTEN
from linli.cases.refusals import recorded
from linli.core.actors import Actor
from linli.core.errors import WrongState
from linli.core.text import Text
from linli.procedures.disputes import parties
from linli.procedures.disputes.letters import filling
from linli.procedures.disputes.models import Agreement, Session

NAMED = Text("{name}（第{no}次）", "{name} (session {no})")


@dataclass(frozen=True)
class Occasion:
    """A letter that can be drafted now; `no` counts sessions, or agreements that were made."""

    kind: str
    no: int = 0
    is_owed: bool = False
    session: Session | None = None
    agreement: Agreement | None = None

    @property
    def key(self) -> str:
        """Return what names the occasion within its case."""
        return f"{self.kind}-{self.no}"

    @property
    def name(self) -> Text:
        """Return the name of the letter; of a record, with which session it is of."""
        name = KINDS[self.kind].name
        return NAMED.format(name=name, no=self.no) if self.session else name


def occasions(case: Case, letters: list[Letter]) -> list[Occasion]:
    """Return the letters that can be drafted now, those owed first. Four queries."""
    written = {(one.kind, one.values.get("no", "0")) for one in letters if one.stage != VOID}
    found = [one for one in _all(case) if (one.kind, str(one.no)) not in written]
    return sorted(found, key=lambda one: not one.is_owed)


def draft(case: Case, key: str, *, by: Actor, at: datetime) -> Letter:
    """Draft the letter for the occasion `key` and return it. Who the parties are is revealed into
    it, on record. Raises NotAllowed for others than the committee that holds the dispute,
    WrongState when it is written already."""
    with recorded(case, "letter.draft", by=by, at=at), transaction.atomic():
        locked = lock(case.pk)
        authority.check_in_force(by, at)
        parties.check_theirs(locked, by)
        one = next((o for o in occasions(locked, letters_of(locked.chain)) if o.key == key), None)
        if one is None:
            raise WrongState(WRITTEN)
        values = _fill(locked, one) | _people(locked, one, by, at)
        declared = {field.key for field in KINDS[one.kind].fields}
        values = {key: value for key, value in values.items() if key in declared and value}
        return actions.draft(
            one.kind, chain=locked.chain, unit=locked.unit, values=values, by=by, at=at
        )


def _all(case: Case) -> list[Occasion]:
    held = [one for one in case.dispute.sessions.all() if one.held_at]
    found = [Occasion("mediation_registration")]
    found += [
        Occasion("mediation_record", no, is_owed=True, session=one)
        for no, one in enumerate(held, start=1)
    ]
    made = list(case.dispute.agreements.all())
    if made and not made[-1].is_void:
        found += _of_agreement(case, made[-1], len(made))
    if case.state in ("ending", "ended"):
        found.append(Occasion("mediation_ending", is_owed=True))
    return found


def _of_agreement(case: Case, agreement: Agreement, no: int) -> list[Occasion]:
    found = []
    if not agreement.is_oral:
        found.append(Occasion("mediation_agreement", no, is_owed=True, agreement=agreement))
    if agreement.effective_date and _may_apply(case):
        found.append(Occasion("mediation_confirmation", agreement=agreement))
    return found


def _may_apply(case: Case) -> bool:
    """Return whether a court can still be asked, or was."""
    waits = case.clocks.filter(term="confirm", stopped_at=None).exists()
    return case.state == "performing" and (waits or case.dispute.applied_date is not None)


def _fill(case: Case, one: Occasion) -> filling.Values:
    if one.session:
        return filling.record(case, one.session, one.no)
    if one.kind == "mediation_agreement" and one.agreement:
        return filling.agreement(case, one.agreement, one.no)
    if one.agreement:
        return filling.confirmation(case, one.agreement)
    return filling.ending(case) if one.kind == "mediation_ending" else filling.registration(case)


def _people(case: Case, one: Occasion, by: Actor, at: datetime) -> dict[str, str]:
    reason = f"起草{KINDS[one.kind].name.zh}"
    everybody = list(case.dispute.parties.select_related("dispute__case"))
    is_short = one.kind in ("mediation_ending", "mediation_record")
    # Before the court both sides ask together.
    label = filling.ASKING if one.kind == "mediation_confirmation" else ""
    told = {"by": by, "at": at, "reason": reason}
    found = {"parties": filling.who(everybody, **told, is_short=is_short, label=label)}
    if one.session:
        came = one.session.present.select_related("dispute__case")
        found["present"] = filling.who(came, **told, is_short=True)
    return found
