"""Every state can be reached by the steps alone, as tests of other rooms need it."""

from __future__ import annotations

import pytest

from linli.procedures.petitions.procedure import PETITION
from tests.petitions import in_state

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [state.key for state in PETITION.states])
def test_every_state_is_reached(state, cast):
    assert in_state(state, cast).state == state
