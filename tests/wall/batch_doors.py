"""Doors of what is done to many cases at once: an accusation ticked, filtered for, exported."""

from __future__ import annotations

from tests.wall.asking import Both, Door, Excused, General, Numbered, page, sent
from tests.wall.petitions import TITLE

OWN = "It shows to a post what itself asked for, and of a case what it may see now: test_bulk."
TABLE = "It takes units, posts, duties or new messages from a file, and looks no case up."

# What is chosen by a filter or by words, and the lists that would hold an accusation.
CHOICES = (
    {"query": "scope=range&list=open"},
    {"query": "scope=unit&list=todo"},
    {"query": "scope=unit&list=hotline.received"},
    {"source": "search", "query": f"q={TITLE}"},
    {"source": "search", "query": "since=2026-01-01"},
)

OF_BATCHES: dict[str, Door] = {
    "desk:bulk": Both(
        (
            General(
                lambda world: [
                    page("desk:bulk"),
                    *(
                        sent("desk:bulk", {"act": act, "which": "all", **choice})
                        for choice in CHOICES
                        for act in ("export", "case.remind")
                    ),
                ]
            ),
            Numbered(
                lambda world, n: [
                    sent("desk:bulk", {"act": act, "which": which, "case": [n.reference, n.receipt],
                                       "shown": [n.reference]})
                    for act in ("export", "case.assign")
                    for which in ("chosen", "page")
                ]
            ),
        )
    ),
    "batches:list": Excused(OWN),
    "batches:job": Excused(OWN),
    "batches:progress": Excused(OWN),
    "batches:start": Excused(TABLE),
    "batches:stop": Excused(OWN),
    "batches:file": Excused(OWN),
    "batches:refused": Excused(OWN),
    "batches:import": Excused(TABLE),
    "batches:template": Excused(TABLE),
    "batches:export": Excused("It writes units, posts or duties; cases go out by desk:bulk alone."),
}  # fmt: skip
