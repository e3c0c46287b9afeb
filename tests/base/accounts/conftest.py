"""What the tests of signing in share."""

from __future__ import annotations

import pytest

from tests.base.accounts.test_second_step import GOOD


@pytest.fixture
def clerk(cast, settings):
    """A clerk with a password and nothing beside it."""
    settings.LINLI_SECOND_STEP = False
    cast.street_clerk.person.set_password(GOOD)
    cast.street_clerk.person.save()
    return cast.street_clerk.person
