"""The sender's rights in what is kept: to see it, have a copy, correct it, have it erased."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from linli.base.audit.log import entries
from linli.base.audit.models import Entry
from linli.base.audit.verification import verify
from linli.base.files.actions import store
from linli.base.notices.desk import for_post
from linli.base.privacy.selectors import masked_for
from linli.cases import holding, looks, notes
from linli.cases.engine import move
from linli.cases.models import Case, Message
from linli.cases.receiving import passcode_for
from linli.core import chain as form
from linli.core.errors import NotAllowed, Refused
from linli.core.zone import local_day
from linli.faces.portal import copying
from linli.procedures.rights import actions as rights
from tests.base.files.samples import png_with_texts, upload
from tests.petitions import OPINION
from tests.petitions import in_state as petition_in
from tests.requests import DAY, in_state, sender
from tests.wall.sealed import sealed

pytestmark = pytest.mark.django_db
PEOPLE = {"name": "王建国", "telephone": "13812345678", "address": "历下区解放路1号"}
ASKED = {"do": "ask", "words": "不想再留着"}


def known(cast, state="handling", **changes) -> Case:
    files = [store(upload(png_with_texts(), "垃圾.png"))]
    key = changes.setdefault("submission_key", f"mine-{state}")
    case = in_state(state, cast, people=PEOPLE, files=files, **changes)
    assert key
    return case


def petition_of(cast) -> Case:
    """Return an open petition whose receipt `shown` can show."""
    return petition_in("handling", cast, people=PEOPLE, submission_key="mine-handling")


def shown(client, case):
    """Return the browser of the sender of `case`, who has shown the receipt."""
    from linli.home import key

    passcode = passcode_for("mine-" + case.state, key("passcode"))
    answer = client.post(
        reverse("portal:track"), {"number": case.message.receipt, "passcode": passcode}
    )
    assert answer.status_code == 302
    return client


class TestMine:
    def test_says_what_is_kept_why_how_long_and_who_looked(self, client, cast):
        case = known(cast)
        by, at = cast.street_clerk.actor(), case.moved_at
        looks.look(case, post=cast.street_clerk, by=by, at=at)
        looks.reveal(case, "telephone", by=by, at=at, reason="核实地点")
        page = shown(client, case).get(reverse("portal:mine")).content.decode()
        for said in ("王*国", "138****5678", "个人信息保护法", "3年", "解放路街道办事处"):
            assert said in page, said
        assert "王建国" not in page
        assert cast.street_clerk.person.name not in page
        kinds = [line.kind for line in entries(case.chain)]
        assert kinds.count("case.kept_shown") == 1

    def test_names_no_unit_that_read_an_accusation(self, client, cast):
        case = sealed(cast, known(cast))
        by = cast.petition_officer.actor()
        looks.look(case, post=cast.petition_officer, by=by, at=case.moved_at)
        page = shown(client, case).get(reverse("portal:mine")).content.decode()
        assert "依法限定知情的工作人员" in page
        assert (
            str(cast.petition_office) not in page.partition('id="looks"')[2].partition("</ul>")[0]
        )

    def test_is_closed_without_a_receipt(self, client):
        for name in ("mine", "correct", "erase"):
            assert client.get(reverse(f"portal:{name}")).url == reverse("portal:track")
        assert client.post(reverse("portal:copy")).url == reverse("portal:track")


class TestCopy:
    def test_holds_the_senders_own_data_and_nobody_elses(self, client, cast):
        case = known(cast)
        by = cast.street_clerk.actor()
        notes.write(case, text="内部：来电人情绪激动", is_public=False, by=by, at=case.moved_at)
        answer = shown(client, case).post(reverse("portal:copy"))
        with zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content))) as copy:
            told = json.loads(copy.read("data.json"))
            page = copy.read("index.html").decode()
            assert sorted(copy.namelist())[-1] == "index.html"
            assert copy.read("files/01-垃圾.png").startswith(b"\x89PNG")
        assert told["sender"] == PEOPLE
        assert told["text"] == case.message.body
        assert PEOPLE["telephone"] in page
        assert "情绪激动" not in page + json.dumps(told, ensure_ascii=False)
        assert cast.street_clerk.person.name not in page
        assert Entry.objects.filter(chain=case.chain, kind="case.copied").count() == 1

    @pytest.mark.parametrize(
        ("state", "is_there"), [("delivered", True), ("opinion_issued", False)]
    )
    def test_holds_an_opinion_once_it_was_delivered(self, cast, state, is_there):
        case = petition_in(state, cast)
        with zipfile.ZipFile(copying.make(case.message, [], at=case.moved_at)) as copy:
            page, data = copy.read("index.html").decode(), copy.read("data.json").decode()
        for text in (OPINION["opinion"], OPINION["legal_basis"]):
            assert (text in page) is is_there and (text in data) is is_there

    def test_holds_what_was_said_in_a_request(self, cast):
        case = known(cast, "closed")
        rights.ask(
            case.message, wish="contact", words="不想再留着", by=sender(case), at=case.moved_at
        )
        with zipfile.ZipFile(copying.make(case.message, [], at=case.moved_at)) as copy:
            assert "不想再留着" in copy.read("data.json").decode()


class TestCorrect:
    def test_holds_at_once_and_leaves_a_digest_of_what_was(self, client, cast):
        case = known(cast)
        given = {"telephone": "139 0000 0001", "contact_by": "telephone"}
        answer = shown(client, case).post(reverse("portal:correct"), given)
        assert answer.url == reverse("portal:mine")
        message = Message.objects.get(pk=case.message_id)
        assert message.contact_by == "telephone"
        assert masked_for([message.subject])[message.subject]["telephone"] == "139****0001"
        line = Entry.objects.get(chain=case.chain, kind="case.sender_corrected")
        old = form.digest({"telephone": PEOPLE["telephone"]}, line.texts["salt"])
        assert line.facts == {"kinds": ["contact_by", "telephone"], "before": {"telephone": old}}
        kinds = {notice.kind for notice in for_post(cast.street_clerk)}
        assert "case.sender_corrected" in kinds
        page = client.get(reverse("portal:message")).content.decode()
        assert line.texts["salt"] not in page
        assert "您更正了联系信息" in page

    @pytest.mark.parametrize(
        ("given", "field"),
        [({}, "name"), ({"telephone": "12"}, "telephone"), ({"name": PEOPLE["name"]}, "name")],
    )
    def test_says_at_the_field_what_is_wrong(self, client, cast, given, field):
        case = known(cast)
        answer = shown(client, case).post(reverse("portal:correct"), given)
        assert field in answer.context["form"].errors
        assert not Entry.objects.filter(kind="case.sender_corrected").exists()


class TestErase:
    def test_says_why_not_now_while_the_case_is_open(self, client, cast):
        case = known(cast)
        page = shown(client, case).get(reverse("portal:erase")).content.decode()
        assert "事情还没有办结" in page
        client.post(reverse("portal:erase"), {"do": "now"})
        assert masked_for([case.message.subject])[case.message.subject]

    def test_forgets_the_sender_of_a_closed_request_at_once(self, client, cast):
        case = known(cast, "closed")
        client = shown(client, case)
        assert client.post(reverse("portal:erase"), {"do": "now"}).url == reverse("portal:mine")
        assert masked_for([case.message.subject])[case.message.subject] == {}
        page = client.get(reverse("portal:message")).content.decode()
        assert "您的姓名、电话、住址已删除" in page
        assert verify().faults == []

    @pytest.mark.parametrize(("is_petition", "promised"), [(False, True), (True, False)])
    def test_promises_from_the_start_what_holds_at_the_end(
        self, client, cast, is_petition, promised
    ):
        case = petition_of(cast) if is_petition else known(cast)
        page = shown(client, case).get(reverse("portal:erase")).content.decode()
        assert ("办结以后再来，就可以删除" in page) is promised
        assert ("属于登记内容" in page) is not promised
        assert "从办结之日起" in page
        length = holding.Keeping(local_day(case.opened_at)).of(case).length
        assert f"从办结之日起{length.zh}" in page

    @pytest.mark.parametrize(
        ("state", "people", "offered"),
        [
            ("handling", PEOPLE, {"contact", "everything", "other"}),
            # What goes at once needs no decision.
            ("closed", PEOPLE, {"everything", "other"}),
            ("handling", {}, {"everything", "other"}),
        ],
    )
    def test_offers_a_decision_on_what_is_kept_and_needs_one(
        self, client, cast, state, people, offered
    ):
        case = in_state(state, cast, people=people, submission_key=f"mine-{state}")
        form = shown(client, case).get(reverse("portal:erase")).context["form"]
        assert {key for key, _ in form.fields["wish"].choices} == offered

    def test_offers_nothing_once_all_is_erased(self, client, cast):
        case = known(cast, "closed")
        at = case.closed_at + DAY
        asked = rights.ask(case.message, wish="everything", words="", by=sender(case), at=at)
        client = shown(client, case)
        move(asked, "grant", by=cast.supervisor.actor(), at=at, answer="同意")
        page = client.get(reverse("portal:erase")).content.decode()
        assert 'name="wish"' not in page
        assert 'name="do"' not in page
        message = Message.objects.get(pk=case.message_id)
        for wish in ("contact", "everything", "other"):
            with pytest.raises(Refused) as refused:
                rights.ask(message, wish=wish, words="", by=sender(case), at=at + DAY)
            assert refused.value.code == "gone"

    @pytest.mark.parametrize("words", ["", "不想再留着"])
    def test_leaves_nothing_on_the_pages_that_speaks_of_what_is_gone(self, client, cast, words):
        case = known(cast, "closed")
        client, at = shown(client, case), case.closed_at + DAY
        assert 'id="answer-' in client.get(reverse("portal:message")).content.decode()
        asked = rights.ask(case.message, wish="everything", words=words, by=sender(case), at=at)
        move(asked, "grant", by=cast.supervisor.actor(), at=at, answer="同意")
        page = client.get(reverse("portal:message")).content.decode()
        assert 'id="answer-' not in page
        assert "内容见上方" not in page
        assert "现在由谁办理" not in page
        assert "来件内容已于" in page
        answer = client.get(reverse("portal:mine"))
        assert [one.case.procedure for one in answer.context["periods"]] == ["rights"]
        page = answer.content.decode()
        assert (words in page) if words else ("留下的只有您的这次请求" in page)
        assert "接诉即办" not in page.partition('id="long"')[2].partition("</section>")[0]

    def test_of_a_petition_leaves_no_empty_answer(self, client, cast):
        case = petition_in("closed", cast, people=PEOPLE, submission_key="mine-closed")
        client, at = shown(client, case), case.closed_at + DAY
        asked = rights.ask(case.message, wish="everything", words="", by=sender(case), at=at)
        move(asked, "grant", by=cast.county_petition_officer.actor(), at=at, answer="同意")
        page = client.get(reverse("portal:message")).content.decode()
        assert "处理意见" not in page.partition('id="answer-')[2].partition("</section>")[0]

    def test_of_a_petition_is_for_the_office_to_decide(self, cast):
        case = petition_in("closed", cast, people=PEOPLE)
        assert "须由登记单位决定" in rights.why_not_now(case.message).zh
        with pytest.raises(Refused):
            rights.erase_now(case.message, by=sender(case), at=case.closed_at + DAY)

    @pytest.mark.parametrize(
        ("wish", "step", "given", "left"),
        [
            ("everything", "grant", {"answer": "同意。"}, ("", False)),
            (
                "everything",
                "grant_in_part",
                {"ground": "period", "answer": "须归档。"},
                (True, False),
            ),
            ("other", "refuse", {"ground": "duty", "answer": "另案需要。"}, (True, True)),
            ("other", "grant", {"answer": "仅用于办理。"}, (True, True)),
        ],
    )
    def test_is_decided_with_reasons_that_the_sender_reads(
        self, client, cast, wish, step, given, left
    ):
        case = known(cast, "closed")
        client = shown(client, case)
        client.post(reverse("portal:erase"), {**ASKED, "wish": wish})
        asked = Case.objects.get(procedure="rights")
        assert asked.coordinator == case.coordinator
        assert asked.clocks.get().term == "decision"
        at = asked.opened_at + DAY
        decided = move(asked, step, by=cast.supervisor.actor(), at=at, **given)
        message = Message.objects.get(pk=case.message_id)
        people = masked_for([message.subject])[message.subject]
        assert (bool(message.body) or "", bool(people)) == left
        page = client.get(reverse("portal:message")).content.decode()
        assert given["answer"] in page
        assert "不想再留着" in page
        # A refusal says where one can go with it, and whom to ask.
        is_refused = step != "grant"
        for remedy in ("向人民法院起诉", "个人信息保护法第五十条", f"{case.coordinator.name}作出"):
            assert (remedy in page) is is_refused
        assert decided.closed_at
        assert verify().faults == []
        # What was emptied is not taken up again.
        assert ("重新反映" in page) == bool(message.body)

    def test_waits_for_one_answer_at_a_time_and_for_the_sender_alone(self, cast):
        case = known(cast, "closed")
        at = case.closed_at + DAY
        with pytest.raises(NotAllowed):
            rights.ask(case.message, wish="other", words="", by=cast.street_clerk.actor(), at=at)
        rights.ask(case.message, wish="other", words="", by=sender(case), at=at)
        with pytest.raises(Refused) as refused:
            rights.ask(case.message, wish="contact", words="", by=sender(case), at=at)
        assert refused.value.code == "pending"

    def test_is_granted_only_once_nothing_stands_against_it(self, cast):
        case = known(cast)
        asked = rights.ask(
            case.message, wish="contact", words="", by=sender(case), at=case.moved_at
        )
        with pytest.raises(Refused) as refused:
            move(asked, "grant", by=cast.supervisor.actor(), at=case.moved_at, answer="同意")
        assert refused.value.code == "nothing_stands_against"

    def test_of_an_accusation_stays_behind_its_wall(self, cast):
        case = sealed(cast, known(cast, "closed"))
        asked = rights.ask(
            case.message, wish="other", words="", by=sender(case), at=case.closed_at + DAY
        )
        assert asked.is_sealed
        readers = Case.objects.filter(pk=asked.pk)
        assert readers.visible_to(cast.petition_officer).exists()
        assert not readers.visible_to(cast.supervisor).exists()
