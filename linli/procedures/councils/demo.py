"""The demo's councils: invented topics and assemblies, moved through every state as if by those who
work in the communities."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import stories
from linli.cases.receiving import Draft, receipt_for
from linli.cases.stories import Progress, Receipt, Row, play
from linli.procedures.councils import opening
from linli.procedures.councils.demo_steps import KNOWN, Tale, worker_of
from linli.procedures.councils.opening import Called

SWEEP_EVERY = timedelta(days=1)
# No network in China uses numbers that begin with 154.
TELEPHONE = "1540006{:04d}"
KEY = "demo-council:{}"


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at` and return how many councils were opened: none when they were
    played before. Needs the demo's units and people."""
    if receipt_for(KEY.format(0)):
        return 0
    rows = stories.read("councils")
    places = Region.objects.in_bulk({row["place"] for row in rows})

    def begin(place: int, begun_at: datetime) -> Tale:
        return _open(place, begun_at, rows[place], places[rows[place]["place"]])

    opened = play(
        rows, now=at, known=KNOWN, begin=begin, progress=progress, sweep_every=SWEEP_EVERY
    )
    record("system", "demo_councils_loaded", by=LOADER, at=at, facts={"councils": opened})
    return opened


def receipts() -> list[Receipt]:
    """Return receipt, passcode and title of some topics whose residents look them up."""
    return stories.receipts(stories.read("councils"), KEY)


def _open(place: int, at: datetime, row: Row, region: Region) -> Tale:
    worker, key = worker_of(row["place"]), KEY.format(place)
    if row["procedure"] == "assembly":
        called = Called(row["kind"], "committee", row["electorate"], row["purpose"])
        draft = Draft(title=row["title"], body=row["purpose"], region=region, channel="unit")
        case = opening.convene(
            draft, called, submission_key=key, post=worker, by=worker.actor(), at=at
        )
        return Tale(row, case, worker)
    is_own = row["channel"] == "unit"
    people = {} if is_own else {"name": row["name"], "telephone": TELEPHONE.format(place)}
    draft = Draft(
        title=row["title"], body=row["matter"], region=region, channel=row["channel"], people=people
    )
    opened = opening.propose(
        draft, submission_key=key, by=worker.actor() if is_own else None, at=at,
        post=worker if is_own else None,
    )  # fmt: skip
    return Tale(row, opened.case, worker)
