"""A lost passcode of a hotline request, issued again after a check."""

from __future__ import annotations

from linli.cases.views.passcodes import PasscodePages
from linli.procedures.hotline.access import require_centre
from linli.procedures.hotline.callers import case_of

_PAGES = PasscodePages("hotline", case_of, require_centre, "hotline/reissued.html")
find, reissue, show = _PAGES.find(), _PAGES.reissue(), _PAGES.show()
