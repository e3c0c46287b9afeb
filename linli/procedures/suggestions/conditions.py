"""What steps of a suggestion wait for, each with the sentence that says so."""

from __future__ import annotations

from datetime import datetime

from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.suggestions.selectors import publication_of
from linli.procedures.suggestions.words import PRIVATE

HAS_JOINED = Text(
    "已有同类建议并入本件，请先取消合并。",
    "Equal suggestions were joined to this one; take them out first.",
)
OFFERED = Text(
    "已经征求过一次转办意见，不再重复征求。",
    "The sender was asked once whether it may be passed on, and is not asked again.",
)
OWN_OFFICE = Text("由本征集部门自行研究，不必退回。", "Your own office studies it.")
HONOURED = Text("已被评为优秀建议。", "It was honoured already.")
NOT_WISHED = Text("建议人不同意公开。", "The sender does not want it published.")
IS_PUBLIC = Text("已在建议墙公开。", "It stands on the wall already.")
NOT_PUBLIC = Text("不在建议墙上。", "It does not stand on the wall.")


def nothing_joined(case: Case, by: Actor, at: datetime) -> Text | None:
    """Whoever is joined to it would be left without an answer."""
    return HAS_JOINED if case.suggestion.joined.exists() else None


def not_offered_yet(case: Case, by: Actor, at: datetime) -> Text | None:
    """The sender is asked for consent once."""
    return OFFERED if case.suggestion.offered else None


def held_elsewhere(case: Case, by: Actor, at: datetime) -> Text | None:
    """A unit sends back what another one gave it."""
    return OWN_OFFICE if case.unit_id == case.coordinator_id else None


def not_honoured_yet(case: Case, by: Actor, at: datetime) -> Text | None:
    """A suggestion is honoured once."""
    return HONOURED if case.suggestion.honoured_at else None


def may_be_public(case: Case, by: Actor, at: datetime) -> Text | None:
    """The sender agrees that it is published."""
    return NOT_WISHED if case.suggestion.publicity == PRIVATE else None


def not_public_yet(case: Case, by: Actor, at: datetime) -> Text | None:
    """It does not stand on the wall."""
    return IS_PUBLIC if publication_of(case.suggestion) else None


def is_public(case: Case, by: Actor, at: datetime) -> Text | None:
    """It stands on the wall."""
    return None if publication_of(case.suggestion) else NOT_PUBLIC


CONDITIONS = {
    check.__name__: check
    for check in (
        nothing_joined, not_offered_yet, held_elsewhere, not_honoured_yet, may_be_public,
        not_public_yet, is_public,
    )
}  # fmt: skip
