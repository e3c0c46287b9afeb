"""How the stories of the demo's disputes are told: each step by whoever's it is, with values."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from pypdf import PdfWriter

from linli.base.accounts.models import Post, Unit
from linli.base.files.actions import store
from linli.base.letters import actions
from linli.base.notices.desk import mark_seen
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import local_day
from linli.procedures.disputes import selectors
from linli.procedures.disputes.duties import Duties, Duty
from linli.procedures.disputes.letters.drafting import draft

DAY = timedelta(days=1)
OF_PARTY = frozenset({"agree", "refuse"})
KNOWN = frozenset(
    {
        "record_consent", "accept", "appoint", "plan_session", "record_session", "conclude",
        "agree_orally", "note_marks", "take_effect", "record_performance", "visit_30", "visit_90",
        "apply_confirmation", "record_confirmation", "file_away", "terminate", "refuse",
        "tell_ways", "decline", "extend", "letters",
    }
)  # fmt: skip


@dataclass
class Tale:
    """A dispute and what is told of it."""

    row: Mapping[str, Any]
    case: Case
    mediator: Post

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`."""
        step = step.rstrip("2")
        self.case = Case.objects.select_related("unit", "coordinator", "message").get(
            pk=self.case.pk
        )
        if step == "letters":
            self._write(at)
            return
        by = Actor.receipt(self.case.message.receipt) if step in OF_PARTY else self._by(at)
        move(self.case, step, by=by, at=at, **self._values(step, local_day(at), at))

    def _by(self, at: datetime) -> Actor:
        mark_seen(self.mediator, about=self.case.chain, at=at)
        return self.mediator.actor()

    def _write(self, at: datetime) -> None:
        """Draft and issue the agreement, as it lies on the table to be signed."""
        for key in ("mediation_registration-0", "mediation_agreement-1"):
            letter = draft(self.case, key, by=self._by(at), at=at)
            actions.issue_in_step(letter, by=self._by(at), at=at)

    def _values(self, step: str, day: date, at: datetime) -> dict[str, Any]:
        row, case = self.row, self.case
        there = list(case.dispute.parties.all())
        agreed = {
            "content": row.get("content", ""),
            "duties": Duties(
                Duty(there[one["who"]], one["what"], day + one["in"] * DAY)
                for one in row.get("duties", ())
            ),
            "amount": row.get("amount"),
        }
        given: dict[str, dict[str, Any]] = {
            "accept": {"kind": row["kind"]},
            "plan_session": {
                "when": at + 2 * DAY, "place": "社区调解室", "openness": "closed",
            },
            "record_session": {
                "held_on": day, "place": "社区调解室", "present": there,
                "record": row.get("record", ""),
            },
            "conclude": {"facts": row.get("facts", ""), **agreed},
            "agree_orally": {"reached_on": day, "is_waived": True, **agreed},
            "take_effect": {"copies_on": day},
            "extend": {"units": 15, "is_agreed": True},
            "record_performance": {"performance": "done", "done_on": day},
            "visit_30": {"visited_on": day, "performance": row.get("at_30", "done")},
            "visit_90": {"visited_on": day, "performance": row.get("at_90", "done")},
            "apply_confirmation": {
                "court": "济南市历下区人民法院", "applied_on": day, "is_joint": True,
            },
            "record_confirmation": {"outcome": "confirmed", "decided_on": day},
            "terminate": {"reason": row.get("reason", "")},
            "tell_ways": {
                "court": True, "arbitration": row["kind"] == "labour", "way": "in_person",
                "told_on": day, "advice": row.get("advice", ""),
            },
            "decline": {"ground": "in_court", "explanation": row.get("advice", "")},
        }  # fmt: skip
        return {**given.get(step, {}), **self._looked_up(step, day)}

    def _looked_up(self, step: str, day: date) -> dict[str, Any]:
        """Return values that must be read or made now."""
        if step == "record_consent":
            unasked = self.case.dispute.parties.exclude(consent="given").first()
            return {"party": unasked, "way": "telephone"}
        if step == "appoint":
            there = selectors.of_committee(self.case.unit_id, day)
            chosen_by = self.row.get("chosen_by", "committee")
            return {"mediators": there[1:2], "chosen_by": chosen_by}
        if step == "record_performance":
            return {"obligation": selectors.open_obligations(self.case)[0]}
        if step == "note_marks":
            return {
                "signers": selectors.missing_marks(self.case),
                "kind": "signature",
                "marked_on": day,
                "files": [store(ContentFile(SCAN, name="签字文本.pdf"))],
            }
        return {}


def mediator_of(unit: Unit) -> Post:
    """Return the demo's mediator of a committee."""
    posts = Post.objects.select_related("unit__region", "person")
    found: Post = posts.filter(unit=unit, role="mediator").order_by("pk")[0]
    return found


def _blank_page() -> bytes:
    """Return a page that stands for the scan of a paper."""
    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(target)
    return target.getvalue()


SCAN = _blank_page()
