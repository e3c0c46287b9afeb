"""The annual report of Art. 41: its chapters, each figure with what it is counted from.

No figure counts an accusation but one, which is rounded (`range_figures.accusations`): whoever
compares two reports learns nothing of a single one. Every table names its denominator and how it
is counted; the page, the Word and the Excel file show the same tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from linli.base.accounts.models import Post
from linli.base.regions.models import Region
from linli.core.procedure import Choice
from linli.core.text import Text
from linli.core.zone import SHANGHAI
from linli.procedures.petitions import annual_counts as counts
from linli.procedures.petitions import proposing
from linli.procedures.petitions import range_figures as figures
from linli.procedures.petitions.annual_words import (
    ALL,
    ANSWERED,
    CHAPTERS,
    DECIDED,
    FEW,
    FORMULAS,
    KINDS_OF_TIMES,
    NAMES,
    NOT_SAID,
    OUTCOMES_OF_REVIEW,
    SENT_ON,
)
from linli.procedures.petitions.models import Proposal
from linli.procedures.petitions.procedure import PETITION
from linli.procedures.petitions.words import (
    ACCUSATION,
    ADOPTED,
    CHANNELS,
    CLOSING,
    FIELDS,
    LANES,
    MEASURES,
    PROPOSALS,
    REVIEW_OUTCOMES,
    SATISFIED,
    SUPERVISION_GROUNDS,
)
from linli.procedures.petitions.worklists import asked_by

LEVELS = ("review", "recheck")


@dataclass(frozen=True)
class Row:
    """A line of a table: a number, of how many (None where no share makes sense), or instead of
    both what is `told`."""

    name: Text
    number: int | None
    of: int | None = None
    told: Text | None = None

    @property
    def share(self) -> str:
        """Return the share in percent, empty without a denominator or of none."""
        if self.number is None or not self.of:
            return ""
        return f"{100 * self.number / self.of:.1f}%"


@dataclass(frozen=True)
class Table:
    """A table with what its shares are of, and how it is counted."""

    name: Text
    rows: tuple[Row, ...]
    formula: Text
    of: Text | None = None


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report by the items of Art. 41."""

    name: Text
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Report:
    """The report of a year over what `post` sees in its area, as it stood at `at`."""

    year: int
    region: Region
    at: datetime
    chapters: tuple[Chapter, ...]
    proposals: tuple[Proposal, ...]


def report(post: Post, *, year: int, at: datetime) -> Report:
    """Return the report. The number of queries depends on neither year nor petitions."""
    region = post.unit.region
    seen = figures.petitions(asked_by(post, at=at)).filter(
        region_id__gte=region.code, region_id__lt=region.code_end
    )
    span = (
        datetime(year, 1, 1, tzinfo=SHANGHAI),
        datetime(year + 1, 1, 1, tzinfo=SHANGHAI),
    )
    made = tuple(proposing.visible_to(post).filter(made_at__gte=span[0], made_at__lt=span[1]))
    counted = counts.Counted(seen, *span, at=at)
    chapters = (
        Chapter(CHAPTERS[0], _data(counted, region, year)),
        Chapter(CHAPTERS[1], _fields_and_units(counted)),
        Chapter(CHAPTERS[2], _referred(counted)),
        Chapter(CHAPTERS[3], (_proposals(made),)),
        Chapter(CHAPTERS[4], _judged(counted)),
        Chapter(CHAPTERS[5], _others(counted)),
    )
    return Report(year, region, at, chapters, made)


def years_of(cases: QuerySet, *, at: datetime) -> list[int]:
    """Return the years of which there can be a report, the newest first. One query."""
    first = cases.order_by("opened_at").values_list("opened_at", flat=True).first()
    last = at.astimezone(SHANGHAI).year
    return list(range(last, (first or at).astimezone(SHANGHAI).year - 1, -1))


def _data(counted: counts.Counted, region: Region, year: int) -> tuple[Table, ...]:
    main = counted.main()
    opened = main["registered"]
    accused = figures.accusations(region)
    sealed = Text(f"不少于{accused}", f"at least {accused}") if accused else FEW
    lanes = [lane for lane in LANES if lane.key != ACCUSATION]
    repeated = {"first": main["first"], "again": opened - main["first"]}
    return (
        _table("main", [Row(NAMES[key], main[key]) for key in DECIDED]),
        _by("channel", CHANNELS, counted.by("message__channel"), opened),
        Table(
            NAMES["lane"],
            (
                *_by("lane", lanes, counted.by("lane"), opened, rest=NAMES["no_lane"]).rows,
                Row(NAMES["accusations"], None, told=sealed),
            ),
            FORMULAS["lane"],
            ALL,
        ),
        _table("repeated", [Row(NAMES[key], repeated[key], opened) for key in repeated], ALL),
        _table("on_time", [
            Row(PETITION.term(term).name, kept, due)
            for term, kept, due in counted.on_time(KINDS_OF_TIMES)
        ], NAMES["due"]),
        *(_remedy(level, counted) for level in LEVELS),
    )  # fmt: skip


