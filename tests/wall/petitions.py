"""The petitions of the wall's city: ordinary ones in all hands, and three accusations, each
found out at another moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from linli.base.files.actions import store
from linli.base.letters.models import Letter
from linli.cases import links, notes
from linli.cases.engine import join
from linli.cases.models import Case
from linli.cases.sealing import accuse
from linli.procedures.petitions import proposing
from linli.procedures.petitions.accusing import open_accusation
from linli.procedures.petitions.models import Proposal
from linli.procedures.petitions.registering import Accusation, Told, register
from tests.base.files.samples import png_with_texts, upload
from tests.petitions import HOUR, START, new_petition, take
from tests.procedures.petitions.written import write
from tests.requests import draft

TITLE = "街道领导收受施工方礼金"
BODY = "举报解放路街道在排水改造中收受礼金，线索见附图。"
ACCUSED = "贾仁义"
FILE = "礼金照片.png"
# What other petitions begin with as well, so that they are like it (`likely_duplicates`).
HEAD = "解放路街道排水改造工程自去年十月动工以来，沿街各户反映的问题如下："
# The sender of the accusation found late has sent an ordinary petition as well.
SHARED = "13700000001"
PEOPLE = {"name": "李举报", "address": "历下区青年东路9号"}
TELEPHONES = {"counter": "13700000002", "portal": "13700000003"}


@dataclass
class Petitions:
    """The petitions of the city: `sent_on` is with the street, `at_office` with the city's
    petition office; `accusations` by how they were found out, when there are any."""

    cast: Any
    sent_on: Case
    at_office: Case
    proposal: Proposal
    accusations: dict[str, Case] = field(default_factory=dict)

    @classmethod
    def ordinary(cls, cast: Any) -> Petitions:
        """Return the city without an accusation."""
        people = {**PEOPLE, "telephone": SHARED}
        sent_on = new_petition(cast, title="路面积水", body=f"{HEAD}路面积水。", people=people)
        sent_on = take(sent_on, "transfer", cast, unit=cast.street_unit)
        sent_on = take(sent_on, "accept", cast)
        write(sent_on, "petition_acceptance")
        at_office = new_petition(
            cast, title="路灯不亮", body=f"{HEAD}路灯不亮。", people={"name": "王二"},
            unit=cast.petition_office, by=cast.petition_officer.actor(),
        )  # fmt: skip
        proposal = proposing.make(
            kind="policy", text="建议完善排水改造的公示。", to_unit=cast.city_government,
            by=cast.county_petition_officer.actor(), at=START + HOUR,
        )  # fmt: skip
        return cls(cast, sent_on, at_office, proposal)

    def accuse(self, sealed_at: datetime) -> None:
        """Let the accusations come: two walled from their first second, one on `sealed_at`."""
        self.accusations["counter"] = self._at_the_counter()
        self.accusations["portal"] = self._on_the_portal()
        self.accusations["late"] = self._found_late(sealed_at)

    def letters(self, case: Case) -> tuple[int, ...]:
        """Return the ids of the letters about `case`, the accused unit's own first."""
        rows = Letter.objects.filter(chain=case.chain)
        own = rows.filter(unit=self.cast.street_unit)
        found = (*own.values_list("pk", flat=True), *rows.values_list("pk", flat=True))
        return (found[0], found[-1])

    def _at_the_counter(self) -> Case:
        cast = self.cast
        told = Told(
            request=TITLE, facts=BODY, received_on=None,
            accusation=Accusation(units=[cast.street_unit], others=ACCUSED),
        )  # fmt: skip
        post, at = cast.county_petition_officer, START + 3 * HOUR
        message = self._draft("counter", "letter")
        opened = register(
            message, told, post=post, submission_key="wall-counter", by=post.actor(), at=at
        )
        case = take(opened.case, "to_discipline", cast, by=post.actor())
        write(case, "petition_passing")
        return case

    def _on_the_portal(self) -> Case:
        """The sender names people; the head of the office then marks the unit among them."""
        at, head = START + 4 * HOUR, self.cast.county_petition_head
        opened = open_accusation(
            self._draft("portal", "page"), request=TITLE, facts=BODY, accused=[ACCUSED],
            submission_key="wall-portal", by=None, at=at,
        )  # fmt: skip
        write(opened.case, "petition_registration")
        unit = self.cast.street_unit
        return accuse(opened.case, unit=unit, by=head.actor(), at=at + HOUR)

    def _found_late(self, sealed_at: datetime) -> Case:
        """Let the accused street receive it, answer for it, write letters and draft an opinion."""
        cast, files = self.cast, [store(upload(png_with_texts(), FILE))]
        people = {**PEOPLE, "telephone": SHARED}
        case = new_petition(
            cast, title=TITLE, body=HEAD + BODY, request=TITLE, facts=BODY, people=people,
            files=files, by=cast.county_petition_officer.actor(),
        )  # fmt: skip
        officer = cast.county_petition_officer.actor()
        links.link(case, self.sent_on, kind="related", by=officer, at=START + HOUR)
        case = take(case, "transfer", cast, unit=cast.street_unit)
        write(case, "petition_transfer")
        case = take(case, "mark_urgent", cast, units=[cast.city_government], situation=TITLE)
        case = take(case, "accept", cast)
        write(case, "petition_acceptance", is_issued=True)
        join(case, cast.government, part="overseeing", at=case.moved_at)
        street = cast.street_clerk.actor()
        notes.write(case, text=BODY, is_public=False, files=files, by=street, at=case.moved_at)
        case = take(case, "extend", cast)
        case = take(case, "supervise", cast, advice=TITLE)
        write(case, "petition_supervision")
        case = take(case, "submit_opinion", cast, facts=BODY)
        case = take(case, "ask_recusal", cast)
        marked = {"units": [cast.street_unit], "others": ACCUSED}
        return take(case, "mark_accusation", cast, at=sealed_at, by=officer, **marked)

    def _draft(self, key: str, channel: str) -> Any:
        people = {"name": "举报人", "address": "某处", "telephone": TELEPHONES[key]}
        return draft(
            self.cast.street, title=TITLE, body=HEAD + BODY, channel=channel, people=people,
            files=[store(upload(png_with_texts(), FILE))],
        )  # fmt: skip
