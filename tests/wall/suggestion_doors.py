"""The doors to suggestions and to their public wall; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Door, Excused, General, Numbered, page, plain, sent

LISTS = ("overdue", "register", "study", "publish", "follow")
RELEASED = (
    "It shows what an officer released of suggestions; an accusation is taken off at once "
    "(tests/procedures/suggestions), and no number of a case stands there."
)
COLLECTIONS = "It knows collections, which are an office's own words, and how many wrote to them."

OF_SUGGESTIONS: dict[str, Door] = {
    "suggestions:day": plain("suggestions:day"),
    "suggestions:list": General(lambda world: [page("suggestions:list", key=key) for key in LISTS]),
    "suggestions:register": plain("suggestions:register"),
    "suggestions:registered": Numbered(
        lambda world, n: [page("suggestions:registered", reference=n.reference)]
    ),
    "suggestions:draft_letter": Numbered(
        lambda world, n: [
            sent("suggestions:draft_letter", {"letter": "suggestion_reply"}, reference=n.reference)
        ]
    ),
    "suggestions:call": Numbered(
        lambda world, n: [sent("suggestions:call", {"outcome": "told"}, pk=n.call)]
    ),
    "suggestions:wall": General(
        lambda world: [page("suggestions:wall"), page("suggestions:wall", "?q=收受礼金")]
    ),
    "suggestions:one": Excused(RELEASED),
    "suggestions:support": Excused(RELEASED),
    "suggestions:collections": Excused(COLLECTIONS),
    "suggestions:collection": Excused(COLLECTIONS),
    "suggestions:campaigns": Excused(COLLECTIONS),
    "suggestions:campaign": Excused(COLLECTIONS),
    "suggestions:campaign_act": Excused(COLLECTIONS),
}
