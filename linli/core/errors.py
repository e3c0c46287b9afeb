"""What Linli says when something can't be done: always a sentence in the user's language."""

from __future__ import annotations

from linli.core.text import Text


class Refused(Exception):
    """A rule forbids the act. `code` is stable and goes to the log; `message` goes to the user.

    `field` names the input at fault, or is empty when no single input is.
    """

    code = "refused"

    def __init__(self, message: Text, *, code: str = "", field: str = "") -> None:
        super().__init__(message.en)
        self.message = message
        self.field = field
        if code:
            self.code = code


class NotAllowed(Refused):
    """The actor may see the thing and may not do this to it: pages answer 403."""

    code = "not_allowed"


class WrongState(Refused):
    """The thing has moved on, or never was where this act begins."""

    code = "wrong_state"


class Incomplete(Refused):
    """An input is missing or not among the declared values."""

    code = "incomplete"
