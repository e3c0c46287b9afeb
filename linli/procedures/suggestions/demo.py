"""The demo's suggestions: invented ones, moved through every state as if by those who work on them,
and two collections, one open and one answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from linli.base.accounts.demo_data import LOADER
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import stories
from linli.cases.receiving import Draft, receipt_for
from linli.cases.stories import Progress, Receipt, Row, play
from linli.core.zone import local_day
from linli.procedures.suggestions import campaigns
from linli.procedures.suggestions.demo_steps import KNOWN, Tale, officer_of, post_of
from linli.procedures.suggestions.models import Campaign
from linli.procedures.suggestions.opening import Told, office_for, open_suggestion

SWEEP_EVERY = timedelta(days=1)
# No network in China uses numbers that begin with 154.
TELEPHONE = "1540003{:04d}"
KEY = "demo-suggestion:{}"
OFFICER = "social.officer"
WAYS = "网上填写；来信寄市委社会工作部；到各街道便民服务中心当面提出。"
# subject, explanation, how many days ago it began, for how many days, what came of it
COLLECTIONS = (
    (
        "怎样办好社区食堂",
        "今年将新建一批社区食堂。请说说您希望在哪里办、办成什么样、怎样才能长久办下去。",
        25,
        45,
        "",
    ),
    (
        "让办事少跑一趟",
        "请告诉我们：哪件事让您多跑了路，怎样改能少跑一趟。",
        170,
        40,
        "征集期内收到的建议已全部研究答复。其中“中午不断档”已在便民服务中心落实，预约办理同步开通。",
    ),
)


@transaction.atomic
def load(*, at: datetime, progress: Progress = lambda done, total: None) -> int:
    """Play the stories up to `at` and return how many suggestions were made: none when they were
    played before. Needs the demo's units and people."""
    if receipt_for(KEY.format(0)):
        return 0
    rows = stories.read("suggestions")
    places = Region.objects.in_bulk({row["place"] for row in rows})
    held = _collect(at)
    tales: dict[int, Tale] = {}

    def begin(place: int, begun_at: datetime) -> Tale:
        tales[place] = _open(place, begun_at, rows[place], places[rows[place]["place"]], held)
        tales[place].others = tales
        return tales[place]

    received = play(
        rows, now=at, known=KNOWN, begin=begin, progress=progress, sweep_every=SWEEP_EVERY
    )
    facts = {"suggestions": received}
    record("system", "demo_suggestions_loaded", by=LOADER, at=at, facts=facts)
    return received


def receipts() -> list[Receipt]:
    """Return receipt, passcode and title of some suggestions whose senders look them up."""
    return stories.receipts(stories.read("suggestions"), KEY)


def _collect(at: datetime) -> list[Campaign]:
    post, held = post_of(OFFICER), []
    for subject, explanation, ago, days, feedback in COLLECTIONS:
        began_at = at - timedelta(days=ago)
        told = {"subject": subject, "explanation": explanation, "ways": WAYS}
        period = {
            "from_date": local_day(began_at),
            "until_date": local_day(began_at) + timedelta(days=days),
        }
        made = campaigns.make(**told, **period, post=post, by=post.actor(), at=began_at)
        made = campaigns.publish(made, post=post, by=post.actor(), at=began_at)
        if feedback:
            answered_at = at - timedelta(days=60)
            campaigns.answer(made, feedback=feedback, post=post, by=post.actor(), at=answered_at)
        held.append(made)
    return held


def _open(place: int, at: datetime, row: Row, region: Region, held: list[Campaign]) -> Tale:
    told = Told(
        subject=row["subject"],
        reasons=row["reasons"],
        proposal=row["proposal"],
        publicity=row["publicity"],
        signature=row.get("signature", ""),
        campaign=held[row["campaign"]] if "campaign" in row else None,
    )
    draft = Draft(
        title=row["subject"],
        body="\n\n".join([row["reasons"], row["proposal"]]),
        region=region,
        channel=row["channel"],
        people={"name": row["name"], "telephone": TELEPHONE.format(place)},
    )
    office = told.campaign.unit if told.campaign else office_for(region, at=at)
    officer = officer_of(office)
    by = None if row["channel"] == "page" else officer.actor()
    opened = open_suggestion(draft, told, submission_key=KEY.format(place), by=by, at=at)
    return Tale(row, opened.case, officer)
