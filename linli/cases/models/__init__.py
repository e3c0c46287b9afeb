"""What the engine keeps: messages, cases, other receipts, units taking part, clocks, notes, links,
calls,
the keys of forms that were sent, and from whom a case is kept."""

from linli.cases.models.call import Call
from linli.cases.models.case import NO_DUE, Case
from linli.cases.models.clock import Clock
from linli.cases.models.figures import (
    DayCounter,
    Delta,
    Exclusion,
    MonthCounter,
    PlaceDayCounter,
    Tally,
)
from linli.cases.models.hold import Hold
from linli.cases.models.holder import Holder
from linli.cases.models.message import Attachment, Message
from linli.cases.models.note import Link, Note
from linli.cases.models.participation import Participation
from linli.cases.models.recount import Recount
from linli.cases.models.submission import Submission
from linli.cases.models.wall import Accused, Barred, Reader

__all__ = [
    "NO_DUE",
    "Accused",
    "Attachment",
    "Barred",
    "Call",
    "Case",
    "Clock",
    "DayCounter",
    "Delta",
    "Exclusion",
    "Hold",
    "Holder",
    "Link",
    "Message",
    "MonthCounter",
    "Note",
    "Participation",
    "PlaceDayCounter",
    "Reader",
    "Recount",
    "Submission",
    "Tally",
]
