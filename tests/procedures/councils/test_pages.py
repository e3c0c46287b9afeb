"""The pages of councils: what staff do, what residents read, and what they never read."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from linli.base.accounts import limits
from linli.base.letters import actions
from linli.base.letters.checking import check
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import Letter
from linli.base.letters.shipped import shipped
from linli.cases.models import Case
from linli.core.errors import NotAllowed
from linli.procedures.councils import opinions
from linli.procedures.councils.letters.drafting import draft
from linli.procedures.councils.models import LocalQuorum, Opinion
from linli.procedures.councils.views import public
from tests.councils import DAY, HOUR, assembly_in, take, topic_in

pytestmark = pytest.mark.django_db
LETTERS = [one for one in KINDS if one.key.startswith(("council_", "assembly_", "convention_"))]


def lately(days: int = 1):
    return timezone.now() - days * DAY


def key_in(answer) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode()).group(1)


def as_worker(client, cast):
    return cast.sign_in(client, cast.community_worker)


class TestStaff:
    def test_find_what_waits_where_it_waits(self, client, cast):
        for state in ("proposed", "preparing", "concluding", "published"):
            topic_in(state, cast, at=lately(20))
        assembly_in("adjourned", cast, at=lately(20))
        answer = as_worker(client, cast).get("/councils/work/")
        counts = {one.list.key: one.count for one in answer.context["lists"]}
        wanted = ("proposed", "prepare", "conclude", "adopt", "a-again")
        assert {key: counts.get(key) for key in wanted} == dict.fromkeys(wanted, 1)
        assert client.get("/councils/work/lists/proposed/").status_code == 200
        assert client.get("/councils/work/lists/a-again/").status_code == 200
        assert client.get("/councils/work/lists/none/").status_code == 404

    @pytest.mark.parametrize("post", ["department_handler", "hotline_clerk", "mediator"])
    def test_of_other_units_are_not_let_in(self, client, cast, post):
        cast.sign_in(client, getattr(cast, post))
        for page in ("", "propose/", "convene/", "conventions/", "quorums/"):
            assert client.get(f"/councils/work/{page}").status_code == 403

    def test_propose_a_topic_once(self, client, cast):
        page = as_worker(client, cast).get("/councils/work/propose/")
        sent = {"key": key_in(page), "title": "楼道照明", "matter": "楼道灯坏了，商量怎么管。",
                "region": str(cast.community.pk)}  # fmt: skip
        for _time in range(2):
            answer = client.post("/councils/work/propose/", sent)
        case = Case.objects.get(procedure="deliberation")
        assert answer.headers["Location"] == f"/cases/{case.reference}/"

    def test_call_an_assembly_on_a_deliberation(self, client, cast):
        topic = topic_in("published", cast, at=lately(20))
        address = f"/councils/work/convene/?from={topic.reference}"
        page = as_worker(client, cast).get(address)
        assert "村民会议" in page.content.decode()
        sent = {"key": key_in(page), "from": topic.reference, "title": "表决选址",
                "kind": "resident_households", "convener": "committee", "electorate": "0",
                "purpose": "表决"}  # fmt: skip
        assert client.post(address, sent).status_code == 422
        client.post(address, {**sent, "electorate": "120"})
        case = Case.objects.get(procedure="assembly")
        assert case.message == topic.message
        shown = client.get(f"/cases/{case.reference}/").content.decode()
        assert "应到120人，至少61人到会" in shown

    def test_see_the_refusal_without_a_quorum_at_its_field(self, client, cast):
        case = assembly_in("announced", cast, at=lately(20))
        day = timezone.localdate().isoformat()
        sent = {"held_on": day, "attended": "60", "chair": "卫红"}
        answer = as_worker(client, cast).post(f"/cases/{case.reference}/steps/open_sitting/", sent)
        assert answer.status_code == 422
        assert "至少61人到会才能举行，实到60人" in answer.content.decode()

    def test_release_opinions_one_by_one(self, client, cast):
        case = topic_in("announced", cast, at=lately())
        one = opinions.give(case.deliberation, "建在北墙边", submission_key="k", at=lately())
        address = f"/councils/work/opinions/{case.reference}/"
        assert "建在北墙边" in as_worker(client, cast).get(address).content.decode()
        client.post(f"{address}{one.pk}/", {"ground": "", "answer": "谢谢"})
        assert Opinion.objects.get().answer == "谢谢"
        cast.sign_in(client, cast.other_community_worker)
        assert client.get(address).status_code == 404

    def test_set_a_quorum_for_a_place(self, client, cast):
        cast.sign_in(client, cast.system_administrator)
        sent = {"kind": "residents", "region": str(cast.county.pk), "quorum": "2/3-0",
                "majority": "1/2-1", "in_force_from": timezone.localdate().isoformat(),
                "instrument": "某市居民会议规程"}  # fmt: skip
        assert client.post("/councils/work/quorums/", sent).status_code == 302
        assert LocalQuorum.objects.get().shares[0].of(120) == 80
        assert client.post("/councils/work/quorums/", sent).status_code == 422


class TestResidents:
    def test_propose_a_topic_and_get_a_receipt(self, client, cast):
        page = client.get("/write/topic/")
        sent = {"key": key_in(page), "matter": "电动车在哪里充电", "region": str(cast.community.pk),
                "contact_by": "page"}  # fmt: skip
        answer = client.post("/write/topic/", sent, follow=True)
        case = Case.objects.get(procedure="deliberation")
        assert case.message.receipt in answer.content.decode()
        assert client.get(f"/councils/topics/{case.reference}/").status_code == 404

    def test_read_nothing_before_the_notice_and_never_what_was_written(self, client, cast):
        case = topic_in("preparing", cast, at=lately(20))
        assert client.get(f"/councils/topics/{case.reference}/").status_code == 404
        case = take(case, "announce", cast)
        page = client.get(f"/councils/topics/{case.reference}/").content.decode()
        assert "充电棚选址" in page
        assert case.message.body not in page

    def test_say_what_they_think_without_a_name(self, client, cast):
        case = topic_in("announced", cast, at=lately())
        address = f"/councils/topics/{case.reference}/"
        sent = {"key": key_in(client.get(address)), "text": "建在北墙边，电话13812345678"}
        for _time in range(2):
            answer = client.post(address, sent, follow=True)
        assert "谢谢" in answer.content.decode()
        assert "北墙边，" not in client.get(address).content.decode()
        one = Opinion.objects.get()
        opinions.release(one, by=cast.community_worker.actor(), at=timezone.now())
        page = client.get(address).content.decode()
        assert "北墙边" in page
        assert "13812345678" not in page

    def test_are_held_back_where_a_flood_comes(self, client, cast, monkeypatch):
        monkeypatch.setattr(public, "HEARING", limits.Limit("council_test", 1, 3600))
        case = topic_in("announced", cast, at=lately())
        address = f"/councils/topics/{case.reference}/"
        codes = [client.post(address, {"text": f"意见{n}"}).status_code for n in range(2)]
        assert codes == [302, 429]

    def test_read_what_was_decided_and_the_convention(self, client, cast):
        case = assembly_in("minuted", cast, motion="rules", at=lately(30))
        address = f"/councils/assemblies/{case.reference}/"
        assert "同意31" not in client.get(address).content.decode()
        case = take(case, "publish", cast)
        page = client.get(address).content.decode()
        assert "同意31，反对20，弃权10；须31人同意" in page
        assert "王芳" not in page
        place = client.get(f"/councils/places/{cast.community.pk}/").content.decode()
        found = re.search(r"/councils/conventions/\d+/", place).group()
        assert "同意建在北墙边。" in client.get(found).content.decode()

    def test_find_their_community(self, client, cast):
        topic_in("announced", cast, at=lately())
        assert "充电棚选址" in client.get("/councils/").content.decode()
        answer = client.get("/councils/", {"place": cast.community.full_name})
        assert answer.headers["Location"] == f"/councils/places/{cast.community.pk}/"
        assert client.get("/councils/", {"place": "没有这个地方"}).status_code == 422

    def test_read_nothing_of_a_sealed_case(self, client, cast):
        topic = topic_in("announced", cast, at=lately())
        assembly = assembly_in("in_force", cast, motion="rules", at=lately(30))
        Case.objects.update(is_sealed=True)
        places = ("", f"places/{cast.community.pk}/")
        for address in places:
            page = client.get(f"/councils/{address}").content.decode()
            assert topic.reference not in page
            assert assembly.reference not in page
            assert "conventions/" not in page
        assert client.get(f"/councils/topics/{topic.reference}/").status_code == 404
        assert client.get(f"/councils/assemblies/{assembly.reference}/").status_code == 404


class TestLetters:
    @pytest.mark.parametrize("kind", LETTERS, ids=lambda one: one.key)
    def test_template_holds_what_the_kind_asks(self, kind):
        assert check(kind, shipped(kind)) == []

    def test_are_all_there(self):
        assert len(LETTERS) == 9

    def test_of_a_deliberation_are_drafted_and_issued(self, cast):
        case, by = topic_in("following", cast), cast.community_worker.actor()
        at = case.moved_at + HOUR
        for key in ("council_notice", "council_minutes", "council_result"):
            letter = draft(case, key, by=by, at=at)
            actions.issue_in_step(letter, by=by, at=at)
        assert Letter.objects.exclude(issued_at=None).count() == 3

    def test_of_an_assembly_are_those_of_the_community_and_of_the_township(self, cast):
        case = take(assembly_in("in_force", cast, motion="rules"), "file_rules", cast)
        by, at = cast.community_worker.actor(), case.moved_at + HOUR
        for key in ("assembly_notice", "assembly_record", "assembly_decision", "convention_text",
                    "convention_filing"):  # fmt: skip
            actions.issue_in_step(draft(case, key, by=by, at=at), by=by, at=at)
        case = take(case, "ask_correction", cast)
        clerk = cast.street_clerk.actor()
        reply = draft(case, "convention_reply", by=clerk, at=case.moved_at)
        assert (reply.unit, reply.values["reply"]) == (cast.street_unit, "要求纠正")
        with pytest.raises(NotAllowed):
            draft(case, "assembly_notice", by=cast.department_handler.actor(), at=at)
