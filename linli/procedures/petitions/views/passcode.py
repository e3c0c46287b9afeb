"""A lost passcode of a petition, issued again by the office that runs it, after a check."""

from __future__ import annotations

from linli.base.accounts.access import require
from linli.base.accounts.models import Post
from linli.cases.models import Case
from linli.cases.views.passcodes import PasscodePages
from linli.core.references import parse
from linli.procedures.petitions import access


def case_of(number: str, *, post: Post) -> Case | None:
    """Return the petition with this receipt or reference that `post` sees and its unit runs, or
    None. Of an accusation only those on its list of readers are given it."""
    parsed = parse(number)
    if parsed is None:
        return None
    mine = Case.objects.visible_to(post).filter(procedure="petition", coordinator=post.unit_id)
    found: Case | None = mine.numbered([parsed]).for_list().order_by("-opened_at").first()
    return found


_PAGES = PasscodePages("petitions", case_of, require(access.reissues))
find, reissue, show = _PAGES.find(), _PAGES.reissue(), _PAGES.show()
