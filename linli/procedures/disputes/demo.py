"""The demo's disputes: invented ones, moved through every state as if by its mediators."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.accounts.models import Post, Unit
from linli.base.audit.log import record
from linli.base.regions.models import Grid, Region
from linli.cases import stories
from linli.cases.receiving import Draft, receipt_for
from linli.cases.stories import Progress, Receipt, Row, play
from linli.core.zone import local, local_day
from linli.procedures.disputes import rounds
from linli.procedures.disputes.committees import committee_for
from linli.procedures.disputes.demo_steps import KNOWN, Tale, mediator_of
from linli.procedures.disputes.models import Mediator, Round
from linli.procedures.disputes.opening import Side, Told, open_dispute

SWEEP_EVERY = timedelta(days=1)
# No network in China uses numbers that begin with 154.
TELEPHONE = "1540002{:04d}"
KEY = "demo-dispute:{}"
COMMUNITY, WORKER = 370102004009, "community.worker"
GRIDS = (("01", "第一网格（芙蓉街路东）"), ("02", "第二网格（芙蓉街路西）"))
# In office for two years, but for one whose three years are over: the register warns.
MEDIATORS = (
    ("邵长林", "director", False, 2, "mediation.head"),
    ("程可欣", "member", True, 2, "mediator"),
    ("辛大成", "member", False, 4, ""),
    ("闵玉兰", "engaged", True, 1, ""),
)
YEAR = timedelta(days=365)


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at` and return how many disputes were registered: none when they
    were played before. Needs the demo's units and people."""
    if receipt_for(KEY.format(0)):
        return 0
    rows = stories.read("disputes")
    places = Region.objects.in_bulk({row["place"] for row in rows})
    _register(local(at).date(), {committee_for(place, at=at) for place in places.values()})
    walked = _walk(at)

    def begin(place: int, begun_at: datetime) -> Tale:
        return _open(place, begun_at, rows[place], places[rows[place]["place"]], walked)

    received = play(
        rows, now=at, known=KNOWN, begin=begin, progress=progress, sweep_every=SWEEP_EVERY
    )
    facts = {"disputes": received}
    record("system", "demo_disputes_loaded", by=LOADER, at=at, facts=facts)
    return received


def receipts() -> list[Receipt]:
    """Return receipt, passcode and title of some disputes whose parties look them up."""
    return stories.receipts(stories.read("disputes"), KEY)


def _register(day: date, committees: set[Unit]) -> None:
    """Put mediators on the register of each committee."""
    posts = {one.person.username: one for one in Post.objects.select_related("person")}
    for unit in sorted(committees, key=lambda one: one.pk):
        for name, standing, is_woman, years, username in MEDIATORS:
            post = posts.get(username)
            Mediator.objects.create(
                unit=unit,
                post=post if post and post.unit_id == unit.pk else None,
                name=name,
                standing=standing,
                is_woman=is_woman,
                from_date=day - years * YEAR,
            )


def _walk(at: datetime) -> Round:
    """Let a community worker walk a round on which disputes are found, and plan another one."""
    place = Region.objects.get(pk=COMMUNITY)
    began = local_day(at) - 2 * YEAR
    made = [
        Grid.objects.create(community=place, code=code, name=name, from_date=began)
        for code, name in GRIDS
    ]
    post = Post.objects.select_related("unit__region", "person").get(person__username=WORKER)
    by, walked_at = post.actor(), at - timedelta(days=140)
    held = rounds.plan(
        grid=made[0], focus="housing", planned_date=local_day(walked_at), post=post, by=by,
        at=walked_at,
    )  # fmt: skip
    rounds.hold(
        held,
        held_date=local_day(walked_at),
        looked_at="看了路东院落的屋面、排水和公共楼道。",
        found="一处屋面漏水，上下两家对维修费用有争议。",
        by=by,
        at=walked_at,
    )
    rounds.plan(
        grid=made[1], focus="property", planned_date=local_day(at) + timedelta(days=2), post=post,
        by=by, at=at - timedelta(days=1),
    )  # fmt: skip
    return held


def _open(place: int, at: datetime, row: Row, region: Region, walked: Round) -> Tale:
    mediator = mediator_of(committee_for(region, at=at))
    other = Side("respondent", {"name": row["other"], "telephone": TELEPHONE.format(500 + place)})
    own = {"name": row["name"], "telephone": TELEPHONE.format(place)}
    source = row.get("source", "party")
    sides = [other] if source == "party" else [Side("applicant", own), other]
    told = Told(
        kind=row["kind"],
        matter=row["matter"],
        wish=row.get("wish", ""),
        source=source,
        referrer=row.get("referrer", ""),
        round=walked if source == "round" else None,
        sides=sides,
        consent_way="online" if row["channel"] == "page" else "in_person",
    )
    draft = Draft(
        title=row["title"],
        body="\n\n".join(filter(None, [row["matter"], row.get("wish", "")])),
        region=region,
        channel=row["channel"],
        people=own if source == "party" else {},
    )
    by = None if row["channel"] == "page" else mediator.actor()
    opened = open_dispute(draft, told, submission_key=KEY.format(place), by=by, at=at)
    return Tale(row, opened.case, mediator)
