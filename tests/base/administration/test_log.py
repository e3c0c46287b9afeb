"""The auditor's pages: reading the log and verifying it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from linli.base.accounts.sign_in_log import signed_in
from linli.base.administration import log_reading
from linli.base.administration.wordings import KINDS, fact_name, fact_value, named
from linli.base.audit.log import record
from linli.base.audit.models import Entry, EntryText
from linli.base.rules.registry import SETTABLE
from linli.core.actors import Actor
from linli.core.chain import ANCHORED
from linli.core.procedure import Basis, Procedure, Taker, Transition
from linli.core.text import Text
from linli.core.zone import SHANGHAI

LOG, VERIFY = reverse("administration:log"), reverse("administration:verify")
ENGLISH = {"headers": {"accept-language": "en"}}
WORK = datetime(2026, 3, 18, 10, tzinfo=SHANGHAI)  # Wednesday
INIT = Actor.system("init")


@pytest.fixture
def auditor(cast, client):
    return cast.sign_in(client, cast.auditor)


def write(chain="system", kind="unit.opened", by=INIT, at=WORK, **more):
    with transaction.atomic():
        return record(chain, kind, by=by, at=at, **more)


def found(client, **asked):
    return [view.entry for view in client.get(LOG, asked).context["views"]]


class TestWho:
    def test_signed_in_is_said_by_name(self, client, cast):
        clerk = cast.street_clerk
        signed_in(None, clerk.person)
        cast.sign_in(client, cast.auditor)
        page = client.get("/administration/log/", {"kind": "sign_in.succeeded"}).content.decode()
        assert clerk.person.name in page

    def test_that_nobody_is_leaves_no_line(self, client, cast):
        cast.sign_in(client, cast.auditor)
        page = client.get("/administration/log/", {"person": "火星人"})
        assert page.context["form"].errors and not page.context["views"]


class TestLog:
    def test_is_narrowed_by_chain_kind_person_and_days(self, cast, auditor):
        one = write(by=cast.system_administrator.actor())
        two = write(
            "case:7", "case.noted", by=cast.street_clerk.actor(), at=WORK + timedelta(days=1)
        )
        assert found(auditor, chains="case") == [two]
        assert two not in found(auditor, chains="system")
        assert found(auditor, chain="case:7") == [two]
        assert found(auditor, kind="unit.opened") == [one]
        assert found(auditor, person="street_clerk") == [two]
        assert found(auditor, from_date="2026-03-19", until_date="2026-03-19") == [two]
        assert found(auditor, until_date="2026-03-18") == [one]

    def test_counts_a_day_in_shanghai(self, cast, auditor):
        late = write(at=datetime(2026, 3, 18, 23, 59, tzinfo=SHANGHAI))
        next_day = write(at=datetime(2026, 3, 19, 0, 0, tzinfo=SHANGHAI))
        assert found(auditor, from_date="2026-03-18", until_date="2026-03-18") == [late]
        assert found(auditor, from_date="2026-03-19", until_date="2026-03-19") == [next_day]

    def test_shows_newest_first_and_pages_by_key(self, cast, auditor):
        made = [write(at=WORK - timedelta(hours=n)) for n in range(60)]
        page = auditor.get(LOG, {"kind": "unit.opened"})
        assert [view.entry for view in page.context["views"]] == made[:50]
        rest = auditor.get(LOG + page.context["page"].next)
        assert [view.entry for view in rest.context["views"]] == made[50:]

    def test_hides_anchors_until_they_are_asked_for(self, cast, auditor):
        anchored = write(kind=ANCHORED, facts={"heads": []})
        assert anchored not in found(auditor)
        assert found(auditor, kind=ANCHORED) == [anchored]

    def test_shows_system_texts_unless_they_were_erased(self, cast, auditor):
        entry = write(texts={"username": "打错的名字"})
        assert "打错的名字" in auditor.get(LOG).content.decode()
        EntryText.objects.filter(pk=entry.pk).delete()
        page = auditor.get(LOG, **ENGLISH).content.decode()
        assert "打错的名字" not in page
        assert "The texts were erased" in page

    def test_keeps_the_texts_of_cases_closed_unless_their_room_opens_them(
        self, cast, auditor, monkeypatch
    ):
        write("case:7", "case.noted", texts={"text": "楼上漏水"})
        write("case:8", "case.noted", texts={"text": "路灯不亮"})
        page = auditor.get(LOG, **ENGLISH).content.decode()
        assert "楼上漏水" not in page
        assert "not open to you" in page
        readers = {"case": lambda post, chains: {"case:8"} & set(chains)}
        monkeypatch.setattr(log_reading.text_readers, "_things", readers)
        page = auditor.get(LOG).content.decode()
        assert "路灯不亮" in page
        assert "楼上漏水" not in page

    def test_takes_as_many_queries_for_many_lines_as_for_few(
        self, cast, auditor, django_assert_max_num_queries
    ):
        def count():
            with django_assert_max_num_queries(15) as taken:
                auditor.get(LOG)
            return len(taken)

        write(by=cast.street_clerk.actor(), texts={"a": "b"})
        few = count()
        for number in range(30):
            write(f"case:{number}", by=cast.unit_head.actor(), texts={"a": "b"})
        assert count() == few

    def test_names_every_kind_that_the_accounts_record(self):
        for kind in ("sign_in.failed", "post.taken", "deputy.cleared", "unit.closed"):
            assert kind in KINDS


class TestVerification:
    def test_says_that_the_log_is_whole_and_records_that_it_was_asked(self, cast, auditor):
        write()
        page = auditor.post(VERIFY, **ENGLISH).content.decode()
        assert "The log is whole" in page
        entry = Entry.objects.get(kind="audit.verified")
        assert entry.facts["verdict"] == "whole"
        assert entry.post_id == cast.auditor.pk

    def test_names_what_is_damaged(self, cast, auditor):
        from linli.base.audit.triggers import install, remove

        entry = write()
        remove("default")
        Entry.objects.filter(pk=entry.pk).update(kind="unit.closed")
        install("default")
        page = auditor.post(VERIFY, **ENGLISH).content.decode()
        assert "The log is damaged" in page
        assert f"line {entry.no}" in page

    def test_is_for_the_auditor_and_by_a_form_only(self, cast, auditor, client):
        assert auditor.get(VERIFY).status_code == 405
        cast.sign_in(client, cast.system_administrator)
        assert client.post(VERIFY).status_code == 403

    def test_leaves_a_long_log_to_the_command(self, cast, auditor, monkeypatch):
        monkeypatch.setattr("linli.base.administration.views.log.VERIFIED_AT_ONCE", 0)
        write()
        page = auditor.post(VERIFY, **ENGLISH).content.decode()
        assert "linli verify" in page
        assert not Entry.objects.filter(kind="audit.verified").exists()


class TestNames:
    def test_of_steps_come_from_their_procedure(self, monkeypatch):
        step = Transition(
            "accept", Text("受理", "Accept"), ("new",), "done", (Taker("coordinating", "x"),)
        )
        procedure = Procedure(
            "sample", Text("样例", "Sample"), "new", (), (step,), (), Basis(Text("", "")), ()
        )
        monkeypatch.setattr(SETTABLE, "_things", {"sample": procedure})
        assert named("sample.accept").en == "Accept"
        assert named("sample.other").en == "sample.other"
        assert named("nothing.at.all").en == "nothing.at.all"

    @pytest.mark.parametrize(
        "kind",
        [
            "case.assign", "case.assist", "case.release", "case.remind", "case.note", "case.link",
            "case.reveal", "case.add_facts", "case.call_taken", "case.called", "duty.import",
            "duty_added", "privacy_keys_rotated", "audit.texts_erased",
        ],
    )  # fmt: skip
    def test_are_there_for_acts_that_were_refused_as_well(self, kind):
        assert named(kind).zh != kind

    def test_of_facts_come_from_the_fields_of_procedures(self):
        assert fact_name("grade").en == "Grade"
        assert fact_name("nothing_at_all").en == "nothing_at_all"

    def test_of_facts_show_declared_things_by_name(self):
        assert fact_value("role", "auditor").en == "Auditor"
        assert fact_value("role", "unknown").en == "unknown"
        assert fact_value("before", {"name": "水务局"}).zh == '{"name": "水务局"}'
        assert len(fact_value("heads", ["x" * 50] * 100).zh) < 450
