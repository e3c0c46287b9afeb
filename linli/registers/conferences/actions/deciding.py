"""Decides, with a reason, on a burden rule that a conference does not keep."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from linli.core.actors import Actor
from linli.core.errors import Incomplete, WrongState
from linli.core.text import Text
from linli.registers.conferences.actions.chain import keeping, put_down
from linli.registers.conferences.models import Conference, Decision
from linli.registers.conferences.selectors import checks_for

NOT_OPEN: Final = Text(
    "这一项不需要决定，或者情况已有变化，请刷新页面。",
    "There is nothing to decide here, or the figures have changed: reload the page.",
)
NO_REASON: Final = Text("请说明理由。", "Say why.")
LONGEST_REASON: Final = 500
TOO_LONG: Final = Text(
    f"理由不能超过{LONGEST_REASON}个字。", f"A reason has at most {LONGEST_REASON} signs."
)


def decide(conference: Conference, rule: str, *, reason: str, by: Actor, at: datetime) -> Decision:
    """Return the decision to go on although `rule` is not kept. Raises NotAllowed, Incomplete
    without a reason, WrongState where nothing is to be decided."""
    with keeping(conference, "burden.decide", by=by, at=at) as kept:
        check = next((one for one in checks_for(kept) if one.rule.key == rule), None)
        if check is None or not check.is_open:
            raise WrongState(NOT_OPEN, code="not_open")
        reason = " ".join(reason.split())
        if not reason:
            raise Incomplete(NO_REASON, field="reason")
        if len(reason) > LONGEST_REASON:
            raise Incomplete(TOO_LONG, field="reason", code="too_long")
        made = Decision.objects.create(
            conference=kept, rule=rule, about=check.finding.about, reason=reason,
            decided_at=at, decided_by_id=by.post_id,
        )  # fmt: skip
        texts = {"reason": reason}
        facts = {"rule": rule, "about": check.finding.about}
        put_down(kept, "burden_decided", by=by, at=at, texts=texts, **facts)
        return made
