"""The doors to whistles; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Door, Excused, General, Numbered, page, plain, sent

ROSTER = "It knows shifts of units and telephones of duty desks, and no case."
LISTS = ("to_call", "to_assess", "sign", "decide")

OF_WHISTLES: dict[str, Door] = {
    "whistles:day": plain("whistles:day"),
    "whistles:list": General(lambda world: [page("whistles:list", key=key) for key in LISTS]),
    # From a case, by its number: what is sealed answers like nothing.
    "whistles:blow": Numbered(
        lambda world, n: [
            page("whistles:blow", f"?from={n.reference}"),
            sent("whistles:blow", {"from": n.reference, "kind": "hard", "matter": "x"}),
        ]
    ),
    "whistles:draft_letter": Numbered(
        lambda world, n: [
            sent("whistles:draft_letter", {"letter": "whistle_call"}, reference=n.reference)
        ]
    ),
    "whistles:figures": plain("whistles:figures"),
    "whistles:roster": Excused(ROSTER),
    "whistles:take_in": Excused(ROSTER),
    "whistles:roster_template": Excused(ROSTER),
    "whistles:remove_shift": Excused(ROSTER),
}
