"""What may be done with letters, in one place for callers."""

from linli.base.letters.drafting import correct, draft, erase_personal, void
from linli.base.letters.issuing import check, finish, issue, issue_in_step
from linli.base.letters.rendering import issued_paper, paper, sketch

__all__ = [
    "check",
    "correct",
    "draft",
    "erase_personal",
    "finish",
    "issue",
    "issue_in_step",
    "issued_paper",
    "paper",
    "sketch",
    "void",
]
