"""What the auditor's page reads: lines of the log, and texts only of chains that are open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from linli.base.accounts.models import Post, User
from linli.base.administration.wordings import fact_name, fact_value, named
from linli.base.audit.models import Entry
from linli.core.chain import ANCHORED, SYSTEM
from linli.core.registry import Registry
from linli.core.text import Text
from linli.core.zone import SHANGHAI

# Who may read the texts of chains, by the chains' prefix ("case"): given the post and the
# chains, the room that owns them returns those that are open to it. Without a reader the
# auditor sees what happened and not what was written. The system chain is the auditor's own.
text_readers: Registry[Callable[[Post, Sequence[str]], set[str]]] = Registry("reader of chains")
# What rooms above keep from a post: lines that it may not read at all, and texts in the facts of
# others (numbers, names of chains) that it may not learn. What the log proves stays whole.
sieves: Registry[Callable[[QuerySet[Entry], Post], QuerySet[Entry]]] = Registry("sieve of lines")
masks: Registry[Callable[[set[str], Post], set[str]]] = Registry("mask of facts")


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the log as the auditor reads it."""

    entry: Entry
    name: Text
    person: str
    facts: list[tuple[Text, Text]]
    texts: list[tuple[Text, str]]
    is_text_closed: bool

    @property
    def is_refused(self) -> bool:
        """Return whether the act was refused."""
        return "refused" in self.entry.facts


def lines(
    post: Post,
    *,
    chains: str = "",
    chain: str = "",
    person: User | None = None,
    kind: str = "",
    from_date: date | None = None,
    until_date: date | None = None,
) -> QuerySet[Entry]:
    """Return the lines that `post` may read: of `chains` ("system" or another prefix) or of one
    `chain`, by `person`, of `kind`, between two days, with their texts. Anchors show only when
    asked for."""
    rows = Entry.objects.select_related("held")
    for sieve in sieves:
        rows = sieve(rows, post)
    if chain:
        rows = rows.filter(chain=chain)
    if chains == SYSTEM:
        rows = rows.filter(chain=SYSTEM)
    elif chains:
        rows = rows.filter(chain__startswith=f"{chains}:")
    if person:
        rows = rows.filter(person_id=person.pk)
    if from_date:
        rows = rows.filter(at__gte=_midnight(from_date))
    if until_date:
        rows = rows.filter(at__lt=_midnight(until_date + timedelta(days=1)))
    return rows.filter(kind=kind) if kind else rows.exclude(kind=ANCHORED)


def line_views(entries: Sequence[Entry], post: Post) -> list[LineView]:
    """Return the entries for reading by `post`, with the names of the people who acted."""
    wanted = {entry.person_id for entry in entries if entry.person_id}
    people = dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))
    hidden = _hidden(entries, post)
    open_chains = _open_chains({entry.chain for entry in entries if entry.digest_of_texts}, post)
    return [
        LineView(
            entry,
            named(entry.kind),
            people.get(entry.person_id or 0, ""),
            [
                (fact_name(name), fact_value(name, value))
                for name, value in _without(hidden, entry.facts).items()
            ],
            _texts(entry) if entry.chain in open_chains else [],
            is_text_closed=bool(entry.digest_of_texts) and entry.chain not in open_chains,
        )
        for entry in entries
    ]


def last_anchored() -> datetime | None:
    """Return when the ends of chains were anchored last."""
    anchors = Entry.objects.filter(chain=SYSTEM, kind=ANCHORED).order_by("-no")
    return anchors.values_list("at", flat=True).first()


def is_short_enough(most: int) -> bool:
    """Return whether the log holds at most about `most` lines. Reads one row."""
    last: Any = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) <= most


def _hidden(entries: Sequence[Entry], post: Post) -> set[str]:
    """Return the texts in the facts that `post` may not learn."""
    texts = {text for entry in entries for text in _texts_in(entry.facts)}
    return {text for mask in masks for text in mask(texts, post)}


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(one)


def _without(hidden: set[str], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts without those that hold a hidden text; of lists its row alone goes."""
    kept: dict[str, Any] = {}
    for name, value in facts.items():
        if isinstance(value, list):
            kept[name] = [one for one in value if hidden.isdisjoint(_texts_in(one))]
        elif hidden.isdisjoint(_texts_in(value)):
            kept[name] = value
    return kept


def _texts(entry: Entry) -> list[tuple[Text, str]]:
    return [(fact_name(name), text) for name, text in entry.texts.items()]


def _open_chains(chains: set[str], post: Post) -> set[str]:
    found = chains & {SYSTEM}
    for prefix in text_readers.keys():  # noqa: SIM118
        theirs = sorted(chain for chain in chains if chain.startswith(f"{prefix}:"))
        if theirs:
            found |= text_readers[prefix](post, theirs)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
