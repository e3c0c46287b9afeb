"""The wall in what an operator reads: figures and log tell nothing of an accusation. A backup holds
all there is, and is kept from everybody else: tests/base/operations/test_archive.py."""

from __future__ import annotations

import io
import logging

import pytest
from django.utils import timezone

from linli.base.operations import measuring
from linli.base.operations.lines import JsonLines
from tests.requests import in_state
from tests.wall.sealed import sealed

pytestmark = pytest.mark.django_db


def figures(client):
    """Every figure but those that each request moves."""
    measuring.measure(timezone.now())
    text = client.get("/metrics").content.decode()
    moved = ("linli_request", "linli_measured_at", "linli_disk", "linli_database_bytes")
    return [line for line in text.splitlines() if not line.startswith(("#", *moved))]


class TestFigures:
    def test_are_as_if_there_were_no_accusation(self, client, cast):
        in_state("handling", cast)
        accused = in_state("handling", cast)
        with_it = figures(client)
        sealed(cast, accused)
        after = figures(client)
        gone = accused.clocks.filter(is_running=True).count()
        assert gone
        running = "linli_clocks_running"
        counted = [
            float(line.split()[1]) for line in (*with_it, *after) if line.startswith(running)
        ]
        assert counted[0] - counted[1] >= 1
        assert [line for line in after if "seal" in line or accused.reference in line] == []


class TestLog:
    def test_names_no_case_when_an_accusation_is_opened(self, client, cast):
        case = sealed(cast, in_state("handling", cast))
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(JsonLines())
        logger = logging.getLogger("linli.base.operations.requests")
        logger.addHandler(handler)
        level = logger.level
        logger.setLevel(logging.INFO)
        logging.disable(logging.NOTSET)
        reader = cast.sign_in(client, cast.hotline_head)
        assert reader.get(f"/cases/{case.reference}/").status_code == 200
        logger.removeHandler(handler)
        logger.setLevel(level)
        text = stream.getvalue()
        assert '"route": "cases:case"' in text
        for held in (case.reference, case.message.receipt, case.title, case.chain, "seal"):
            assert held not in text
