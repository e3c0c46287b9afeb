"""The rows of conferences: the conference itself, its report, and what was demanded there."""

from linli.registers.conferences.models.conference import (
    Attendance,
    Called,
    Conference,
    Decision,
    Paper,
    PlannedConference,
    Speech,
    Venue,
)
from linli.registers.conferences.models.report import Demand, Report, Spot

__all__ = [
    "Attendance",
    "Called",
    "Conference",
    "Decision",
    "Demand",
    "Paper",
    "PlannedConference",
    "Report",
    "Speech",
    "Spot",
    "Venue",
]
