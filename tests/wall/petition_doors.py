"""The doors to letters and petitions; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Both, Door, Excused, General, Numbered, page, plain, sent
from tests.wall.petitions import PEOPLE, SHARED

# One for each way in which a list is drawn; the page of the day counts all of them.
LISTS = ("route", "notify", "overdue", "deliver", "feedback", "sign")
TEMPLATES = "Templates and signs of units are settings; samples in them are invented."
# A form taken at the counter: whole, and one that opens nothing.
BARE = {"channel": "letter", "received_date": "2026-03-04", "region": "解放路街道"}
COUNTER = {**BARE, **PEOPLE, "request": "x", "facts": "x", "is_first": "yes"}
# Pages about one letter, and what is sent to it.
LETTERS = {
    "letter": {"issue": "1"}, "look": {}, "issue": {}, "void": {"reason": "x"},
}  # fmt: skip

OF_PETITIONS: dict[str, Door] = {
    # letters
    **{
        f"letters:{name}": Numbered(
            lambda world, n, name=name, data=data: [
                *(page(f"letters:{name}", pk=pk) for pk in n.letters),
                *(sent(f"letters:{name}", data, pk=pk) for pk in n.letters),
            ]
        )
        for name, data in LETTERS.items()
    },
    "letters:pages": Numbered(lambda world, n: [page("letters:pages", pk=n.letters[0])]),
    "letters:preview": Numbered(
        lambda world, n: [page("letters:preview", pk=n.letters[0], ending="pdf")]
    ),
    "letters:file": Numbered(
        lambda world, n: [page("letters:file", pk=pk, ending="docx") for pk in n.letters]
    ),
    "letters:templates": Excused(TEMPLATES),
    "letters:signs": Excused(TEMPLATES),
    "letters:template": Excused(TEMPLATES),
    "letters:template_pages": Excused(TEMPLATES),
    "letters:restore": Excused(TEMPLATES),
    "letters:template_file": Excused(TEMPLATES),
    # petitions
    "petitions:day": plain("petitions:day"),
    "petitions:list": General(lambda world: [page("petitions:list", key=key) for key in LISTS]),
    "petitions:decisions": General(
        lambda world: [
            page("petitions:decisions", f"?part={part}") for part in ("sign", "decide", "review")
        ]
    ),
    "petitions:supervision": General(
        lambda world: [
            page("petitions:supervision", query.format(unit=world.cast.street_unit.pk))
            for query in ("", "?list=overdue", "?list=supervised", "?unit={unit}")
        ]
    ),
    "petitions:range": General(
        lambda world: [
            page("petitions:range", query.format(unit=world.cast.street_unit.pk))
            for query in ("", "?lane=A", "?unit={unit}&state=with_discipline")
        ]
    ),
    "petitions:annual": General(
        lambda world: [page("petitions:annual", query) for query in ("", "?year=2025")]
    ),
    "petitions:annual_file": General(
        lambda world: [page("petitions:annual_file", kind=kind) for kind in ("word", "excel")]
    ),
    "petitions:proposals": plain("petitions:proposals"),
    "petitions:proposal": General(
        lambda world: [page("petitions:proposal", pk=world.petitions.proposal.pk)]
    ),
    "petitions:identify": Numbered(
        lambda world, n: [
            page("petitions:identify", reference=n.reference),
            sent("petitions:identify", {"name": "x"}, reference=n.reference),
        ]
    ),
    "petitions:register": Both(
        (
            General(
                lambda world: [
                    page("petitions:register"),
                    # By somebody who sent an ordinary petition, and an accusation.
                    sent("petitions:register", {**COUNTER, "telephone": SHARED}),
                ]
            ),
            Numbered(
                lambda world, n: [sent("petitions:register", {**BARE, "telephone": n.telephone})]
            ),
        )
    ),
    "petitions:earlier": Both(
        (
            General(
                lambda world: [
                    sent("petitions:earlier", {"telephone": SHARED, **PEOPLE}, htmx=True)
                ]
            ),
            Numbered(
                lambda world, n: [
                    sent("petitions:earlier", {"telephone": n.telephone}, htmx=True),
                ]
            ),
        )
    ),
    "petitions:same": Numbered(
        lambda world, n: [sent("petitions:same", {"earlier": n.reference, "facts": "x"})]
    ),
    "petitions:registered": Numbered(
        lambda world, n: [page("petitions:registered", reference=n.reference)]
    ),
    "petitions:draft_letter": Numbered(
        lambda world, n: [
            sent("petitions:draft_letter", {"letter": key}, reference=n.reference)
            for key in ("petition_registration-0", "petition_transfer-1", "nothing")
        ]
    ),
}
