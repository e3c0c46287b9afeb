"""What the engine keeps: messages, cases, units taking part, clocks, notes, links, calls, and
the keys of forms that were sent."""

from linli.cases.models.call import Call
from linli.cases.models.case import NO_DUE, Case
from linli.cases.models.clock import Clock
from linli.cases.models.message import Attachment, Message
from linli.cases.models.note import Link, Note
from linli.cases.models.participation import Participation
from linli.cases.models.submission import Submission

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
    "Submission",
]
