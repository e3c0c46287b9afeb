"""The steps of the demo's stories: who takes each, with what values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from linli.base.accounts.models import Post, Unit
from linli.base.notices.desk import mark_seen
from linli.cases import exclusions, notes, telling
from linli.cases.assignment import ask_to_assist, assign, remind
from linli.cases.engine import move
from linli.cases.models import Call, Case
from linli.core.actors import Actor
from linli.registers.duties.models import DutyItem

HANDLERS = ("street_clerk", "department_handler")


Step = Callable[["Tale", datetime, str], None]


@dataclass(frozen=True)
class People:
    """The demo's posts by unit and role, its units by code, its duty items by number."""

    posts: dict[tuple[str, str], list[Post]]
    units: dict[str, Unit]
    items: dict[str, DutyItem]

    @classmethod
    def of_demo(cls, *, day: date) -> People:
        """Return what the demo has loaded. Three queries."""
        posts: dict[tuple[str, str], list[Post]] = {}
        for post in Post.objects.on(day).select_related("unit__region", "person").order_by("pk"):
            posts.setdefault((post.unit.code, post.role), []).append(post)
        units = {
            unit.code: unit for unit in Unit.objects.select_related("region", "parent__region")
        }
        items = {item.number: item for item in DutyItem.objects.all()}
        return cls(posts, units, items)

    def clerk(self, turn: int) -> Post:
        """Return one of the hotline's clerks, who take turns."""
        clerks = self._at("hotline_centre", "hotline_clerk")
        return clerks[turn % len(clerks)]

    def supervisor(self) -> Post:
        """Return the hotline's supervisor."""
        return self._at("hotline_centre", "supervisor")[0]

    def handler(self, unit: Unit) -> Post:
        """Return who handles requests at `unit`."""
        found = (self.posts.get((unit.code, role)) for role in HANDLERS)
        return next(posts[0] for posts in found if posts)

    def head(self, unit: Unit) -> Post:
        """Return the head of `unit`."""
        return self.posts[unit.code, "unit_head"][0]

    def _at(self, kind: str, role: str) -> list[Post]:
        return next(
            posts
            for (code, key), posts in self.posts.items()
            if key == role and self.units[code].kind == kind
        )


@dataclass
class Tale:
    """A request and what is told of it."""

    row: dict[str, Any]
    case: Case
    people: People
    clerk: Post

    def take(self, step: str, at: datetime) -> None:
        """Let `step` happen at `at`; a 2 at its end means the second time, with other words."""
        self.case.refresh_from_db()
        STEPS[step.rstrip("2")](self, at, "2" if step.endswith("2") else "")

    def move(self, key: str, by: Post | Actor, at: datetime, **values: Any) -> None:
        """Take the transition, and read the reminders that the one who acts has of it."""
        if isinstance(by, Post):
            mark_seen(by, about=self.case.chain, at=at)
            by = by.actor()
        self.case = move(self.case, key, by=by, at=at, **values)

    @property
    def handler(self) -> Post:
        """Return who handles the request now."""
        return self.people.handler(self.case.unit)

    @property
    def head(self) -> Post:
        """Return the head of the unit that holds it now."""
        return self.people.head(self.case.unit)

    @property
    def sender(self) -> Actor:
        """Return the actor who holds the receipt."""
        return Actor.receipt(self.case.message.receipt)

    def unit(self, code: str) -> Unit:
        """Return a unit by its code."""
        return self.people.units[code]

    def said(self, key: str, again: str = "") -> str:
        """Return a text of the story, empty where it tells none."""
        return str(self.row.get(key + again, ""))


def _dispatch(tale: Tale, at: datetime, again: str, to: dict[str, Any] | None = None) -> None:
    to = to or tale.row
    number = to["item"]
    assisting = [tale.unit(code) for code in to.get("assisting", "").split(",") if code]
    tale.move(
        "dispatch", tale.clerk, at,
        kind=tale.row["kind"], grade=tale.row["grade"], unit=tale.unit(to["unit"]),
        item=None if number == "-" else tale.people.items[number],
        assisting=assisting, instruction=tale.said("instruction"),
    )  # fmt: skip


def _redispatch(tale: Tale, at: datetime, again: str) -> None:
    _dispatch(tale, at, again, tale.row.get("second"))


def _object(tale: Tale, at: datetime, again: str) -> None:
    number, proposed = tale.said("object_item"), tale.said("proposed")
    tale.move(
        "object", tale.handler, at,
        ground=tale.row["ground"], reason=tale.row["reason"],
        item=tale.people.items[number] if number else None,
        proposed=tale.unit(proposed) if proposed else None,
    )  # fmt: skip


