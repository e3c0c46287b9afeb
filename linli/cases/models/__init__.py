"""What the engine keeps: messages, cases, units taking part, clocks, notes, links, calls."""

from linli.cases.models.call import Call
from linli.cases.models.case import NO_DUE, Case, Participation
from linli.cases.models.clock import Clock
from linli.cases.models.message import Attachment, Message
from linli.cases.models.note import Link, Note

__all__ = [
    "NO_DUE",
    "Attachment",
    "Call",
    "Case",
    "Clock",
    "Link",
    "Message",
    "Note",
    "Participation",
]
