"""Doors of personal data: periods and holds, what was erased, passcodes of petitions, and what a
sender sees of their own message."""

from __future__ import annotations

from tests.wall.asking import Both, Door, Excused, General, Numbered, page, plain, sent

OWN = "It shows the holder of a receipt, proved by its passcode, their own message alone."
LIFT = {"reason": "案件已结"}
HOLD = {"ground": "court", "reason": "行政诉讼"}

OF_PRIVACY: dict[str, Door] = {
    "administration:impact": plain("administration:impact"),
    "administration:erasures": plain("administration:erasures"),
    "rights:retention": Both(
        (
            General(lambda world: [page("rights:retention")]),
            Numbered(
                lambda world, n: [
                    sent("rights:retention", {"number": n.reference, **HOLD}),
                    sent("rights:retention", {"number": n.receipt, **HOLD}),
                ]
            ),
        )
    ),
    "rights:lift": Numbered(lambda world, n: [sent("rights:lift", LIFT, reference=n.reference)]),
    "petitions:passcode": Numbered(
        lambda world, n: [
            page("petitions:passcode", f"?number={n.reference}"),
            page("petitions:passcode", f"?number={n.receipt}"),
        ]
    ),
    "petitions:reissue": Numbered(
        lambda world, n: [
            page("petitions:reissue", reference=n.reference),
            page("petitions:reissue", reference=n.receipt),
            sent("petitions:reissue", {"reason": "核对"}, reference=n.reference),
        ]
    ),
    "petitions:reissued": Numbered(
        lambda world, n: [page("petitions:reissued", reference=n.reference)]
    ),
    "portal:mine": Excused(OWN),
    "portal:copy": Excused(OWN),
    "portal:correct": Excused(OWN),
    "portal:erase": Excused(OWN),
    "ui:look": Excused("It keeps a choice of type size in a cookie, and asks nothing of cases."),
}
