"""The wall where many cases are dealt with at once: what was chosen before a case was sealed."""

from __future__ import annotations

import pytest
from django.test import Client

from linli.base.batches import actions
from linli.base.batches.running import run_batch
from tests.wall.walking import _text
from tests.wall.world import NOW, SECRETS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setattr("linli.base.files.storage.home", lambda: tmp_path)


def asked(post, kind, **more):
    """Return a batch that was asked for when the case was no accusation yet."""
    return actions.ask(kind, post=post, key=kind, by=post.actor(), at=NOW, **more)


def told(cast, post, batch) -> str:
    """Return all that the post is told of its batch: its page and its files."""
    client = Client()
    cast.sign_in(client, post)
    bodies = []
    for what in ("", "file/", "refused/"):
        response = client.get(f"/desk/jobs/{batch.pk}/{what}")
        stream = getattr(response, "streaming_content", None)
        bodies.append(_text(b"".join(stream) if stream else response.content))
    return "\n".join(bodies)


class TestChosenBeforeItWasSealed:
    @pytest.mark.parametrize("who", ["street_clerk", "other_hotline_clerk"])
    def test_is_refused_as_a_number_of_nothing_is(self, world, who):
        post = getattr(world.cast, who)
        batch = asked(post, "case.assign", things=[world.case.pk, 999_001], terms={"post": post.pk})
        run_batch(batch.pk)
        batch.refresh_from_db()
        ours, nothing = batch.items.order_by("no")
        assert (batch.done, batch.refused) == (0, 2)
        assert ours.reasons == nothing.reasons
        found = told(world.cast, post, batch)
        assert [secret for secret in (*SECRETS, world.case.reference) if secret in found] == []

    @pytest.mark.parametrize("who", ["street_clerk", "other_hotline_clerk", "hotline_clerk"])
    def test_is_in_no_export_even_of_a_reader(self, world, who):
        post = getattr(world.cast, who)
        terms = {"is_all": False, "references": [world.case.reference, world.ordinary.reference],
                 "query": "", "source": "list"}  # fmt: skip
        batch = asked(post, "cases.export", terms=terms)
        run_batch(batch.pk)
        found = told(world.cast, post, batch)
        assert world.ordinary.reference in found
        assert [secret for secret in (*SECRETS, world.case.reference) if secret in found] == []
