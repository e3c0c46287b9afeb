"""A sealed request for tests, and who sees it."""

from __future__ import annotations

from linli.base.accounts.models import Post
from linli.cases import sealing
from linli.cases.models import Case
from tests.requests import (
    HOUR,
    START,
    new_request,
)

AT = START + 6 * HOUR


def sealed(cast, case=None, **changes):
    """Return a request that the hotline's clerk marked: it accuses the street."""
    given = {"accused_units": [cast.street_unit], "readers": [cast.petition_officer], **changes}
    case = case or new_request(cast)
    return sealing.seal(case, by=cast.hotline_clerk.actor(), at=AT, **given)


def sees(case, post):
    return (
        Case.objects.visible_to(Post.objects.select_related("unit__region").get(pk=post.pk))
        .filter(pk=case.pk)
        .exists()
    )


def acting(post, person):
    """Return the post as the middleware gives it when `person` acts in it."""
    found = Post.objects.select_related("unit__region").get(pk=post.pk)
    found.acting_person_id = person.pk
    return found
