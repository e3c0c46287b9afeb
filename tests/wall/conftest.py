"""One city for all tests of a module: it takes long to build, and longer to walk through."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import pytest

from tests.cast import make_cast
from tests.undoing import undone
from tests.wall.walking import Answer, look_around
from tests.wall.world import NOW, World


@dataclass(frozen=True)
class Walked:
    """The city with its accusations, and what outsiders were told (`without`) before there were
    any."""

    world: World
    without: dict[tuple[str, str, int], Answer]


EVERYBODY = pytest.param(True, marks=pytest.mark.hard, id="everybody")


@pytest.fixture(scope="module", params=[pytest.param(False, id="some"), EVERYBODY])
def city(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The city before the accusations came, on a day two days after it began, its clocks standing
    still; undone with the module. In `make test-hard` everybody walks through all doors."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), undone():
        patch.setattr("django.utils.timezone.now", lambda: NOW)
        patch.setenv("LINLI_HEADS", str(tmp_path_factory.mktemp("wall") / "heads.jsonl"))
        patch.setattr("django.conf.settings.SESSION_SAVE_EVERY_REQUEST", False)
        # Each refusal is logged with its whole way through the code, thousands of times.
        logging.disable(logging.CRITICAL)
        yield World(make_cast(), everybody=request.param)
        logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def before(city):
    """What outsiders are told before there are accusations."""
    with undone():
        city.settle()
        return look_around(city)


@pytest.fixture(scope="module")
def accused(city):
    """The city with the accusations in it."""
    city.accuse()
    city.settle()
    return city


@pytest.fixture
def world(accused, db):
    """The same; what a test does in it is undone."""
    return accused


@pytest.fixture
def walked(before, accused, db):
    """The city with its accusations, after a walk through it before they came."""
    return Walked(accused, before)
