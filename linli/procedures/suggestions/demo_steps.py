"""How the stories of the demo's suggestions are told: each step by whoever's it is, with values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from linli.base.accounts.models import Post, Unit
from linli.base.letters import actions
from linli.base.notices.desk import mark_seen
from linli.cases.engine import move
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.zone import local_day
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.letters.drafting import draft
from linli.procedures.suggestions.selectors import publication_of
from linli.procedures.suggestions.steps.takers import OFFICE_ROLES

DAY = timedelta(days=1)
OF_SENDER = frozenset({"agree"})
OF_UNIT = frozenset(
    {"record_meeting", "adopt", "decline", "answer", "explain", "plan", "report", "complete",
     "give_up"}
)  # fmt: skip
KNOWN = frozenset(
    {"register", "allocate", "join", "offer", "inform", "answer_known", "give_opinion", "publish",
     "honour", "support", "letters", *OF_SENDER, *OF_UNIT}
)  # fmt: skip


@dataclass
class Tale:
    """A suggestion and what is told of it; `others` are the stories by their place."""

    row: Mapping[str, Any]
    case: Case
    officer: Post
    others: Mapping[int, Tale] = field(default_factory=dict)

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`."""
        self.case = Case.objects.select_related("unit", "coordinator", "message").get(
            pk=self.case.pk
        )
        if step == "support":
            self._support(at)
        elif step == "letters":
            self._write(at)
        else:
            values = self._values(step, local_day(at))
            move(self.case, step, by=self._by(step, at), at=at, **values)

    def _by(self, step: str, at: datetime) -> Actor:
        if step in OF_SENDER:
            return Actor.receipt(self.case.message.receipt)
        name = {"give_opinion": "invited", **dict.fromkeys(OF_UNIT, "unit")}.get(step)
        post = post_of(self.row[name]) if name else self.officer
        mark_seen(post, about=self.case.chain, at=at)
        return post.actor()

    def _support(self, at: datetime) -> None:
        published = publication_of(self.case.suggestion)
        assert published is not None
        for no in range(self.row["supports"]):
            wall.support(published, browser=f"demo-{no}", at=at)

    def _write(self, at: datetime) -> None:
        """Draft and issue the answer and the certificate."""
        for kind in ("suggestion_reply", "suggestion_honour"):
            letter = draft(self.case, kind, by=self.officer.actor(), at=at)
            actions.issue_in_step(letter, by=self.officer.actor(), at=at)

    def _values(self, step: str, day: date) -> dict[str, Any]:
        row = self.row
        text = row.get(step, "")
        is_shown = {"on_wall": publication_of(self.case.suggestion) is not None}
        invited = [post_of(row["invited"]).unit] if "invited" in row else []
        given: dict[str, dict[str, Any]] = {
            "register": {"field": row.get("field", "other")},
            "allocate": {"unit": post_of(row["unit"]).unit if "unit" in row else None,
                       "invited": invited},
            "join": {"main": self.others[row["main"]].case if "main" in row else None},
            "offer": {"course": "hotline", "explanation": text},
            "inform": {"ground": "statutory", "explanation": text},
            "answer_known": {"answer": text},
            "give_opinion": {"opinion": row.get("opinion", "")},
            "record_meeting": {"form": "talk", "held_on": day, "record": "听取了意见。"},
            "adopt": {"extent": "whole", "reasons": text},
            "decline": {"ground": row.get("ground", "not_yet"), "reasons": text},
            "answer": {"way": "network", "answer": text, **is_shown},
            "explain": {"way": "network", "answer": text, **is_shown},
            "plan": {"outcome": row.get("outcome", "other"), "measure": text,
                     "due_on": day + row.get("days", 30) * DAY, **is_shown},
            "report": {"progress": text, **is_shown},
            "complete": {"outcome": row.get("outcome", "other"), "done_on": day, "result": text,
                         **is_shown},
            "give_up": {"reason": text, **is_shown},
            "honour": {"praise": text, **is_shown},
            "publish": {"title": row["subject"], "text": row.get("text", "")},
        }  # fmt: skip
        return given.get(step, {})


def post_of(username: str) -> Post:
    """Return the post of one of the demo's people."""
    posts = Post.objects.select_related("unit__region", "person")
    found: Post = posts.get(person__username=username)
    return found


def officer_of(unit: Unit) -> Post:
    """Return the demo's officer of an office that collects suggestions."""
    posts = Post.objects.select_related("unit__region", "person")
    found: Post = posts.filter(unit=unit, role__in=OFFICE_ROLES).order_by("pk")[0]
    return found