def _remedy(level: str, counted: counts.Counted) -> Table:
    asked, signed = counted.remedy(level)
    rows = [Row(NAMES[f"{level}_asked"], asked)]
    total = sum(signed.values())
    rows += [
        Row(OUTCOMES_OF_REVIEW.format(outcome=one.name), signed[one.key], total)
        for one in REVIEW_OUTCOMES
    ]
    return _table(level, rows, NAMES[f"{level}_signed"])


def _fields_and_units(counted: counts.Counted) -> tuple[Table, ...]:
    opened = counted.main()["registered"]
    units = [Row(unit.text, number, opened) for unit, number in counted.units()]
    return (
        _by("field", FIELDS, counted.by("petition__field"), opened, rest=NOT_SAID),
        _table("units", units, ALL),
    )


def _referred(counted: counts.Counted) -> tuple[Table, ...]:
    sent, objections = counted.sent()
    supervised = counted.supervised()
    grounds = [
        Row(one.name, number, supervised["made"])
        for one in SUPERVISION_GROUNDS
        if (number := supervised["grounds"][one.key])
    ]
    return (
        _table("sent", [Row(PETITION.transition(key).name, sent[key]) for key in SENT_ON]),
        _table("objections", [
            Row(NAMES["objected"], objections["made"], sum(sent.values())),
            Row(NAMES["agreed"], objections["agreed"], objections["made"]),
            Row(NAMES["refused"], objections["refused"], objections["made"]),
        ], NAMES["of_line"]),
        _table("supervised", [
            Row(NAMES["supervised"], supervised["made"]),
            Row(NAMES["fed_back"], supervised["fed_back"], supervised["made"]),
            Row(NAMES["advice_adopted"], supervised["adopted"], supervised["fed_back"]),
            Row(NAMES["escalated"], supervised["escalated"], supervised["made"]),
            *(Row(one.name, supervised["measures"][one.key], supervised["escalated"])
              for one in MEASURES),
        ], NAMES["of_line"]),
        _table("grounds", grounds, NAMES["supervised"]),
    )  # fmt: skip


def _proposals(made: Sequence[Proposal]) -> Table:
    rows = []
    for kind in PROPOSALS:
        own = [one for one in made if one.kind == kind.key]
        rows.append(Row(kind.name, len(own)))
        answers: list[tuple[str, Text]] = [(one.key, one.name) for one in ADOPTED]
        rows += [
            Row(ANSWERED.format(kind=kind.name, answer=name),
                sum(one.adopted == key for one in own), len(own))
            for key, name in [*answers, ("", NAMES["unanswered"])]
        ]  # fmt: skip
    return _table("proposals", rows, NAMES["of_kind"])


def _judged(counted: counts.Counted) -> tuple[Table, ...]:
    return tuple(
        _table(f"{who}_judged", [
            Row(NAMES["rated"], sum(given.values()), asked),
            *(Row(one.name, given[one.key], sum(given.values())) for one in SATISFIED),
            Row(NAMES["content"], given["satisfied"] + given["fairly"], sum(given.values())),
        ], NAMES["rated_of"])
        for who, asked, given in counted.judged()
    )  # fmt: skip


def _others(counted: counts.Counted) -> tuple[Table, ...]:
    other, measures, closed = counted.others()
    return (
        _table("others", [Row(NAMES[key], number) for key, number in other.items()]),
        _table(
            "closing",
            [Row(one.name, measures[one.key], closed) for one in CLOSING],
            NAMES["closed_asked"],
        ),
    )


def _by(
    key: str, choices: Sequence[Choice], found: dict[str, int], total: int, *,
    rest: Text | None = None,
) -> Table:  # fmt: skip
    rows = [Row(one.name, found.get(one.key, 0), total) for one in choices]
    left = total - sum(row.number or 0 for row in rows)
    if rest and left:
        rows.append(Row(rest, left, total))
    return _table(key, rows, ALL)


def _table(key: str, rows: Sequence[Row], of: Text | None = None) -> Table:
    return Table(NAMES[key], tuple(rows), FORMULAS[key], of)
