"""Doors of the search: the words, the numbers and the sender of an accusation, looked for."""

from __future__ import annotations

from tests.wall.asking import Both, Door, Excused, General, Numbered, page, sent
from tests.wall.petitions import ACCUSED, BODY, TITLE

# Words of the accusation, whole and in part, and filters alone.
SEARCHES = (
    "", f"?q={TITLE}", f"?q={BODY[:20]}", f"?q={ACCUSED}", f"?q={TITLE[:2]}",
    f"?q={TITLE[2:6]} 垃圾", f"?q={TITLE}&after=1", "?q=已与举报人核对线索",
    "?since=2026-01-01", "?procedure=hotline", "?procedure=petition",
)  # fmt: skip

OF_SEARCH: dict[str, Door] = {
    "desk:search": Both(
        (
            General(
                lambda world: [
                    *(page("desk:search", query) for query in SEARCHES),
                    sent("desk:search", {"q": "张三", "as": "name"}),
                ]
            ),
            Numbered(
                lambda world, n: [
                    sent("desk:search", {"q": n.reference}),
                    sent("desk:search", {"q": n.receipt.replace("-", "")}),
                    sent("desk:search", {"q": n.telephone}),
                    page("desk:search", f"?q={n.reference}"),
                ]
            ),
        )
    ),
    "desk:count": General(lambda world: [page("desk:count", query) for query in SEARCHES if query]),
    "desk:save": Excused("It keeps a name and the words of a post's own search."),
    "desk:unsave": Excused("It deletes a saved search of the post's own, and reads none."),
}