def _uphold(tale: Tale, at: datetime, again: str) -> None:
    reason = tale.said("uphold_reason") or "经核对清单，理由成立，予以改派。"
    tale.move("uphold", tale.people.supervisor(), at, reason=reason)


def _contact(tale: Tale, at: datetime, again: str) -> None:
    way = "telephone" if tale.row["contact"] == "telephone" else "page"
    tale.move("contact", tale.handler, at, way=way)


def _report_up(tale: Tale, at: datetime, again: str) -> None:
    higher = tale.unit(tale.row["to"])
    tale.move("report_up", tale.head, at, higher=higher, reason=tale.row["report_reason"])


def _answer(tale: Tale, at: datetime, again: str) -> None:
    result, words = tale.said("result", again), tale.said("answer", again)
    tale.move("answer", tale.handler, at, result=result, answer=words)


def _call_back(tale: Tale, at: datetime, again: str) -> None:
    is_late = tale.case.state != "answered"
    reached = tale.said("reached") or "yes"
    key = "call_back_late" if is_late else "call_back"
    tale.move(key, tale.clerk, at, reached=reached, **_rating(tale, again))


def _rate(tale: Tale, at: datetime, again: str) -> None:
    tale.move("rate", tale.sender, at, **_rating(tale, again))


def _rating(tale: Tale, again: str) -> dict[str, str]:
    return {key: tale.said(key, again) for key in ("resolved", "satisfied", "remark")}


def _assign(tale: Tale, at: datetime, again: str) -> None:
    assign(tale.case, post=tale.handler, by=tale.handler.actor(), at=at)


def _assist(tale: Tale, at: datetime, again: str) -> None:
    unit = tale.unit(tale.row["assist"])
    ask_to_assist(tale.case, unit=unit, by=tale.handler.actor(), at=at)


def _remind(tale: Tale, at: datetime, again: str) -> None:
    remind(tale.case, by=tale.people.supervisor().actor(), at=at)


def _tell(tale: Tale, at: datetime, again: str) -> None:
    call = Call.objects.select_related("case").get(case=tale.case, done_at=None)
    telling.finish(call, by=tale.clerk.actor(), at=at, outcome="told")


def _add_facts(tale: Tale, at: datetime, again: str) -> None:
    notes.add_facts(tale.case, text=tale.row["facts"], by=tale.sender, at=at)


def _note(key: str, *, is_public: bool) -> Step:
    def note(tale: Tale, at: datetime, again: str) -> None:
        by = tale.handler.actor()
        notes.write(tale.case, text=tale.row[key], is_public=is_public, by=by, at=at)

    return note


def _plain(key: str, by: Callable[[Tale], Post | Actor], **needs: str) -> Step:
    """Return the step that takes the transition `key` with what the story has by these names."""

    def plain(tale: Tale, at: datetime, again: str) -> None:
        values = {name: tale.row[place] for name, place in needs.items()}
        tale.move(key, by(tale), at, **values)

    return plain


def _leave_out(tale: Tale, at: datetime, again: str) -> None:
    ground, reason = tale.row["leave_ground"], tale.row["leave_reason"]
    exclusions.ask(tale.case, ground=ground, reason=reason, by=tale.head.actor(), at=at)


def _decide(*, is_granted: bool) -> Step:
    def decide(tale: Tale, at: datetime, again: str) -> None:
        asked = tale.case.exclusions.get()
        by, reason = tale.people.supervisor().actor(), tale.row["decide_reason"]
        exclusions.decide(asked, is_granted=is_granted, reason=reason, by=by, at=at)

    return decide


_BY_CLERK = attrgetter("clerk")
STEPS: dict[str, Step] = {
    "at_once": _plain("answer_at_once", _BY_CLERK, answer="answer"),
    "inform": _plain("inform", _BY_CLERK, outcome="outcome", explanation="explanation"),
    "dispatch": _dispatch,
    "redispatch": _redispatch,
    "object": _object,
    "uphold": _uphold,
    "reject": _plain("reject", lambda tale: tale.people.supervisor(), reason="reject_reason"),
    "accept": _plain("accept", attrgetter("handler")),
    "assign": _assign,
    "assist": _assist,
    "contact": _contact,
    "note": _note("note", is_public=False),
    "public_note": _note("public_note", is_public=True),
    "facts": _add_facts,
    "remind": _remind,
    "extend": _plain("extend", attrgetter("head"), units="days", reason="extend_reason"),
    "report_up": _report_up,
    "answer": _answer,
    "tell": _tell,
    "call_back": _call_back,
    "return": _plain("return_to_unit", _BY_CLERK, reason="return_reason"),
    "rate": _rate,
    "leave_out": _leave_out,
    "grant": _decide(is_granted=True),
    "refuse": _decide(is_granted=False),
    "reopen": _plain("reopen", attrgetter("sender"), reason="reopen_reason"),
}
