"""Whether the one who acts may change the ground, and when days are in order."""

from __future__ import annotations

from datetime import date

from linli.base.accounts.kinds import ROLES
from linli.core.actors import Actor
from linli.core.errors import Incomplete, NotAllowed
from linli.core.text import Text


def must_have(by: Actor, power: str) -> None:
    """Raise NotAllowed unless `by` is a system job or a post whose role has `power`."""
    role = ROLES.get(by.role)
    if by.kind != "system" and not (role and power in role.powers):
        raise NotAllowed(
            Text("您的岗位没有这项权限。", "Your post doesn't have the power to do this.")
        )


def must_not_be_oneself(by: Actor, person_id: int, field: str) -> None:
    """Raise NotAllowed where somebody would give power to themselves."""
    if by.person_id == person_id:
        raise NotAllowed(
            Text(
                "不能为自己办理，请由另一名管理员办理。",
                "Another administrator must do this for you.",
            ),
            field=field,
        )


def ordered(from_date: date, until_date: date | None, field: str = "until_date") -> None:
    """Raise Incomplete unless the last day is empty or not before the first."""
    if until_date is not None and until_date < from_date:
        raise Incomplete(
            Text("截止日期不能早于开始日期。", "The last day can't be before the first."),
            field=field,
        )
