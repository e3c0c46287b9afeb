"""A city with an accusation against the street that first received it, and those outside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from linli.base.accounts.models import Post, User
from linli.base.files.actions import store
from linli.base.files.models import StoredFile
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import Letter
from linli.cases import links, notes, sealing
from linli.cases.assignment import ask_to_assist, assign, remind
from linli.cases.engine import join, move
from linli.cases.models import Attachment, Call, Case, Message
from linli.cases.sweep import sweep
from linli.core.references import new_reference
from tests.base.files.samples import png_with_texts, upload
from tests.requests import DAY, HOUR, START, dispatch, duty, new_request
from tests.wall.asking import Number
from tests.wall.petitions import ACCUSED, BODY, FILE, TELEPHONES, TITLE, Petitions

NOTE = "已与举报人核对线索"
TELEPHONE = "13912345678"
# Nobody outside may ever read one of these.
SECRETS = (TITLE, "收受礼金", NOTE, ACCUSED, FILE)
SEALED_AT = START + DAY
NOW = START + 2 * DAY


@dataclass(frozen=True)
class Outsider:
    """Somebody from whom the accusation is kept: a post, and who acts in it."""

    name: str
    post: Post
    person: User
    walks: str = "all"


class World:
    """The city: an ordinary case in all hands, people who will come and go, and perhaps the
    accusation (`case`)."""

    def __init__(self, cast: Any, *, everybody: bool = False) -> None:
        self.cast = cast
        self.everybody = everybody
        self.item = duty(cast)
        self.ordinary = self._ordinary()
        self.petitions = Petitions.ordinary(cast)
        later, mover = (
            User.objects.create(username=name, name=name) for name in ("later", "mover")
        )
        day = START.date()
        self.later = Post.objects.create(
            person=later, unit=cast.far_street_unit, role="street_clerk", from_date=day
        )
        self.left = Post.objects.create(
            person=mover, unit=cast.street_unit, role="unit_head", from_date=day
        )
        # A head of the unit that runs the case would read it; this one came from the accused.
        self.moved = Post.objects.create(
            person=mover, unit=cast.hotline_centre, role="unit_head", from_date=NOW.date()
        )
        # The same, later, at the office that runs the petitions.
        self.moved_to_office = Post.objects.create(
            person=mover, unit=cast.far_street_unit, role="unit_head", from_date=NOW.date()
        )
        head = cast.hotline_head
        head.deputy, head.deputy_from_date = cast.second_street_clerk.person, day
        head.save()
        self.case: Case | None = None

    @property
    def open_to_all(self) -> list[Case]:
        """Return the cases that are no accusations."""
        return [self.ordinary, self.petitions.sent_on, self.petitions.at_office]

    def settle(self) -> None:
        """Let people come and go after the accusation was marked, if it was."""
        Post.objects.filter(pk=self.later.pk).update(unit=self.cast.street_unit)
        office = self.cast.county_petition_office
        Post.objects.filter(pk=self.moved_to_office.pk).update(unit=office)
        Post.objects.filter(pk=self.left.pk).update(until_date=SEALED_AT.date())
        Post.objects.filter(pk=self.cast.deputised.pk).update(
            deputy=self.cast.deputy, deputy_from_date=START.date()
        )

    def accuse(self) -> None:
        """Let the accusation come, go the rounds, and be marked after that."""
        cast = self.cast
        files = [store(upload(png_with_texts(), FILE))]
        people = {"name": "举报人", "telephone": TELEPHONE}
        case = new_request(
            cast, title=TITLE, body=BODY, people=people, contact_by="telephone",
            channel="telephone", files=files, at=START + HOUR,
        )  # fmt: skip
        links.link(
            case, self.ordinary, kind="related", by=cast.hotline_clerk.actor(), at=START + HOUR
        )
        case = self._go_the_rounds(case, files)
        self.case = sealing.seal(
            case,
            accused_units=[cast.street_unit],
            accused_others=[{"name": ACCUSED}],
            readers=[cast.discipline_handler],
            by=cast.hotline_clerk.actor(),
            at=SEALED_AT,
        )
        notes.write(
            self.case, text=NOTE, is_public=True, files=files, by=cast.hotline_clerk.actor(),
            at=SEALED_AT + HOUR,
        )  # fmt: skip
        self.petitions.accuse(SEALED_AT)
        sweep(SEALED_AT + 20 * HOUR)

    def _go_the_rounds(self, case: Case, files: list[StoredFile]) -> Case:
        cast, at = self.cast, START + 2 * HOUR
        clerk, street = cast.hotline_clerk.actor(), cast.street_clerk.actor()
        case = dispatch(case, cast, item=self.item, at=at)
        case = ask_to_assist(case, unit=cast.department, by=clerk, at=at)
        join(case, cast.government, part="overseeing", at=at)
        case = move(case, "accept", by=street, at=at)
        notes.write(case, text=NOTE, is_public=False, files=files, by=street, at=at)
        case = assign(case, post=cast.street_clerk, by=cast.street_head.actor(), at=at)
        return remind(case, by=clerk, at=at)

    def _ordinary(self) -> Case:
        cast = self.cast
        case = new_request(
            cast, contact_by="telephone", channel="telephone",
            people={"name": "李明", "telephone": "13812345678"},
        )  # fmt: skip
        case = dispatch(case, cast, item=self.item)
        clerk = cast.hotline_clerk.actor()
        ask_to_assist(case, unit=cast.department, by=clerk, at=START + HOUR)
        case = move(case, "accept", by=cast.street_clerk.actor(), at=START + HOUR)
        notes.write(
            case, text="已联系物业", is_public=True, by=cast.street_clerk.actor(), at=START + HOUR
        )
        return case

    def outsiders(self) -> list[Outsider]:
        """Return those outside: in the accused unit now, before or later, and all the others
        whose role would show them a case like it. One walks through all doors, those who stand
        for a mechanism of their own through all that show lists, those like them through the
        chief ones; or everybody through all."""
        found = self._outsiders()
        return [replace(one, walks="all") for one in found] if self.everybody else found

    def _outsiders(self) -> list[Outsider]:
        cast = self.cast
        lists = {
            "clerk not on the list": cast.other_hotline_clerk,
            "petition officer of the city": cast.petition_officer,
            "moved to the office since": self.moved_to_office,
            "auditor": cast.auditor,
        }
        alike = {
            "accused head": cast.street_head,
            "appointed later": self.later,
            "moved since": self.moved,
            "county supervisor": cast.county_supervisor,
            "government with a copy": cast.government_handler,
            "head told as urgent": cast.city_government_head,
            "assisting unit": cast.department_handler,
            "joint conference": cast.conference_officer,
            "social-work officer": cast.social_work_officer,
            "security administrator": cast.security_administrator,
        }
        accused = cast.second_street_clerk.person
        return [
            Outsider("accused clerk", cast.street_clerk, cast.street_clerk.person),
            *(Outsider(name, post, post.person, walks="lists") for name, post in lists.items()),
            *(Outsider(name, post, post.person, walks="chief") for name, post in alike.items()),
            Outsider("deputy in the accused unit", cast.deputised, cast.deputy, walks="chief"),
            Outsider("accused deputy elsewhere", cast.hotline_head, accused, walks="chief"),
        ]

    def numbers(self) -> dict[str, Number]:
        """Return all that one may hold of each accusation."""
        assert self.case is not None
        found = {"hotline": self._number(self.case, TELEPHONE, 2 * (self._letter(self.case),))}
        for key, case in self.petitions.accusations.items():
            found[key] = self._number(
                case, TELEPHONES.get(key, TELEPHONE), self.petitions.letters(case)
            )
        return found

    def _number(self, case: Case, telephone: str, letters: tuple[int, ...]) -> Number:
        attachment = Attachment.objects.filter(message=case.message).earliest("pk")
        call = Call.objects.filter(case=self.case).earliest("pk")
        return Number(
            case.reference, case.message.receipt, case.pk, case.message_id, call.pk, attachment.pk,
            letters, str(attachment.file_id), telephone,
        )  # fmt: skip

    def _letter(self, case: Case) -> int:
        """Return the id of a letter about the accusation, written by the unit that runs it."""
        kind = next(iter(KINDS.keys()), "transfer")
        letter, _ = Letter.objects.get_or_create(
            chain=case.chain,
            kind=kind,
            unit=case.coordinator,
            defaults={"values": {"x": BODY}, "drafted_at": NOW, "changed_at": NOW},
        )
        return letter.pk


def nothing() -> Number:
    """Return numbers that belong to nothing, written like those of something."""
    return Number(
        _unused(Case, "reference"), _unused(Message, "receipt"), 999_001, 999_002, 999_003,
        999_004, (999_005, 999_006), str(uuid4()), "13900000000",
    )  # fmt: skip


def _unused(model: Any, field: str) -> str:
    while model.objects.filter(**{field: (number := new_reference())}).exists():
        continue
    return number
