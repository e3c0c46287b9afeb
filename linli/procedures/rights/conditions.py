"""What stands in the way of a decision."""

from __future__ import annotations

from datetime import datetime

from linli.cases.holding import against_contact
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.rights.words import EVERYTHING, KEY, OTHER

AFTER = Text("现在不能删除：{why}。", "This can't be erased now: {why}.")
ASKS_LITTLE = Text(
    "只有要求删除全部内容的请求可以部分同意。",
    "Only a request to erase everything can be granted in part.",
)


def nothing_stands_against(case: Case, by: Actor, at: datetime) -> Text | None:
    """Return why what is asked can't be erased, None when it can or nothing is to be erased."""
    if case.rights_request.wish == OTHER:
        return None
    return contact_can_go(case, by, at)


def contact_can_go(case: Case, by: Actor, at: datetime) -> Text | None:
    """Return why it can't be forgotten who sent the message, None when it can."""
    found = against_contact(case.message, leaving_out=KEY)
    return AFTER.format(why=found[0].for_staff) if found else None


def asks_for_more(case: Case, by: Actor, at: datetime) -> Text | None:
    """Return why there is no part to grant: nothing but the contact data was asked for."""
    return None if case.rights_request.wish == EVERYTHING else ASKS_LITTLE


CONDITIONS = {
    "nothing_stands_against": nothing_stands_against,
    "contact_can_go": contact_can_go,
    "asks_for_more": asks_for_more,
}
