"""How the stories of the demo's councils are told: each step by whoever's it is, with values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from linli.base.accounts.models import Post
from linli.base.letters import actions
from linli.base.notices.desk import mark_seen
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.zone import local_day
from linli.procedures.councils import opinions, selectors
from linli.procedures.councils.letters.drafting import draft, occasions
from linli.procedures.councils.places import township_of
from linli.procedures.councils.procedure import ASSEMBLY, DELIBERATION
from linli.procedures.councils.words import BY_BALLOT

DAY, EVENING = timedelta(days=1), 19
LEAD = frozenset({"lead"})
OWN = frozenset({"opinion", "release", "letters", "papers"})
KNOWN = OWN | {
    step.key for declared in (DELIBERATION, ASSEMBLY) for step in declared.transitions
}  # fmt: skip
OF_TOWNSHIP = frozenset({"note_filing", "ask_correction"})
PAPERS = {
    "letters": ("council_notice", "council_minutes"),
    "papers": ("council_result", "assembly_notice", "assembly_record", "assembly_decision",
               "convention_text", "convention_filing"),
}  # fmt: skip
TELLERS, CHAIR = "唱票人吕晓、计票人白云、监票人石坚", "社区居民委员会主任"


@dataclass
class Tale:
    """A council and what is told of it."""

    row: Mapping[str, Any]
    case: Case
    worker: Post

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`; a 2 at its end means the second time."""
        no, step = int(step.endswith("2")), step.rstrip("2")
        related = ("unit", "coordinator", "message", "region")
        self.case = Case.objects.select_related(*related).get(pk=self.case.pk)
        if step in OWN:
            self._tell(step, no, at)
        elif step == "invite":
            for kind, name in self.row["partners"]:
                self._move("invite", at, kind=kind, name=name)
        elif step == "set_motion":
            for kind, title, wording in self.row["motions"]:
                self._move("set_motion", at, kind=kind, title=title, wording=wording)
        else:
            self._move(step, at, **self._values(step, no, at))

    def _move(self, step: str, at: datetime, **values: Any) -> None:
        post = self.worker
        if step in OF_TOWNSHIP:
            above = township_of(self.case.unit, at=at)
            there = Post.objects.select_related("unit__region", "person")
            post = there.filter(unit=above, role="street_clerk").order_by("pk")[0]
        mark_seen(post, about=self.case.chain, at=at)
        move(self.case, step, by=post.actor(), at=at, **values)

    def _tell(self, step: str, no: int, at: datetime) -> None:
        by = self.worker.actor()
        if step == "opinion":
            key = f"demo-opinion:{self.case.pk}:{no}"
            text = self.row["opinions"][no]
            opinions.give(self.case.deliberation, text, submission_key=key, at=at)
        elif step == "release":
            first = self.case.deliberation.opinions.first()
            opinions.release(first, answer="已列入会议讨论。", by=by, at=at)
        else:
            there = {one.key for one in occasions(self.case, [], LEAD)}
            for key in PAPERS[step]:
                if key in there:
                    actions.issue_in_step(draft(self.case, key, by=by, at=at), by=by, at=at)

    def _values(self, step: str, no: int, at: datetime) -> dict[str, Any]:
        row, day = self.row, local_day(at)
        given: dict[str, dict[str, Any]] = {
            "take_up": _of(row, scope="scope", affected="affected")
            | {"topic": row.get("topic", row["title"])},
            "decline": _of(row, ground="ground", explanation="advice"),
            "announce": self._announced(at),
            "announce_again": {**self._announced(at), "notice": "上次到会人数不足，再次召开。"},
            "record_opinion": {"way": "in_person", "opinion": row.get("told", "")},
            "hold": {**_of(row, attended="attended", present="present", minutes="minutes"),
                     "held_on": day, "chair": CHAIR},
            "publish_result": _of(row, outcome="outcome", result="result", differing="differing"),
            "adopt": _of(row, adoption="adoption", adopter="adopter", explanation="explanation"),
            "turn_down": _of(row, adopter="adopter", explanation="explanation"),
            "cancel": _of(row, reason="reason"),
            "record_task": {"outcome": "done", "done_on": day, "note": row.get("note", "")},
            "finish": _of(row, report="report"),
            "open_sitting": {"held_on": day, "chair": CHAIR, **_of(row, attended="attended")},
            "adjourn": {"held_on": day, "chair": CHAIR, **_of(row, attended="short")},
            "close_sitting": {"minutes": row.get("minutes", "逐项说明后表决。")},
            "publish": _of(row, decision="decision"),
        }  # fmt: skip
        return {**given.get(step, {}), **self._looked_up(step, no, day)}

    def _announced(self, at: datetime) -> dict[str, Any]:
        row = self.row
        if "meets" not in row:
            return {}
        when = (at + row["meets"] * DAY).replace(hour=EVENING - 8, minute=0)
        values = {"notice": row["notice"], "when": when, "place": "社区居民议事厅"}
        if row["procedure"] == "deliberation":
            until = local_day(at) + row["until"] * DAY
            values |= {"agenda": row["agenda"], "opinions_until": until}
        return values

    def _looked_up(self, step: str, no: int, day: date) -> dict[str, Any]:
        if step == "give_task":
            told = self.row["tasks"][no]
            partners = list(self.case.council_partners.all())
            partner = partners[told["partner"]] if "partner" in told else None
            return {"partner": partner, "what": told["what"], "due_on": day + told["in"] * DAY}
        if step == "record_task":
            return {"task": selectors.open_tasks(self.case)[0]}
        if step == "vote":
            return self._vote()
        return {}

    def _vote(self) -> dict[str, Any]:
        yes, against, out = self.row["votes"]
        method = self.row.get("method", "hands")
        came = self.row["attended"]
        ballots = {"issued": came, "returned": came, "invalid": came - yes - against - out}
        return {
            "motion": selectors.open_motions(self.case)[0], "method": method, "in_favour": yes,
            "against": against, "abstained": out, "tellers": TELLERS,
            **(ballots if method == BY_BALLOT else {}),
        }  # fmt: skip


def worker_of(place: int) -> Post:
    """Return the demo's community worker of a place."""
    posts = Post.objects.select_related("unit__region", "person")
    found: Post = posts.filter(unit__region=place, role="community_worker").order_by("pk")[0]
    return found


def _of(row: Mapping[str, Any], **names: str) -> dict[str, Any]:
    return {key: row[name] for key, name in names.items() if name in row}
