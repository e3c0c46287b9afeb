"""Reads all that the case page shows, in a number of queries that no case makes larger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from linli.base.accounts.models import Post, Unit, User
from linli.base.privacy.kinds import KINDS, IdentifierKind
from linli.base.privacy.redaction import redact
from linli.base.privacy.selectors import masked_for
from linli.cases import authority, handing
from linli.cases.holding import HoldShown, hold_of
from linli.cases.links import linked_to
from linli.cases.looks import MAY_REVEAL
from linli.cases.models import Attachment, Case, Clock, Participation
from linli.cases.receiving import CHANNELS, WITHOUT_SENDER
from linli.cases.registry import rooms
from linli.cases.sight import HEAD
from linli.cases.steps import OpenStep, steps_for
from linli.cases.timeline import Line, for_staff
from linli.cases.wall_shown import WallShown, recused_from, wall_of
from linli.core.actors import Actor
from linli.core.procedure import Basis, Choice, Transition
from linli.core.references import parse
from linli.core.registry import Registry
from linli.core.text import Text


@dataclass(frozen=True)
class Identified:
    """What is kept of the sender under one kind, masked."""

    kind: IdentifierKind
    masked: str


@dataclass(frozen=True)
class ClockShown:
    """A clock with its declared name and the rule that sets it."""

    clock: Clock
    name: Text
    basis: Basis


@dataclass(frozen=True)
class LinkShown:
    """A case that belongs together with this one."""

    kind: Choice
    case: Case

    @property
    def title(self) -> str:
        """Return its title as lists show it."""
        return redact(self.case.title)


@dataclass(frozen=True, slots=True)
class WayOn:
    """A page of a room above that a post can go to from a case."""

    name: Text
    url: str


# What rooms above offer on a case's page: each returns its way on for who looks now, or None.
WAYS_ON: Registry[Callable[[Case, Actor, datetime], WayOn | None]] = Registry("way on from a case")


@dataclass(frozen=True)
class CasePage:
    """A case as one post sees it, on the sides on which its unit stands in it."""

    case: Case
    post: Post
    at: datetime
    sides: frozenset[str]
    steps: list[OpenStep]
    ways: list[WayOn]
    people: list[Identified]
    files: list[Attachment]
    clocks: list[ClockShown]
    parts: list[Participation]
    links: list[LinkShown]
    lines: list[Line]
    wall: WallShown | None
    recused: list[User]
    hold: HoldShown | None

    @property
    def is_reader(self) -> bool:
        """Return whether the post only looks on, over its range."""
        return not self.sides

    @property
    def title(self) -> str:
        """Return the title, its numbers masked for those who only look on."""
        return redact(self.case.title) if self.is_reader else self.case.title

    @property
    def body(self) -> str:
        """Return the message's text, its numbers masked for those who only look on."""
        body = self.case.message.body
        return redact(body) if self.is_reader else body

    @property
    def has_sender(self) -> bool:
        """Return whether somebody sent the message: an office that wrote it itself did not."""
        return self.case.message.channel not in WITHOUT_SENDER

    @property
    def channel(self) -> Text | str:
        """Return the declared name of the way that the message came."""
        channel = self.case.message.channel
        return next((one.name for one in CHANNELS if one.key == channel), channel)

    def is_on_course(self, step: Transition) -> bool:
        """Return whether `step` takes the case on: it leads to another state, or a clock that
        binds an authority runs for it, which is the first of those that stop its term, or lets
        the unit that owes it wait for another one."""
        if step.target:
            return True
        terms = [
            self.case.declared.term(shown.clock.term)
            for shown in self.running
            if shown.clock.binds == "authority"
        ]
        return any(
            step.key == term.stops_on[0]
            or (term.owed_by and any(step.key == begin for begin, _ in term.pauses_on))
            for term in terms
        )

    @property
    def running(self) -> list[ClockShown]:
        """Return the clocks that have not stopped, the nearest end first."""
        found = [shown for shown in self.clocks if shown.clock.stopped_at is None]
        return sorted(found, key=lambda shown: shown.clock.due_at)

    @property
    def nearest(self) -> ClockShown | None:
        """Return the running clock that binds an authority and ends first."""
        return next((shown for shown in self.running if shown.clock.binds == "authority"), None)

    @property
    def stopped(self) -> list[ClockShown]:
        """Return the clocks that have stopped, the oldest first."""
        return [shown for shown in self.clocks if shown.clock.stopped_at is not None]

    @property
    def awaited(self) -> Unit | None:
        """Return the unit whose move it is, if it is a unit's."""
        waits_for = self.case.state_declared.waits_for
        others = {part.part: part.unit for part in reversed(self.parts)}
        units = {**others, "lead": self.case.unit, "coordinating": self.case.coordinator}
        return units.get(waits_for)

    @property
    def lane(self) -> Text | None:
        """Return the declared name of the course that the case takes."""
        lanes = self.case.declared.lanes
        return next((lane.name for lane in lanes if lane.key == self.case.lane), None)

    @property
    def may_reveal(self) -> bool:
        """Return whether the post's unit may see who the sender is."""
        return bool(self.sides & MAY_REVEAL)

    @property
    def may_assign(self) -> bool:
        """Return whether the post may put someone in charge."""
        return self._is_open and self.post.unit_id == self.case.unit_id

    @property
    def may_ask(self) -> bool:
        """Return whether the post may ask other units to assist."""
        units = (self.case.unit_id, self.case.coordinator_id)
        return self._is_open and self.post.unit_id in units

    @property
    def may_remind(self) -> bool:
        """Return whether the post may remind the holder."""
        is_other = self.post.unit_id != self.case.unit_id
        return self._is_open and is_other and bool(self.sides & {"coordinating", "overseeing"})

    @property
    def may_hand_over(self) -> bool:
        """Return whether the post may hand the matter to another procedure, if one takes it."""
        return (
            self._is_open
            and not self.case.is_sealed
            and self.has_sender
            and bool(self.sides & handing.SIDES)
            and authority.takes_steps(self.case, self.post.role)
            and any(room.takes_over for room in rooms if room.procedure.key != self.case.procedure)
        )

    @property
    def beside(self) -> list[tuple[Text, str]]:
        """Return what the post can open beside the case, with the address of its form: never
        beside an accusation, nor beside what an office wrote itself."""
        is_apart = self.case.is_sealed or not self.has_sender
        if is_apart or not (self._is_open and self.sides):
            return []
        ways = [room.opens_beside for room in rooms if room.opens_beside]
        return [(way.name, way.url(self.case)) for way in ways if way.may(self.case, self.post)]

    @property
    def may_keep_list(self) -> bool:
        """Return whether the post may say who reads the sealed case."""
        return self.wall is not None and self.wall.may_keep

    @property
    def may_unbar(self) -> bool:
        """Return whether the post may end that somebody stands back."""
        return self.post.role == HEAD and bool(self.sides & {"lead", "coordinating"})

    @property
    def _is_open(self) -> bool:
        return self.case.closed_at is None


