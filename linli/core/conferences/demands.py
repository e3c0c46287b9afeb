"""Finds what a report demands, and builds the tree of demands and their parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from linli.core.conferences import parts
from linli.core.conferences.marks import Mark, has_number, is_listed, mark_of
from linli.core.conferences.reports import Directive
from linli.core.conferences.sentences import Clause, Sentence, sentences_of
from linli.core.conferences.speeches import Speeches, Voice

_PAST: Final = re.compile(
    "近年来|去年|今年以来|.{0,16}以来|过去|目前|当前|截至|一段时间|近期|前期|上半年|此前|在此之前"
)
# 由市领导包案化解, 一律取消: what is to be done, after a lead.
_DONE: Final = re.compile("由.{2,}|一律|逐一|立即|及时|坚决|严肃|限期|依法|必须|分类|全部")
_LEAD: Final = re.compile("(?:对|对于|针对|凡|凡是|涉及|遇到)(?!此|外)")
_ADVERBIAL: Final = re.compile("以|按照|根据|针对|围绕|在|对|通过|为|从|坚持")


@dataclass
class Demand:
    """A demand on the way: the clauses it consists of, and how the first of them begins."""

    clauses: list[Clause]
    mark: Mark
    speaker: str | None
    under: list[Demand] = field(default_factory=list)


@dataclass
class _State:
    voice: Voice | None = None
    asks: bool = False
    is_past: bool = False
    # A numbered heading, under which the demands of its paragraph stand.
    heading: Demand | None = None
    # The last demand of the paragraph that stands on its own.
    last: Demand | None = None
    # 对久拖不决的积案， before what is to be done with them.
    lead: Clause | None = None
    open: Demand | None = None
    found: list[Demand] = field(default_factory=list)


def demands_in(text: str, speeches: Speeches, matter: str | None) -> tuple[Directive, ...]:
    """Return the demands of `text`, in its order, numbered, each with its parts.

    `matter` is the subject of the conference itself, of those demands that name none.
    """
    state = _State()
    for sentence in sentences_of(text):
        _read(sentence, speeches, state)
    return tuple(
        _directive(str(number), demand, matter)
        for number, demand in enumerate(state.found, start=1)
    )


def _directive(no: str, demand: Demand, matter: str | None) -> Directive:
    """Return the demand with its parts, and after them what stands under its heading."""
    whole = parts.directive(no, demand.clauses, demand.mark, demand.speaker, matter)
    if not demand.under:
        return whole
    under = tuple(
        _directive(f"{no}.{number}", one, whole.subject)
        for number, one in enumerate(demand.under, start=len(whole.children) + 1)
    )
    return replace(whole, end=under[-1].end, children=whole.children + under)


def _read(sentence: Sentence, speeches: Speeches, state: _State) -> None:
    """Take the demands of one sentence: each begins with a mark and ends before the next."""
    state.open, state.lead, state.is_past = None, None, False
    first = sentence.clauses[0].text
    if sentence.is_first:
        state.heading, state.last = None, None
        state.asks = state.asks and has_number(first)
    if is_listed(first) and state.last is not None:
        # 要做到三点。一是……。二是……: the sentences are parts of what was announced.
        state.heading, state.asks = state.last, True
    elif state.heading is not None and state.heading is state.last:
        state.heading = None
    for clause in sentence.clauses:
        said = _said(sentence, clause, speeches, state)
        if said is not None:
            _take(said, sentence, state)


def _said(sentence: Sentence, clause: Clause, speeches: Speeches, state: _State) -> Clause | None:
    """Return what is said in `clause` after the words that say who speaks, None for nothing."""
    voice = speeches.introduces(sentence, clause)
    if voice is None:
        return clause
    state.voice, state.asks, state.open = voice, voice.asks, None
    said = clause.text[voice.start :].lstrip("“")
    return Clause(clause.end - len(said), said, clause.mark) if said else None


def _take(clause: Clause, sentence: Sentence, state: _State) -> None:
    state.is_past = state.is_past or bool(_PAST.match(clause.text))
    begins = state.open is None
    mark = mark_of(
        clause.text,
        is_open=not begins,
        asks=state.asks and not state.is_past and (begins or _is_next(clause, state)),
        speaks=begins and state.voice is not None and clause is sentence.clauses[0],
    )
    if mark is None and state.lead and _DONE.match(clause.text) and not state.is_past:
        mark = Mark(0, None)
    if mark is not None:
        state.open = Demand(_begun(clause, mark, state), mark, _speaker(state))
        if state.heading is None:
            state.last = state.open
        (state.heading.under if state.heading else state.found).append(state.open)
        if sentence.is_first and clause is sentence.clauses[0] and has_number(clause.text):
            state.heading, state.last = state.open, None
    elif state.open is not None:
        state.open.clauses.append(clause)
    elif state.voice and begins and _LEAD.match(clause.text):
        state.lead = clause
    elif state.asks and not state.is_past:
        # Something else was said: from here on a verb alone asks for nothing.
        state.asks = bool(_ADVERBIAL.match(clause.text))


def _is_next(clause: Clause, state: _State) -> bool:
    """Return whether `clause` is the next of a row: numbered, or after a semicolon, as the
    first that a verb alone began."""
    is_row = state.open is not None and state.open.mark.is_bare
    return has_number(clause.text) or (is_row and clause.mark in tuple("；;"))


def _begun(clause: Clause, mark: Mark, state: _State) -> list[Clause]:
    """Return the clauses with which a demand begins."""
    rest = Clause(clause.start + mark.start, clause.text[mark.start :], clause.mark)
    lead, state.lead = state.lead, None
    return [lead, rest] if lead is not None and mark.addressee is None else [rest]


def _speaker(state: _State) -> str | None:
    return state.voice.speaker if state.voice else None
