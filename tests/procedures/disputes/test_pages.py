"""The pages of disputes: the mediator's day, registering, parties, rounds, the register, papers."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.utils import timezone
from pypdf import PdfReader

from linli.base.letters import actions
from linli.base.letters.checking import check
from linli.base.letters.models import Letter
from linli.base.letters.shipped import shipped
from linli.base.regions.models import Grid
from linli.cases import telling
from linli.cases.handing import hand_over
from linli.cases.models import Case, Holder
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, Refused
from linli.procedures.disputes import parties, rounds
from linli.procedures.disputes.committees import warnings_of
from linli.procedures.disputes.letters import filling, kinds
from linli.procedures.disputes.letters.drafting import draft, occasions
from linli.procedures.disputes.models import Mediator, Party, Round
from linli.procedures.disputes.tracking import for_sender
from tests.disputes import DAY, HOUR, OTHER, START, in_state, new_dispute, other, register, take
from tests.petitions import new_petition
from tests.petitions import take as take_petition

pytestmark = pytest.mark.django_db


def lately(days: int = 1):
    return timezone.now() - days * DAY


def show(client, cast, post, address):
    return cast.sign_in(client, getattr(cast, post)).get(address)


def key_in(answer) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode()).group(1)


class TestDay:
    def test_shows_each_dispute_where_it_waits(self, client, cast):
        for state in ("registered", "mediating", "signing", "ending"):
            in_state(state, cast, at=lately())
        in_state("performing", cast, at=lately(100))
        answer = show(client, cast, "mediator", "/disputes/")
        counts = {one.list.key: one.count for one in answer.context["lists"]}
        waiting = {key: counts.get(key) for key in ("ask", "mediate", "sign", "tell")}
        assert waiting == {"ask": 1, "mediate": 1, "sign": 1, "tell": 1}
        assert (counts["visit_30"], counts["visit_90"]) == (1, 1)
        assert client.get("/disputes/lists/mediate/").status_code == 200

    def test_lists_who_is_told_by_telephone(self, client, cast, monkeypatch):
        monkeypatch.setattr(telling, "call_time", lambda at: at)
        people = {"name": "李明", "telephone": "13812345678"}
        case = new_dispute(cast, at=lately(2), contact_by="telephone", people=people)
        case = take(case, "decline", cast, at=lately(1))
        take(case, "tell_ways", cast, at=lately(1) + HOUR)
        page = show(client, cast, "mediator", "/disputes/")
        (call,) = page.context["calls"]
        client.post(f"/disputes/calls/{call.pk}/", {"outcome": "told"})
        call.refresh_from_db()
        assert (call.outcome, client.get("/disputes/").context["calls"]) == ("told", [])

    @pytest.mark.parametrize("post", ["community_worker", "street_clerk", "social_work_officer"])
    def test_is_for_mediators_alone(self, client, cast, post):
        cast.sign_in(client, getattr(cast, post))
        for address in ("/disputes/", "/disputes/register/", "/disputes/committee/"):
            assert client.get(address).status_code == 403


class TestSight:
    def test_is_of_the_committee_and_of_those_above_it_alone(self, cast):
        case = new_dispute(cast)
        seen = {
            name
            for name in ("mediator", "mediation_head", "street_mediator", "community_worker",
                         "street_clerk", "petition_officer", "hotline_clerk",
                         "social_work_officer", "government_head")
            if Case.objects.visible_to(getattr(cast, name)).filter(pk=case.pk).exists()
        }  # fmt: skip
        assert seen == {"mediator", "mediation_head", "street_mediator"}


class TestRegister:
    def test_takes_a_neighbour_down_and_shows_the_slip(self, client, cast):
        page = show(client, cast, "mediator", "/disputes/register/")
        sent = {
            "key": key_in(page), "source": "party", "kind": "neighbours",
            "matter": "楼上漏水，吊顶损坏。", "region": str(cast.community.pk),
            "one_name": "李明", "one_telephone": "13812345678", "other_name": "王强",
        }  # fmt: skip
        answer = client.post("/disputes/register/", sent, follow=True)
        case = Case.objects.get(procedure="dispute")
        assert case.message.receipt in answer.content.decode()
        assert [one.consent for one in case.dispute.parties.all()] == ["given", ""]
        client.post("/disputes/register/", sent)
        assert Case.objects.filter(procedure="dispute").count() == 1

    def test_asks_for_the_name_of_who_asks(self, client, cast):
        show(client, cast, "mediator", "/disputes/register/")
        sent = {"source": "party", "kind": "other", "matter": "争议", "region": cast.community.pk}
        answer = client.post("/disputes/register/", sent)
        assert answer.status_code == 422
        assert "one_name" in answer.context["form"].errors

    def test_names_the_court_that_sent_it(self, client, cast):
        show(client, cast, "mediator", "/disputes/register/")
        sent = {"source": "court", "kind": "other", "matter": "争议", "region": cast.community.pk}
        answer = client.post("/disputes/register/", sent)
        assert "referrer" in answer.context["form"].errors


class TestRounds:
    def walked(self, cast) -> Round:
        worker = cast.community_worker
        grid = Grid.objects.create(
            community=cast.community, code="01", name="第一网格", from_date=START.date()
        )
        made = rounds.plan(
            grid=grid, focus="housing", planned_date=START.date(), post=worker,
            by=worker.actor(), at=START,
        )  # fmt: skip
        return rounds.hold(
            made, held_date=START.date(), looked_at="看了1至6号楼楼道", found="一处漏水争议",
            by=worker.actor(), at=START,
        )  # fmt: skip

    def test_lead_to_disputes_of_which_the_worker_reads_the_state_alone(self, client, cast):
        of = self.walked(cast)
        page = show(client, cast, "community_worker", f"/disputes/register/?round={of.pk}")
        sent = {
            "key": key_in(page), "round": of.pk, "kind": "neighbours", "title": "楼道漏水争议",
            "matter": "上下楼因漏水有争议。", "region": str(cast.community.pk),
            "one_name": "李明", "other_name": "王强",
        }  # fmt: skip
        answer = client.post(f"/disputes/register/?round={of.pk}", sent, follow=True)
        case = Case.objects.get(procedure="dispute")
        assert (case.unit, case.dispute.source, case.dispute.round) == (cast.committee, "round", of)
        assert [one.consent for one in case.dispute.parties.all()] == ["", ""]
        assert case.reference in answer.content.decode()
        assert client.get(f"/cases/{case.reference}/").status_code == 404

    def test_take_no_numbers_of_people(self, client, cast):
        of = self.walked(cast)
        cast.sign_in(client, cast.community_worker)
        sent = {"held_date": "2026-03-02", "looked_at": "李明 13812345678 经常吵架"}
        assert client.post(f"/disputes/rounds/{of.pk}/", sent).status_code == 422

    def test_are_their_own_units(self, client, cast):
        of = self.walked(cast)
        answer = show(client, cast, "other_community_worker", f"/disputes/rounds/{of.pk}/")
        assert answer.status_code == 404
        with pytest.raises(NotAllowed):
            rounds.hold(
                of, held_date=START.date(), looked_at="x", found="",
                by=cast.other_community_worker.actor(), at=START,
            )  # fmt: skip

    def test_grids_come_from_a_file(self, client, cast):
        cast.sign_in(client, cast.community_worker)
        rows = (
            "社区代码,网格编号,网格名称\n"
            f"{cast.community.pk},01,第一网格\n{cast.far_community.pk},01,别处\n"
        )
        file = SimpleUploadedFile("grids.csv", rows.encode("utf-8-sig"), "text/csv")
        answer = client.post("/disputes/grids/", {"file": file})
        taken = answer.context["taken"]
        assert (taken.new, len(taken.rejected)) == (1, 1)
        assert Grid.objects.get().name == "第一网格"
        assert client.get("/disputes/rounds/").status_code == 200


class TestParties:
    def test_are_shown_masked_and_revealed_for_a_reason(self, client, cast):
        case = new_dispute(cast, at=lately())
        page = show(client, cast, "mediator", f"/disputes/parties/{case.reference}/")
        assert OTHER["telephone"] not in page.content.decode()
        party = case.dispute.parties.get(position="respondent")
        address = f"/disputes/parties/{case.reference}/{party.pk}/reveal/"
        assert client.post(address, {"kind": "telephone"}).status_code == 422
        answer = client.post(address, {"kind": "telephone", "reason": "电话征求意愿"})
        assert OTHER["telephone"] in answer.content.decode()

    def test_get_a_receipt_of_their_own_with_which_they_agree(self, client, cast):
        case = new_dispute(cast, at=lately())
        page = show(client, cast, "mediator", f"/disputes/parties/{case.reference}/")
        party = case.dispute.parties.get(position="respondent")
        slip = client.post(
            f"/disputes/parties/{case.reference}/{party.pk}/receipt/", {"key": key_in(page)}
        )
        number, passcode = slip.context["receipt"], slip.context["passcode"]
        client.logout()
        answer = client.post("/track/", {"number": number, "passcode": passcode}, follow=True)
        body = answer.content.decode()
        assert answer.redirect_chain[-1][0].endswith("/track/party/")
        # Nothing of the other side: neither who it is nor what it wrote.
        for kept in ("李明", "13812345678", case.message.receipt, case.message.body, case.title):
            assert kept not in body
        client.post("/track/party/agree/")
        assert Party.objects.get(pk=party.pk).consent == "given"
        assert client.get("/track/message/").status_code == 302

    def test_of_a_sealed_case_hold_nothing(self, client, cast):
        case = new_dispute(cast)
        actor = other(case, cast)
        Case.objects.filter(pk=case.pk).update(is_sealed=True)
        with pytest.raises(NotAllowed):
            take(Case.objects.get(pk=case.pk), "refuse", cast, by=actor)
        with pytest.raises(Refused):
            party = Party.objects.select_related("dispute__case").get(dispute__case=case, no=2)
            parties.give_receipt(party, key="x", by=cast.mediation_head.actor(), at=START)

    def test_read_of_each_other_what_the_agreement_says(self, client, cast):
        case = in_state("performing", cast, at=lately(3))
        from linli.cases.timeline import for_holder, for_sender

        other(case, cast)
        holder = Holder.objects.get(case=case)
        told = [line.what.zh for line in for_holder(holder)]
        assert "调解协议书生效" in told
        assert "我们收到了您的来件" not in told
        assert "我们收到了您的来件" in [line.what.zh for line in for_sender(case)]


class TestHandOver:
    def test_keeps_message_receipt_and_the_first_clock(self, client, cast):
        petition = new_petition(cast, region=cast.community, at=lately())
        officer = cast.county_petition_officer
        cast.sign_in(client, officer)
        address = f"/cases/{petition.reference}/acts/hand_over/"
        page = client.get(f"/cases/{petition.reference}/").content.decode()
        found = re.search(r'action="([^"]*hand_over[^"]*)"', page)
        address = found.group(1) if found else address
        sent = {"to": "dispute", "reason": "双方愿意调解", "is_agreed": "on"}
        assert client.post(address, sent).status_code == 302
        case = Case.objects.get(procedure="dispute")
        assert (case.message, case.unit) == (petition.message, cast.committee)
        sender = case.dispute.parties.get()
        assert (sender.is_sender, sender.consent) == (True, "given")
        petition.refresh_from_db()
        assert (petition.state, petition.has_due) == ("registered", True)

    def test_needs_the_consent_of_the_sender_and_happens_once(self, cast):
        petition = new_petition(cast, region=cast.community)
        by = cast.county_petition_officer.actor()
        given = {"to": "dispute", "reason": "愿意调解", "by": by, "at": START + HOUR}
        with pytest.raises(Refused) as refused:
            hand_over(petition, is_agreed=False, **given)
        assert refused.value.field == "is_agreed"
        hand_over(petition, is_agreed=True, **given)
        with pytest.raises(Refused) as refused:
            hand_over(petition, is_agreed=True, **given)
        assert refused.value.code == "there_already"

    def test_is_never_of_an_accusation(self, cast):
        petition = take_petition(new_petition(cast, region=cast.community), "mark_accusation", cast)
        with pytest.raises(Refused) as refused:
            hand_over(
                petition, to="dispute", reason="x", is_agreed=True,
                by=cast.county_petition_head.actor(), at=START + DAY,
            )  # fmt: skip
        assert refused.value.code in ("sealed", "not_allowed")


class TestCommittee:
    def test_is_warned_of_what_the_law_asks(self, client, cast):
        """Art. 8, 9: three to nine members, a woman among them, three years."""
        register(cast)
        fine = list(Mediator.objects.filter(unit=cast.committee))
        assert warnings_of(fine, day=START.date()) == []
        few = [one for one in fine if not one.is_woman]
        said = [one.text.zh for one in warnings_of(few, day=START.date().replace(year=2029))]
        assert said[:2] == ["委员1人，少于3人。", "委员中没有妇女成员。"]
        assert len(said) == 4

    def test_enters_and_ends_a_mediator(self, client, cast):
        cast.sign_in(client, cast.mediator)
        sent = {"name": "方圆", "standing": "engaged", "from_date": "2026-01-05"}
        assert client.post("/disputes/committee/", sent).status_code == 302
        made = Mediator.objects.get(name="方圆")
        client.post(f"/disputes/committee/{made.pk}/end/")
        made.refresh_from_db()
        assert made.until_date == timezone.localdate()


class TestPapers:
    @pytest.mark.parametrize("kind", [
        kinds.REGISTRATION, kinds.RECORD, kinds.AGREEMENT, kinds.CONFIRMING, kinds.ENDING,
        kinds.FILE,
    ], ids=lambda kind: kind.key)  # fmt: skip
    def test_templates_name_what_their_kind_declares(self, kind):
        assert check(kind, shipped(kind)) == []

    def test_are_joined_with_an_index(self, client, cast):
        case = in_state("performing", cast, at=lately(3))
        by, at = cast.mediator.actor(), timezone.now()
        for key in ("mediation_registration-0", "mediation_record-1", "mediation_agreement-1",
                    "mediation_confirmation-0"):  # fmt: skip
            letter = draft(case, key, by=by, at=at)
            if key != "mediation_confirmation-0":
                actions.issue(letter, by=by, at=at)
        answer = show(client, cast, "mediator", f"/disputes/file/{case.reference}/")
        found = PdfReader(io.BytesIO(answer.content))
        names = [one.title for one in found.outline]
        assert names[:2] == ["卷内目录", "人民调解登记表"]
        text = "".join(page.extract_text() for page in found.pages)
        for said in ("李明", "王强", "修好卫生间漏水", "双方到场"):
            assert said in re.sub(r"\s", "", text)
        # Every page has the number by which the index finds it, and all sign where they agree.
        pages = [page.extract_text().split() for page in found.pages]
        assert all(str(no) in words for no, words in enumerate(pages, start=1))
        signing = next(page for page in pages if any("印章）" in word for word in page))
        assert sum("（签名、盖章、指印）" in word for word in signing) == 2

    def test_of_an_end_name_the_other_ways(self, cast):
        case = in_state("ended", cast)
        by = cast.mediator.actor()
        letter = draft(case, "mediation_ending-0", by=by, at=case.moved_at)
        assert letter.values["ways"] == "向人民法院起诉"
        assert "李明" not in str(letter.values)

    @pytest.mark.parametrize(("state", "step", "heading", "reason"), [
        ("mediating", "terminate", "终止调解告知书", "调解不成"),
        ("registered", "decline", "不予受理告知书", "法院、行政机关已经受理"),
    ])  # fmt: skip
    def test_of_an_end_say_what_ended(self, cast, state, step, heading, reason):
        values = filling.ending(take(in_state(state, cast), step, cast))
        assert (values["heading"], values["reason"]) == (heading, reason)

    def test_ask_no_court_once_the_time_is_over(self, cast):
        case = in_state("performing", cast)
        assert "mediation_confirmation" in {one.kind for one in occasions(case, [])}
        case = take(case, "lapse_confirmation", cast, by=Actor.system("test"))
        assert "mediation_confirmation" not in {one.kind for one in occasions(case, [])}

    def test_are_not_for_the_committee_above(self, cast):
        case = in_state("performing", cast)
        with pytest.raises(NotAllowed):
            draft(case, "mediation_registration-0", by=cast.street_mediator.actor(), at=START)
        assert Letter.objects.count() == 0


@pytest.mark.parametrize("state", ["registered", "mediating", "signing", "performing", "ended"])
def test_case_page_is_drawn_in_every_state(client, cast, state):
    case = in_state(state, cast, at=lately(3))
    answer = show(client, cast, "mediator", f"/cases/{case.reference}/")
    assert answer.status_code == 200
    assert "当事人" in answer.content.decode()


def test_conclude_takes_duties_in_rows(client, cast):
    case = in_state("mediating", cast, at=lately(3))
    cast.sign_in(client, cast.mediator)
    first, last = case.dispute.parties.all()
    due = (timezone.localdate() + 10 * DAY).isoformat()
    sent = {
        "submission": "s1", "facts": "漏水属实", "content": "修好漏水",
        "duties_0": str(last.pk), "duties_1": "修好漏水", "duties_2": due,
    }  # fmt: skip
    answer = client.post(f"/cases/{case.reference}/steps/conclude/", sent)
    if answer.status_code == 404:
        answer = client.post(f"/cases/{case.reference}/conclude/", sent)
    assert answer.status_code == 302
    made = case.dispute.agreements.get().obligations.get()
    assert (made.party, made.what, made.due_date.isoformat()) == (last, "修好漏水", due)


def test_resident_asks_for_mediation_on_the_page(client, cast):
    page = client.get("/write/dispute/")
    sent = {
        "key": key_in(page), "kind": "neighbours", "matter": "楼上漏水，商量不下来。",
        "other_name": "王强", "region": str(cast.community.pk), "name": "李明",
        "contact_by": "page",
    }  # fmt: skip
    answer = client.post("/write/dispute/", sent, follow=True)
    case = Case.objects.get(procedure="dispute")
    assert case.message.receipt in answer.content.decode()
    assert "王强" not in case.message.body
    assert case.dispute.parties.count() == 2


def test_parties_read_what_the_court_answered(cast):
    case = take(in_state("performing", cast), "apply_confirmation", cast)
    for step, said in (("", "法院尚未作出决定"), ("record_confirmation", "裁定确认有效")):
        case = take(case, step, cast) if step else case
        assert said in render_to_string("disputes/track.html", for_sender(case, case.moved_at))
