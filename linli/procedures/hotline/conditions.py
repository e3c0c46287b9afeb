"""Why a step of the hotline can't be taken now; each returns the reason, or None."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.base.rules.selectors import value_for
from linli.cases.models import Case, Clock
from linli.core.actors import Actor
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.hotline.thresholds import REOPEN

NOT_CONTACTED = Text(
    "请先联系来件人并登记，再答复。", "Contact the person and record it before you answer."
)
BUDGET_SPENT = Text(
    "本轮已回访过一次，不再打扰来件人。",
    "The person has been called back once in this round and is not to be troubled again.",
)
BY_PAGE = Text(
    "来件人选择自行查询，由其在查询页评价，不打电话。",
    "The person chose to look it up and rates it on the tracking page; nobody telephones.",
)
NOT_CALLED_BACK = Text(
    "尚未回访；来件人评价或回访后才能办结。",
    "It can be closed after the person has rated it or was called back.",
)
NOT_LAPSED = Text("办理时限未到，尚不到回访的时候。", "The term has not lapsed yet.")
RATED = Text("您已评价过，谢谢。", "You have rated this already. Thank you.")
TOO_OLD = Text(
    "办结已超过{days}天，请重新提交一件。",
    "It was closed more than {days} days ago. Please write to us anew.",
)


def contacted(case: Case, by: Actor, at: datetime) -> Text | None:
    """The handler has spoken with the person in this round (Art. 15)."""
    return None if case.request.contact_round == case.round else NOT_CONTACTED


def not_called_back(case: Case, by: Actor, at: datetime) -> Text | None:
    """Nobody was called back in this round, nor rated by themselves: one contact is the budget."""
    spent = case.round in (case.request.called_back_round, case.request.rated_round)
    return BUDGET_SPENT if spent else None


def by_telephone(case: Case, by: Actor, at: datetime) -> Text | None:
    """The person chose to be telephoned; others are asked on the tracking page."""
    return None if case.message.contact_by == "telephone" else BY_PAGE


def called_back(case: Case, by: Actor, at: datetime) -> Text | None:
    """The person has been asked in this round."""
    spent = case.round in (case.request.called_back_round, case.request.rated_round)
    return None if spent else NOT_CALLED_BACK


def lapsed(case: Case, by: Actor, at: datetime) -> Text | None:
    """A handling term of this round has run out."""
    late = Clock.objects.filter(
        case=case, round=case.round, term=case.lane, due_at__lt=at, stopped_at=None
    )
    return None if late.exists() else NOT_LAPSED


def not_rated(case: Case, by: Actor, at: datetime) -> Text | None:
    """The person has not rated this round."""
    return RATED if case.request.rated_round == case.round else None


def may_be_reopened(case: Case, by: Actor, at: datetime) -> Text | None:
    """It is open still, or was closed not too long ago."""
    if case.closed_at is None:
        return None
    days = value_for(REOPEN, region_code=case.region_id, day=local_day(at))
    return TOO_OLD.format(days=days) if at - case.closed_at > timedelta(days=days) else None


CONDITIONS = {
    "contacted": contacted,
    "not_called_back": not_called_back,
    "by_telephone": by_telephone,
    "called_back": called_back,
    "lapsed": lapsed,
    "not_rated": not_rated,
    "may_be_reopened": may_be_reopened,
}
