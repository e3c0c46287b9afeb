"""Takes a demand apart: what its head asks, and the parts that name matters of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from linli.core.conferences.marks import IMPERATIVE, NUMBER, Mark, is_listed
from linli.core.conferences.reports import Directive
from linli.core.conferences.sentences import Clause
from linli.core.conferences.subjects import DEFAULT, Topic, topic_of, weak_topic_of

# 着眼 and 聚焦 always begin a part, the others where they come in a row.
_POINTS: Final = re.compile("着眼|聚焦|围绕|立足|紧扣|突出|锚定")
_ALWAYS: Final = frozenset({"着眼", "聚焦"})
_SEMICOLONS: Final = frozenset("；;")
# What for, rather than what: it belongs to what stands before it.
_PURPOSE: Final = re.compile(
    "让|使|为|以(?!.{0,12}为(?:抓手|重点))|确保|更好|努力|形成|开创|实现|奋力|真正|从而|不断(?:增强|提高|提升|夯实|满足)"
    "|(?:全面|系统|持续|切实)(?:提升|增强|提高)|推动.{0,24}(?:发展|新局面|实效|见效|落地|成效)$"
)
Chunk = list[Clause]


def directive(
    no: str, clauses: Sequence[Clause], mark: Mark, speaker: str | None, matter: str | None
) -> Directive:
    """Return the demand that `clauses` make, with its parts numbered below `no`.

    The whole reaches from the first clause to the last. Its subject is what its head is about,
    else `matter`, what the conference is about; that of a part its own, else that of the whole.
    """
    head, *chunks = _chunks(clauses)
    subject = _subject_of_whole(head, mark, matter)
    children = tuple(
        Directive(
            f"{no}.{number}", chunk[0].start, chunk[-1].end, speaker, mark.addressee,
            _own_subject(chunk) or subject,
        )
        for number, chunk in enumerate(chunks, start=1)
    )  # fmt: skip
    return Directive(
        no, clauses[0].start, clauses[-1].end, speaker, mark.addressee, subject, children
    )


def _chunks(clauses: Sequence[Clause]) -> list[Chunk]:
    """Return the clauses of the head, then those of each part."""
    listed = {place for place, clause in enumerate(clauses) if place and is_listed(clause.text)}
    if listed:
        return [_unnumbered(chunk) for chunk in _cut(clauses, listed)]
    points = _points(clauses)
    if points:
        return _cut(clauses, points | _after_semicolons(clauses))
    if _after_semicolons(clauses):
        return _by_semicolons(clauses)
    return _by_commas(clauses)


def _unnumbered(chunk: Chunk) -> Chunk:
    """Return the clauses without the number before the first: 一是加强…… is 加强……"""
    first, *rest = chunk
    number = NUMBER.match(first.text) if is_listed(first.text) else None
    length = number.end() if number else 0
    return [Clause(first.start + length, first.text[length:], first.mark), *rest]


def _points(clauses: Sequence[Clause]) -> set[int]:
    found = {
        place: match[0]
        for place, clause in enumerate(clauses)
        if place and (match := _POINTS.match(clause.text))
    }
    counted = Counter(found.values())
    return {place for place, word in found.items() if word in _ALWAYS or counted[word] > 1}


def _after_semicolons(clauses: Sequence[Clause]) -> set[int]:
    return {place for place, clause in enumerate(clauses) if place and clause.mark in _SEMICOLONS}


def _cut(clauses: Sequence[Clause], places: set[int]) -> list[Chunk]:
    chunks: list[Chunk] = [[]]
    for place, clause in enumerate(clauses):
        if place in places:
            chunks.append([])
        chunks[-1].append(clause)
    return chunks


def _by_semicolons(clauses: Sequence[Clause]) -> list[Chunk]:
    """Cut at semicolons, and between two matters within one stretch."""
    places = _after_semicolons(clauses)
    topic = topic_of(clauses[0].text)
    for place, clause in enumerate(clauses):
        own = None if _PURPOSE.match(clause.text) else topic_of(clause.text)
        if place in places:
            topic = own
        elif own and topic and own != topic:
            places.add(place)
        topic = own or topic
    return _cut(clauses, places)


def _by_commas(clauses: Sequence[Clause]) -> list[Chunk]:
    """Cut a row of tasks into its tasks if they are about different matters.

    Neighbours on one matter stay together; what says what for belongs to the whole alone.
    """
    head, *rest = clauses
    topics = {clause: topic_of(clause.text) for clause in clauses}
    tasks = [clause for clause in rest if _is_task(clause)]
    matters = {topics[clause] for clause in (head, *tasks)} - {None}
    if len(matters) < 2:  # noqa: PLR2004
        return [list(clauses)]
    chunks: list[Chunk] = [[head]]
    last: Topic | None = None
    for clause in rest:
        if clause in tasks and (
            len(chunks) == 1 or topics[clause] is None or topics[clause] != last
        ):
            chunks.append([clause])
            last = topics[clause]
        elif not _PURPOSE.match(clause.text):
            chunks[-1].append(clause)
    return chunks


def _is_task(clause: Clause) -> bool:
    return bool(IMPERATIVE.match(clause.text)) and not _PURPOSE.match(clause.text)


def _subject_of_whole(head: Chunk, mark: Mark, matter: str | None) -> str:
    body = head[0].text[mark.body :]
    own = topic_of(body) or next(filter(None, (topic_of(one.text) for one in head[1:])), None)
    found = own or topic_of(head[0].text)
    if found:
        return found.subject
    weak = weak_topic_of(body)
    return matter or (weak.subject if weak else DEFAULT)


def _own_subject(chunk: Chunk) -> str | None:
    return next((topic.subject for one in chunk if (topic := topic_of(one.text))), None)
