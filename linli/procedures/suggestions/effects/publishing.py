"""On the wall and off it, with the sender's name or without."""

from __future__ import annotations

from linli.cases.engine import Moving
from linli.cases.registry import Effect
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.procedures.suggestions import wall
from linli.procedures.suggestions.effects.saving import save
from linli.procedures.suggestions.opening import NO_SIGNATURE
from linli.procedures.suggestions.words import NAMED, PRIVATE

SEALED = Text("检举控告件不得公开。", "An accusation is not published.")


def publish(moving: Moving, *, title: str, text: str, news: str = "") -> None:
    """An officer releases it, as far as the sender agrees."""
    if moving.case.is_sealed:
        raise Refused(SEALED, code="sealed")
    wall.publish(moving.case.suggestion, title=title, text=text, at=moving.at)
    if news.strip():
        wall.tell(moving.case.suggestion, moving.step.key, news, at=moving.at, field="news")


def unpublish(moving: Moving, *, reason: str) -> None:
    """It is read by the public no more."""
    wall.withdraw(moving.case.suggestion, at=moving.at)


def set_publicity(moving: Moving, *, publicity: str, signature: str = "") -> None:
    """The sender decides at any time whether it is public, and under which name."""
    name = signature.strip() if publicity == NAMED else ""
    if publicity == NAMED and not name:
        raise Incomplete(NO_SIGNATURE, field="signature")
    suggestion = save(moving, publicity=publicity, signature=name)
    if publicity == PRIVATE:
        wall.withdraw(suggestion, at=moving.at)
    else:
        wall.sign(suggestion)


EFFECTS: dict[str, Effect] = {
    "publish": publish,
    "unpublish": unpublish,
    "set_publicity": set_publicity,
}
