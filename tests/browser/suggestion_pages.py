"""The pages of suggestions, public ones first; see `visits`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from tests.browser.visiting import Visit
from tests.suggestions import DAY, new_campaign
from tests.suggestions import in_state as suggestion_in
from tests.suggestions import take as take_suggestion


def suggestion_pages(cast: Any) -> list[Visit]:
    """Return the pages of suggestions, public ones first, with suggestions at work."""
    at, office, unit = timezone.now() - DAY, cast.social_work_officer, cast.department_handler
    campaign = new_campaign(cast, at=at)
    waiting = suggestion_in("registered", cast, at=at, campaign=campaign)
    studied = suggestion_in("studying", cast, at=at, campaign=campaign)
    converting = take_suggestion(suggestion_in("converting", cast, at=at), "publish", cast)
    converting = take_suggestion(converting, "plan", cast, on_wall=True)
    return [
        ("suggestions:wall", None, {}),
        ("suggestions:one", None, {"pk": converting.suggestion.publication.pk}),
        ("suggestions:collections", None, {}),
        ("suggestions:collection", None, {"pk": campaign.pk}),
        ("suggestions:day", office, {}),
        ("suggestions:list", office, {"key": "allocate"}),
        ("suggestions:register", office, {}),
        ("suggestions:campaigns", office, {}),
        ("suggestions:campaign", office, {"pk": campaign.pk}),
        ("cases:case", office, {"reference": waiting.reference}),
        ("cases:case", unit, {"reference": studied.reference}),
        ("cases:case", unit, {"reference": converting.reference}),
    ]
