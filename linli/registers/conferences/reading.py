"""Sets a report and what was read in it side by side: the source in marked pieces, the demands in
their tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from linli.base.accounts.models import Post
from linli.registers.conferences.clauses import clauses_of
from linli.registers.conferences.following import FOLLOWERS, Fate, Link, held_among
from linli.registers.conferences.models import Conference, Demand, Report, Spot

BEFORE_AND_AFTER = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source in which nothing changes: within which demands, on which spot.
    `begins` is the demand whose number stands before it."""

    start: int
    text: str
    within: tuple[Demand, ...] = ()
    spot: Spot | None = None
    begins: tuple[Demand, ...] = ()

    @property
    def demand(self) -> Demand | None:
        """Return the narrowest demand that holds the piece."""
        return self.within[-1] if self.within else None

    @property
    def ids(self) -> str:
        """Return the ids of all demands that hold the piece, with spaces between."""
        return " ".join(str(demand.pk) for demand in self.within)


@dataclass(frozen=True, slots=True)
class SpotShown:
    """A spot with the words around it."""

    spot: Spot
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """A demand in the list, what became of it, and what may be made of it."""

    demand: Demand
    fates: tuple[Fate, ...] = ()
    links: tuple[Link, ...] = ()
    is_held: bool = False


@dataclass
class Reading:
    """A report with its demands, as the page shows it."""

    report: Report
    rows: list[Row]
    spots: list[Spot]
    current: Demand | None = None
    paragraphs: list[list[Piece]] = field(default_factory=list)

    @property
    def demands(self) -> list[Demand]:
        """Return the demands in the order of the text."""
        return [row.demand for row in self.rows]

    @property
    def confirmed(self) -> int:
        """Return how many demands are confirmed."""
        return sum(demand.confirmed_at is not None for demand in self.demands)

    @property
    def waiting(self) -> list[Spot]:
        """Return the spots at which nobody has looked."""
        return [spot for spot in self.spots if spot.looked_at is None]

    @property
    def to_look_at(self) -> list[SpotShown]:
        """Return those with the words around them."""
        return [self.around(spot) for spot in self.waiting]

    def around(self, spot: Spot) -> SpotShown:
        """Return a spot with the words around it."""
        text = self.report.text
        return SpotShown(
            spot,
            text[max(0, spot.start - BEFORE_AND_AFTER) : spot.start],
            text[spot.start : spot.end],
            text[spot.end : spot.end + BEFORE_AND_AFTER],
        )

    @property
    def people(self) -> list[str]:
        """Return the names that the report gives, for choosing a speaker."""
        heads = self.report.heads
        named = [one["name"] for key in ("speakers", "present") for one in heads.get(key, ())]
        named += [demand.speaker for demand in self.demands]
        return list(dict.fromkeys(name for name in named if name))

    @property
    def addressees(self) -> list[str]:
        """Return the addressees named so far, for choosing one."""
        return list(dict.fromkeys(d.addressee for d in self.demands if d.addressee))

    @property
    def splits(self) -> list[tuple[int, str]]:
        """Return where the current demand can be split, with the words that follow."""
        if self.current is None:
            return []
        text, one = self.report.text, self.current
        clauses = clauses_of(text, one.start, one.end)[1:]
        return [(start, text[start : min(end, start + 16)]) for start, end in clauses]

    @property
    def has_next(self) -> bool:
        """Return whether a demand follows the current one beside it."""
        one = self.current
        return one is not None and any(
            other.parent_id == one.parent_id and other.start >= one.end for other in self.demands
        )


def reading_of(conference: Conference, post: Post, *, at: datetime) -> Reading | None:
    """Return the reading of the conference's report; None where it has none. A constant number
    of queries."""
    report = Report.objects.filter(conference=conference).first()
    if report is None:
        return None
    demands = list(conference.demands.select_related("confirmed_by__unit"))
    for demand in demands:
        demand.conference = conference
    return Reading(report, rows_of(demands, post, at=at), list(report.spots.all()))


def rows_of(demands: Sequence[Demand], post: Post, *, at: datetime) -> list[Row]:
    """Return the demands with what other rooms say of them."""
    confirmed = [demand for demand in demands if demand.confirmed_at]
    told: list[tuple[Mapping[int, Fate], Mapping[int, Link]]] = [
        (follower.fates(confirmed, post, at), follower.actions(confirmed, post, at))
        for follower in FOLLOWERS
        if confirmed
    ]
    held = held_among(confirmed)
    return [
        Row(
            demand,
            tuple(fates[demand.pk] for fates, _ in told if demand.pk in fates),
            tuple(links[demand.pk] for _, links in told if demand.pk in links),
            demand.pk in held,
        )
        for demand in demands
    ]


def choose(reading: Reading, pk: int | None) -> None:
    """Make the demand `pk` the current one, or the first that is not confirmed, and lay out the
    source."""
    demands = reading.demands
    wanted = next((demand for demand in demands if demand.pk == pk), None)
    reading.current = wanted or next((d for d in demands if d.confirmed_at is None), None)
    reading.paragraphs = _paragraphs(reading)


def next_after(demands: Sequence[Demand], pk: int) -> int:
    """Return which demand to look at after `pk` was dealt with: the next one not confirmed."""
    here = next((place for place, one in enumerate(demands) if one.pk == pk), 0)
    for demand in (*demands[here + 1 :], *demands[:here]):
        if demand.confirmed_at is None:
            return demand.pk
    return pk


def _paragraphs(reading: Reading) -> list[list[Piece]]:
    text = reading.report.text
    cuts = {0, len(text)}
    for one in (*reading.demands, *reading.spots):
        cuts |= {one.start, one.end}
    places = sorted(cut for cut in cuts if cut <= len(text))
    lines: list[list[Piece]] = [[]]
    for start, end in zip(places, places[1:], strict=False):
        within = tuple(d for d in reading.demands if d.start <= start and end <= d.end)
        spot = next((s for s in reading.spots if s.start <= start and end <= s.end), None)
        begins = tuple(demand for demand in within if demand.start == start)
        _lay(lines, start, text[start:end], within, spot, begins)
    return [line for line in lines if line]


def _lay(
    lines: list[list[Piece]],
    start: int,
    text: str,
    within: tuple[Demand, ...],
    spot: Spot | None,
    begins: tuple[Demand, ...],
) -> None:
    """Add a stretch to the paragraphs, a new one at each end of a line."""
    for number, part in enumerate(text.split("\n")):
        if number:
            lines.append([])
            start += 1
        if part:
            lines[-1].append(Piece(start, part, within, spot, begins))
            begins = ()
        start += len(part)
