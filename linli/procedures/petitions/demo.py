"""The demo's petitions: invented ones, moved through every state as if by its people."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import stories
from linli.cases.receiving import Draft, receipt_for
from linli.cases.registry import Opened
from linli.cases.stories import Progress, Receipt, Row, play
from linli.core.zone import local
from linli.procedures.petitions.accusing import open_accusation
from linli.procedures.petitions.demo_steps import KNOWN, People, Tale
from linli.procedures.petitions.opening import office_for, open_petition

# Terms here are of days: a sweep a day finds all that a worker would have found.
SWEEP_EVERY = timedelta(days=1)
# No network in China uses numbers that begin with 154.
TELEPHONE = "1540001{:04d}"
KEY = "demo-petition:{}"


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at`, in the order in which things happened, and return how many
    petitions were received: none when they were played before. Needs the demo's units and
    people."""
    if receipt_for(KEY.format(0)):
        return 0
    rows = stories.read("petitions")
    people = People.of_demo(day=local(at).date())
    places = Region.objects.in_bulk({row["place"] for row in rows})
    tales: dict[str, Tale] = {}

    def begin(place: int, begun_at: datetime) -> Tale:
        row = rows[place]
        opened = _open(place, begun_at, row, places[row["place"]], people)
        tales[row["title"]] = tale = Tale(row, opened.case, people, tales)
        return tale

    received = play(
        rows, now=at, known=KNOWN, begin=begin, progress=progress, sweep_every=SWEEP_EVERY
    )
    record("system", "demo_petitions_loaded", by=LOADER, at=at, facts={"petitions": received})
    return received


def receipts() -> list[Receipt]:
    """Return receipt, passcode and title of some petitions whose senders look them up."""
    return stories.receipts(stories.read("petitions"), KEY)


def _open(place: int, at: datetime, row: Row, region: Region, people: People) -> Opened:
    """Open the petition: by its sender on the page, else by an officer of whoever received it."""
    draft = _draft(place, row, region)
    elements = {"request": row["request"], "facts": row["facts"]}
    key = KEY.format(place)
    if row.get("is_accusation"):
        accused = [row["accused"]]
        return open_accusation(
            draft, **elements, accused=accused, submission_key=key, by=None, at=at
        )
    receiver: Unit | None = people.units[row["unit"]] if row.get("is_received") else None
    if row["channel"] == "page":
        by = None
    elif receiver:
        by = people.at(receiver, "street_clerk", "department_handler", "unit_head").actor()
    else:
        by = people.at(office_for(region, at=at), "petition_officer").actor()
    return open_petition(
        draft,
        **elements,
        reasons=row.get("reasons", ""),
        is_first=not row.get("is_repeated"),
        visitors=row.get("visitors"),
        representatives=row.get("representatives", ()),
        unit=receiver,
        submission_key=key,
        by=by,
        at=at,
    )


def _draft(place: int, row: Row, region: Region) -> Draft:
    parts = {"请求": row["request"], "事实": row["facts"], "理由": row.get("reasons", "")}
    people = {"name": row.get("name", ""), "address": row.get("address", "")}
    if not row.get("is_anonymous"):
        people["telephone"] = TELEPHONE.format(place)
    return Draft(
        title=row["title"],
        body="\n\n".join(f"{word}：{text}" for word, text in parts.items() if text),
        region=region,
        channel=row["channel"],
        people=people,
    )
