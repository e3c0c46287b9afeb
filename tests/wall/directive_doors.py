"""The doors to directives; see `doors`."""

from __future__ import annotations

from tests.wall.asking import Door, General, Numbered, page, plain, sent

LISTS = ("accept", "overdue", "file", "review", "late", "help", "assist")
# The id of nothing that is kept.
NOBODY = 999_999
PAGES = ("tree", "reports", "ask", "practices")
FORMS = {
    "adopt": ({}, {"pk": NOBODY}),
    "outcome": ({"outcome": "x"}, {"pk": NOBODY}),
    "draft_letter": ({"letter": "directive_tasks-0"}, {}),
}

OF_DIRECTIVES: dict[str, Door] = {
    "directives:day": plain("directives:day"),
    "directives:list": General(lambda world: [page("directives:list", key=key) for key in LISTS]),
    "directives:given": plain("directives:given"),
    "directives:give": plain("directives:give"),
    **{
        f"directives:{name}": Numbered(
            lambda world, n, name=name: [page(f"directives:{name}", reference=n.reference)]
        )
        for name in PAGES
    },
    "directives:report": Numbered(
        lambda world, n: [page("directives:report", reference=n.reference, pk=NOBODY)]
    ),
    **{
        f"directives:{name}": Numbered(
            lambda world, n, name=name, data=data, more=more: [
                sent(f"directives:{name}", data, reference=n.reference, **more)
            ]
        )
        for name, (data, more) in FORMS.items()
    },
}
