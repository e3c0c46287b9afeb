"""Reads the report of a conference: when, where, who spoke, and what was asked of whom.

Everything read is a stretch of the text with its place, so that nothing can be invented.
"""

from __future__ import annotations

from linli.core.conferences import heads, venues
from linli.core.conferences.demands import demands_in
from linli.core.conferences.people import people_in
from linli.core.conferences.reports import Conference, Directive
from linli.core.conferences.speeches import Speeches

__all__ = ["Conference", "Directive", "read"]


def read(text: str) -> Conference:
    """Return what the report `text` says, with places in code points, ends exclusive.

    The text should have been mended before (`linli.core.mending`), since the places are its own.
    """
    people = people_in(text)
    speeches = Speeches(people)
    directives = demands_in(text, speeches, heads.matter_of(text))
    heard = {directive.speaker for directive in directives} | speeches.heard
    place = heads.place_in(text)
    return Conference(
        date=heads.date_in(text),
        level=heads.level_in(text),
        host=heads.host_in(text),
        place=place,
        chair=speeches.chair_in(text),
        speakers=tuple(person for person in people if person.name in heard),
        present=tuple(person for person in people if person.name not in heard),
        venues=venues.venues_in(text, place),
        documents=heads.documents_in(text),
        directives=directives,
    )
