"""The doors to disputes, and to the page of somebody who did not send a case; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Door, Excused, General, Numbered, page, plain, sent

LISTS = ("overdue", "mediate", "visit_90")
REGISTER = "It knows mediators, who are named to the public, and rounds, which name nobody."
GRIDS = "It reads and writes names of grids alone."
# No party of a dispute, and the id of nothing else that is held.
NOBODY = 999_999
OF_ONE = {
    "parties": ({"position": "third", "name": "x"}, {}),
    "party": ({"name": "x"}, {"pk": NOBODY}),
    "reveal": ({"kind": "name", "reason": "x"}, {"pk": NOBODY}),
    "receipt": ({"key": "x"}, {"pk": NOBODY}),
    "draft_letter": ({"letter": "mediation_registration-0"}, {}),
}

OF_DISPUTES: dict[str, Door] = {
    "disputes:day": plain("disputes:day"),
    "disputes:list": General(lambda world: [page("disputes:list", key=key) for key in LISTS]),
    "disputes:register": plain("disputes:register"),
    "disputes:registered": Numbered(
        lambda world, n: [page("disputes:registered", reference=n.reference)]
    ),
    **{
        f"disputes:{name}": Numbered(
            lambda world, n, name=name, data=data, more=more: [
                sent(f"disputes:{name}", data, reference=n.reference, **more)
            ]
        )
        for name, (data, more) in OF_ONE.items()
    },
    "disputes:file": Numbered(lambda world, n: [page("disputes:file", reference=n.reference)]),
    "disputes:call": Numbered(
        lambda world, n: [sent("disputes:call", {"outcome": "told"}, pk=n.call)]
    ),
    "disputes:rounds": plain("disputes:rounds"),
    "disputes:round": Excused(REGISTER + " Sealed disputes are left out of those that it found."),
    "disputes:grids": Excused(GRIDS),
    "disputes:committee": Excused(REGISTER),
    "disputes:end_mediator": Excused(REGISTER),
    # Of a sealed case nobody beside its sender holds anything: tests/procedures/disputes.
    "portal:party": plain("portal:party"),
    "portal:party_take": General(
        lambda world: [page("portal:party_take", key="refuse"),
                       sent("portal:party_take", {}, key="refuse")]
    ),
}  # fmt: skip
