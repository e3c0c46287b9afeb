"""The demo's hotline requests: invented messages, moved to every state as if by its people."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import stories
from linli.cases.receiving import Draft, receipt_for
from linli.cases.stories import Progress, Receipt, Row, play
from linli.core.zone import local
from linli.procedures.hotline.demo_steps import STEPS, People, Tale
from linli.procedures.hotline.opening import open_request

SWEEP_EVERY = timedelta(hours=6)
# No network in China uses numbers that begin with 154.
TELEPHONE = "1540000{:04d}"
KEY = "demo:{}"


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at`, in the order in which things happened, and return how many
    messages were received: none when they were played before. Needs the demo's units, people
    and duties."""
    if receipt_for(KEY.format(0)):
        return 0
    rows = stories.read("messages")
    people = People.of_demo(day=local(at).date())
    places = Region.objects.in_bulk({row["place"] for row in rows})

    def begin(place: int, begun_at: datetime) -> Tale:
        row = rows[place]
        return _open(place, begun_at, row, places[row["place"]], people)

    received = play(
        rows, now=at, known=STEPS, begin=begin, progress=progress, sweep_every=SWEEP_EVERY
    )
    facts = {"messages": received}
    record("system", "demo_requests_loaded", by=LOADER, at=at, facts=facts)
    return received


def receipts() -> list[Receipt]:
    """Return receipt, passcode and title of some messages whose senders look them up."""
    return stories.receipts(stories.read("messages"), KEY)


def _open(place: int, at: datetime, row: Row, region: Region, people: People) -> Tale:
    clerk = people.clerk(place)
    by_telephone = row["contact"] == "telephone"
    telephone = TELEPHONE.format(place) if by_telephone else ""
    opened = open_request(
        Draft(
            title=row["title"],
            body=row["body"],
            region=region,
            channel=row["contact"],
            contact_by=row["contact"],
            people={"name": row.get("name", ""), "telephone": telephone},
        ),
        submission_key=KEY.format(place),
        by=clerk.actor() if by_telephone else None,
        at=at,
    )
    return Tale(row, opened.case, people, clerk)
