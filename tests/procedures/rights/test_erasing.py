"""What is past its period is erased, what is held stays, and the log still proves itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from linli.base.audit.log import entries
from linli.base.audit.models import EntryText
from linli.base.audit.verification import verify
from linli.base.letters.models import Letter
from linli.base.privacy import erasure
from linli.base.privacy.models import ErasureReport, ErasureTally, Identifier
from linli.base.privacy.periods import months_before
from linli.base.rules.actions import Setting, effect_of, set_rule
from linli.base.rules.settable import rule_of
from linli.base.search.models import Document
from linli.cases import holding, notes
from linli.cases.models import Attachment, Case, Message
from linli.core.errors import Incomplete, NotAllowed, WrongState
from linli.core.personal import PERIODS
from linli.core.zone import local_day
from tests.base.files.samples import png_with_texts, upload
from tests.petitions import in_state as petition_in
from tests.procedures.petitions.written import write
from tests.requests import DAY, HOUR, in_state
from tests.wall.sealed import sealed

pytestmark = pytest.mark.django_db
PEOPLE = {"name": "王建国", "telephone": "13812345678", "address": "解放路1号"}


def long_after(case: Case, key: str):
    """Return a day after the period of `case`, closed by now."""
    closed_at = Case.objects.get(pk=case.pk).closed_at
    return months_before(closed_at, -PERIODS[key].months) + DAY


def closed(cast, **changes) -> Case:
    from linli.base.files.actions import store

    files = [store(upload(png_with_texts(), "垃圾.png"))]
    return in_state("closed", cast, people=PEOPLE, files=files, **changes)


class TestRun:
    def test_leaves_nothing_personal_of_a_hotline_request(self, cast):
        case = closed(cast)
        at = long_after(case, "hotline")
        assert erasure.run(at - 2 * DAY) == 0
        assert erasure.run(at) == 1
        message = Message.objects.get(pk=case.message_id)
        assert (message.body, message.passcode_hash, message.erased_at) == ("", "", at)
        assert "垃圾" not in message.title + Case.objects.get(pk=case.pk).title
        assert not Identifier.objects.filter(subject=message.subject).exists()
        assert not Attachment.objects.filter(message=message).exists()
        assert not EntryText.objects.filter(entry__chain=case.chain).exists()
        assert Document.objects.get(kind="case", key=case.pk).is_withheld
        assert verify().faults == []
        assert erasure.run(at + HOUR) == 0

    def test_leaves_nothing_personal_of_a_petition_and_its_letters(self, cast):
        case = petition_in("closed", cast, people=PEOPLE)
        write(case, "petition_opinion")
        assert erasure.run(long_after(case, "petition")) == 1
        petition = Case.objects.get(pk=case.pk).petition
        assert petition.request + petition.facts + petition.reasons == ""
        assert {one.opinion + one.facts for one in petition.opinions.all()} == {""}
        subjects = Letter.objects.filter(chain=case.chain).values("subject")
        assert not Identifier.objects.filter(subject__in=subjects).exists()
        assert verify().faults == []

    def test_is_continued_where_it_was_cut_short(self, cast, monkeypatch):
        at = max(long_after(closed(cast), "hotline") for _ in range(3))
        monkeypatch.setattr(erasure, "MOST_AT_ONCE", 2)
        assert [erasure.run(at), erasure.run(at), erasure.run(at)] == [2, 1, 0]
        report = ErasureReport.objects.get()
        assert (report.erased, report.ended_at) == (3, at)
        tallies = {one.what: one.number for one in ErasureTally.objects.all()}
        assert (tallies["matters"], tallies["identifiers"], tallies["files"]) == (3, 9, 3)

    def test_waits_for_all_cases_of_the_message(self, cast):
        case = closed(cast)
        at = long_after(case, "hotline")
        Case.objects.create(
            reference="x", procedure="petition", state="registered", message=case.message,
            title="x", region=case.region, coordinator=case.coordinator, unit=case.coordinator,
            opened_at=at, moved_at=at,
        )  # fmt: skip
        assert erasure.run(at) == 0
        held = ErasureTally.objects.get()
        assert (held.rule, held.ground, held.number) == ("hotline", "open", 1)

    def test_goes_by_the_period_that_a_place_has_set(self, cast):
        case, at = closed(cast), long_after(closed(cast), "hotline")
        rule, days = rule_of("retention", "hotline"), local_day(at)
        given = {"by": cast.system_administrator.actor(), "at": at - 2 * DAY}
        longer = Setting(cast.county, 120, "months", days - DAY, "历下区档案办法", "归档范围表")
        reached = effect_of(rule, longer, by=given["by"], at=at).reached
        assert (reached.before, reached.after) == (2, 0)
        # A place elsewhere has nothing to say here.
        set_rule(rule, replace(longer, region=cast.other_county, value=6), **given)
        set_rule(rule, longer, **given)
        assert erasure.run(at) == 0
        kept = holding.Keeping(days).of(Case.objects.get(pk=case.pk))
        assert kept.length.en == "10 years"
        assert erasure.run(kept.until + DAY) == 2

    def test_counts_no_accusation_anywhere(self, cast):
        case = sealed(cast, closed(cast))
        at = long_after(case, "hotline")
        assert erasure.run(at) == 0
        assert erasure.run(long_after(case, "accusation")) == 1
        assert Message.objects.get(pk=case.message_id).body == ""
        assert not ErasureTally.objects.exists()
        assert {one.erased for one in ErasureReport.objects.all()} == {0}


class TestHold:
    def test_keeps_a_message_until_it_is_lifted(self, cast):
        case, by = closed(cast), cast.supervisor.actor()
        at = long_after(case, "hotline")
        holding.hold(case, ground="court", reason="行政诉讼（2026）12号", by=by, at=at - 9 * DAY)
        with pytest.raises(WrongState):
            holding.hold(case, ground="court", reason="再次", by=by, at=at - 8 * DAY)
        assert erasure.run(at) == 0
        assert ErasureTally.objects.get().ground == "court"
        with pytest.raises(Incomplete):
            holding.lift(case, reason=" ", by=by, at=at + HOUR)
        holding.lift(case, reason="案件已结", by=by, at=at + HOUR)
        line = entries(case.chain).filter(kind="case.hold_lifted").last()
        assert line.texts == {"reason": "案件已结"}
        assert erasure.run(at + timedelta(hours=2)) == 1
        assert not ErasureTally.objects.filter(ground="court").exists()

    @pytest.mark.parametrize(
        ("who", "given", "refusal"),
        [
            ("street_head", {}, NotAllowed),
            ("auditor", {}, NotAllowed),
            ("supervisor", {"reason": " "}, Incomplete),
            ("supervisor", {"ground": "because"}, Incomplete),
        ],
    )
    def test_refuses(self, cast, who, given, refusal):
        values = {"ground": "court", "reason": "行政诉讼", **given}
        case, by = closed(cast), getattr(cast, who).actor()
        with pytest.raises(refusal):
            holding.hold(case, **values, by=by, at=case.closed_at)


def test_notes_of_offices_go_as_well(cast):
    case = in_state("handling", cast, people=PEOPLE)
    by = cast.street_clerk.actor()
    notes.write(case, text="已与王建国当面核实", is_public=False, by=by, at=case.moved_at)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=case.moved_at)
    erasure.run(long_after(case, "hotline"))
    assert [note.text for note in case.notes.all()] == [""]
