"""Takes the report of a conference: mended, read once, and its demands put down as proposals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from linli.core import conferences, mending
from linli.core.actors import Actor
from linli.core.conferences import Conference as Reading
from linli.core.conferences import Directive
from linli.core.errors import Incomplete, WrongState
from linli.core.mending import Mended
from linli.core.text import Text
from linli.registers.conferences.actions.chain import keeping, put_down
from linli.registers.conferences.models import Conference, Demand, Report, Speech, Spot
from linli.registers.conferences.tree import arranged

# A report in a newspaper has two thousand signs; a conference's minutes have some ten thousand.
LONGEST: Final = 60_000
HEADS: Final = (
    "date", "level", "host", "place", "chair", "speakers", "present", "venues", "documents",
)  # fmt: skip
NOTHING: Final = Text("请粘贴报道全文，或选择文件。", "Paste the report, or choose a file.")
TOO_LONG: Final = Text(
    f"报道不能超过{LONGEST // 10_000}万字，请分开处理。",
    f"A report has at most {LONGEST:,} signs: take it in parts.",
)
IS_CONFIRMED: Final = Text(
    "已有确认的要求，不能再更换报道。请先撤回确认。",
    "Demands of this report are confirmed: withdraw them before you replace it.",
)


def understand(received: str) -> tuple[Mended, Reading]:
    """Return the text made whole, and what it says. Raises Incomplete, at the field `text`, for
    nothing and for too much."""
    received = received.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not received.strip():
        raise Incomplete(NOTHING, field="text")
    if len(received) > LONGEST:
        raise Incomplete(TOO_LONG, field="text", code="too_long")
    mended = mending.mend(received)
    return mended, conferences.read(mended.text)


def take_report(
    conference: Conference, received: str, *, source: str = "", by: Actor, at: datetime
) -> Report:
    """Return the report of the conference, in place of an earlier one. Its demands are proposals,
    each to be confirmed by a person; who spoke is put down where no speech is yet.

    Raises NotAllowed for others than its office, Incomplete for nothing and too much, WrongState
    where a demand of the earlier report is confirmed."""
    with keeping(conference, "conference.read", by=by, at=at) as kept:
        mended, reading = understand(received)
        if kept.demands.exclude(confirmed_at=None).exists():
            raise WrongState(IS_CONFIRMED, code="confirmed", field="text")
        Report.objects.filter(conference=kept).delete()
        kept.demands.all().delete()
        report = Report.objects.create(
            conference=kept,
            received=received,
            text=mended.text,
            heads={key: value for key, value in reading.as_data().items() if key in HEADS},
            source=source,
            received_at=at,
        )
        _spots(report, mended)
        found = _demands(report, reading.directives)
        _speeches(kept, reading)
        put_down(
            kept, "conference_read", by=by, at=at,
            signs=len(report.text), spots=len(mended.spots), demands=len(found),
        )  # fmt: skip
        return report


def _spots(report: Report, mended: Mended) -> None:
    Spot.objects.bulk_create(
        Spot(
            report=report,
            start=spot.start,
            end=spot.end,
            raw=spot.raw,
            alternatives=list(spot.alternatives),
            is_certain=spot.is_certain,
        )
        for spot in mended.spots
    )


def _demands(report: Report, directives: Sequence[Directive]) -> list[Demand]:
    found = [
        Demand(
            conference=report.conference,
            start=one.start,
            end=one.end,
            text=report.text[one.start : one.end],
            speaker=(one.speaker or "")[:30],
            addressee=(one.addressee or "")[:80],
            subject=one.subject,
        )
        for one in _all(directives)
    ]
    for level in arranged(found):
        Demand.objects.bulk_create(level)
    return found


def _all(directives: Sequence[Directive]) -> Iterator[Directive]:
    for one in directives:
        yield one
        yield from _all(one.children)


def _speeches(conference: Conference, reading: Reading) -> None:
    """Put down who spoke, in their order; which speech was the main one, and how long it was,
    only a person knows."""
    if conference.speeches.exists():
        return
    Speech.objects.bulk_create(
        Speech(
            conference=conference,
            no=no,
            kind="other",
            speaker=person.name[:30],
            title=person.post[:80],
        )
        for no, person in enumerate(reading.speakers, start=1)
    )
