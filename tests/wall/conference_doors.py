"""The doors to conferences; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Door, Excused, plain

REGISTER = (
    "Conferences know no cases (import contract): their reports are published. What rooms above "
    "add to their pages is theirs to keep behind the wall: cases they ask for by visible_to."
)
OF_ONE = (
    "conference", "change", "venues", "called", "attendance", "speeches", "speech", "papers",
    "decide", "report", "reading", "add", "confirm", "demand", "spot", "draft_letter",
)  # fmt: skip

OF_CONFERENCES: dict[str, Door] = {
    **{f"conferences:{name}": plain(f"conferences:{name}") for name in ("list", "new", "plan")},
    "conferences:read": plain("conferences:read"),
    **{f"conferences:{name}": Excused(REGISTER) for name in OF_ONE},
}
