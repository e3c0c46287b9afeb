"""The doors to councils, those of residents as well; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Door, Excused, General, Numbered, page, plain, sent

RULE = "It reads and writes shares of people by kind of assembly, and knows no case."
# The id of no opinion, and of no convention.
NOBODY = 999_999
LISTS = ("proposed", "opinions", "a-convened", "a-file")

OF_COUNCILS: dict[str, Door] = {
    "councils:home": plain("councils:home"),
    "councils:place": General(
        lambda world: [page("councils:place", code=world.cast.community.pk),
                       page("councils:place", code=world.cast.city.pk)]
    ),
    "councils:topic": Numbered(
        lambda world, n: [page("councils:topic", reference=n.reference),
                          sent("councils:topic", {"text": "x"}, reference=n.reference)]
    ),
    "councils:assembly": Numbered(
        lambda world, n: [page("councils:assembly", reference=n.reference)]
    ),
    "councils:convention": General(lambda world: [page("councils:convention", pk=NOBODY)]),
    "councils:day": plain("councils:day"),
    "councils:list": General(lambda world: [page("councils:list", key=key) for key in LISTS]),
    "councils:call": Numbered(
        lambda world, n: [sent("councils:call", {"outcome": "told"}, pk=n.call)]
    ),
    "councils:propose": plain("councils:propose"),
    "councils:convene": Numbered(
        lambda world, n: [page("councils:convene", f"?from={n.reference}")]
    ),
    "councils:opinions": Numbered(
        lambda world, n: [page("councils:opinions", reference=n.reference)]
    ),
    "councils:decide": Numbered(
        lambda world, n: [sent("councils:decide", {"ground": ""}, reference=n.reference,
                               pk=NOBODY)]
    ),
    "councils:draft_letter": Numbered(
        lambda world, n: [sent("councils:draft_letter", {"letter": "council_notice"},
                               reference=n.reference)]
    ),
    "councils:conventions": plain("councils:conventions"),
    "councils:quorums": Excused(RULE),
}  # fmt: skip
