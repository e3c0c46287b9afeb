"""What all tests share: the fixed cast of people. Their home is made by tests/home.py."""

from __future__ import annotations

import pytest


@pytest.fixture
def cast(db):
    """The fixed cast of regions, units and people; see tests/cast.py for its names."""
    from tests.cast import make_cast

    return make_cast()