def find(reference: str, *, post: Post) -> Case:
    """Return the case with this number; Case.DoesNotExist for what `post` may not see. One
    query."""
    number = parse(reference)
    if number is None:
        raise Case.DoesNotExist
    related = ("message__region", "region", "coordinator", "unit", "post__person", "post__unit")
    case: Case = Case.objects.visible_to(post).select_related(*related).get(reference=number)
    return case


def read(case: Case, *, post: Post, actor: Actor, at: datetime) -> CasePage:
    """Return the page of a case that `find` gave."""
    sides = frozenset(authority.sides_of(case, actor))
    return CasePage(
        case=case,
        post=post,
        at=at,
        sides=sides,
        steps=sorted(_offered(steps_for(case, by=actor, at=at, sides=sides)), key=_waits),
        ways=[way for offer in WAYS_ON if (way := offer(case, actor, at))],
        people=people_of(case),
        files=files_of(case),
        clocks=_clocks(case),
        parts=_parts(case),
        links=[LinkShown(one.kind, one.case) for one in linked_to(case, post=post)],
        lines=for_staff(case, post) if sides else _redacted(for_staff(case, post)),
        wall=wall_of(case, by=actor),
        recused=recused_from(case) if sides & MAY_REVEAL else [],
        hold=hold_of(case, in_full="coordinating" in sides),
    )


def _offered(steps: list[OpenStep]) -> list[OpenStep]:
    """Leave out what would undo something that was not done."""
    return [one for one in steps if not (one.step.is_undoing and one.why_not)]


def files_of(case: Case) -> list[Attachment]:
    """Return the files that came with the message or were added to this case. One query."""
    rows = Attachment.objects.filter(Q(case=None) | Q(case=case), message=case.message_id)
    return list(rows.select_related("file").order_by("added_at", "pk"))


def _redacted(lines: list[Line]) -> list[Line]:
    """Return the lines with the numbers in people's texts masked."""
    return [
        replace(
            line,
            said=tuple(
                replace(one, value=redact(one.value)) if isinstance(one.value, str) else one
                for one in line.said
            ),
        )
        for line in lines
    ]


def _waits(open_step: OpenStep) -> bool:
    """Sort what must wait behind what can be done now."""
    return open_step.why_not is not None


def people_of(case: Case) -> list[Identified]:
    """Return what is kept of the sender, masked. One query."""
    subject = case.message.subject
    masked = masked_for([subject])[subject]
    return [Identified(kind, masked[key]) for key, kind in KINDS.items() if key in masked]


def _clocks(case: Case) -> list[ClockShown]:
    return [
        ClockShown(clock, case.declared.term(clock.term).name, clock.basis_declared)
        for clock in Clock.objects.filter(case=case)
    ]


def _parts(case: Case) -> list[Participation]:
    rows = case.participations.filter(part__in=("assisting", "overseeing"), until_at=None)
    return list(rows.select_related("unit").order_by("part", "since_at", "pk"))
