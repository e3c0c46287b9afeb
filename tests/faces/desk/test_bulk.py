"""One act for many cases: chosen on the desk, done case by case, with what was not done and why."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from linli.base.audit.log import entries
from linli.base.batches import actions
from linli.base.batches.models import Batch
from linli.base.batches.running import run_batch
from linli.base.notices.desk import for_post, wording
from linli.cases.models import Case
from linli.faces.desk import bulk
from linli.procedures.hotline.item_field import label_of
from tests.requests import dispatch, duty, new_request

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setattr("linli.base.files.storage.home", lambda: tmp_path)


@pytest.fixture
def item(cast):
    return duty(cast)


def received(cast, count=1, **changes):
    return [new_request(cast, at=NOW, **changes) for _ in range(count)]


def with_street(cast, item, count=1):
    return [dispatch(case, cast, item=item, at=NOW) for case in received(cast, count)]


def send(client, act, cases=(), **more):
    told = {"act": act, "which": "chosen", "case": [case.reference for case in cases], **more}
    return client.post("/desk/bulk/", told)


def do(client, act, cases=(), **more):
    return send(client, act, cases, go="yes", key="k", **more)


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


class TestChoosing:
    def test_offers_on_a_list_what_the_post_may_do_there(self, client, cast, item):
        cases = with_street(cast, item, 2)
        cast.sign_in(client, cast.street_clerk)
        page = client.get("/desk/?scope=unit&list=new").content.decode()
        assert 'value="case.assign"' in page
        assert 'value="hotline.dispatch"' not in page
        assert all(f'name="case" value="{case.reference}"' in page for case in cases)

    def test_asks_and_does_nothing_yet(self, client, cast, item):
        cases = with_street(cast, item, 2)
        cast.sign_in(client, cast.street_clerk)
        page = send(client, "case.assign", cases)
        assert page.context["number"] == 2
        assert not Batch.objects.exists()

    @pytest.mark.parametrize("act", ["hotline.dispatch", "case.remind", "nothing"])
    def test_knows_no_act_that_the_post_may_not_take(self, client, cast, item, act):
        cases = with_street(cast, item)
        cast.sign_in(client, cast.street_clerk)
        assert send(client, act, cases).status_code == 404

    def test_leads_back_when_nothing_was_chosen(self, client, cast):
        cast.sign_in(client, cast.street_clerk)
        assert send(client, "case.assign").url.startswith("/desk/")

    def test_takes_all_that_the_filter_finds_and_nothing_else(self, client, cast, item):
        cases = with_street(cast, item, 3)
        received(cast, 2)
        cast.sign_in(client, cast.street_clerk)
        more = {"which": "all", "query": "scope=unit&list=new", "post": cast.street_clerk.pk}
        do(client, "case.assign", **more)
        assigned = Case.objects.filter(post=cast.street_clerk)
        assert {case.pk for case in assigned} == {case.pk for case in cases}

    def test_says_how_many_there_are_when_they_are_too_many(self, client, cast, item, monkeypatch):
        monkeypatch.setattr(bulk, "MOST_DONE", 1)
        with_street(cast, item, 3)
        cast.sign_in(client, cast.street_clerk)
        more = {"which": "all", "query": "scope=unit&list=new", "post": cast.street_clerk.pk}
        page = do(client, "case.assign", **more).content.decode()
        assert "3件" in page and "一次最多处理1件" in page
        assert not Batch.objects.exists()

    def test_takes_all_that_a_search_finds(self, client, cast):
        found = received(cast, 2, title="路灯坏了三盏")
        received(cast, 1, title="垃圾没人清")
        cast.sign_in(client, cast.hotline_clerk)
        page = send(client, "export", which="all", source="search", query="q=路灯")
        assert page.context["number"] == len(found)


class TestActs:
    def test_puts_one_person_in_charge_of_each_with_a_line_in_its_log(self, client, cast, item):
        cases = with_street(cast, item, 2)
        cast.sign_in(client, cast.street_clerk)
        answer = do(client, "case.assign", cases, post=cast.second_street_clerk.pk)
        assert answer.url.startswith("/desk/?") or answer.url == "/desk/"
        for case in cases:
            line = entries(case.chain).filter(kind="case.assigned").get()
            assert line.post_id == cast.street_clerk.pk

    def test_says_case_by_case_why_not(self, client, cast, item):
        ours, theirs = with_street(cast, item, 1), received(cast, 1)
        cast.sign_in(client, cast.hotline_clerk)
        do(client, "case.remind", [*ours, *theirs])
        batch = Batch.objects.get()
        # The centre may remind itself: both are done.
        assert (batch.done, batch.refused) == (2, 0)
        answer = send(
            client, "hotline.dispatch", [*ours, *theirs], go="yes", key="second",
            item=item.name, kind="complaint", grade="normal",
        )  # fmt: skip
        batch = Batch.objects.get(kind="hotline.dispatch")
        assert (batch.done, batch.refused) == (1, 1)
        page = client.get(answer.url).content.decode()
        assert ours[0].reference in page
        file = client.get(f"{answer.url}refused/")
        assert ours[0].reference in cells(file.content)[1]
        assert entries("system").last().kind == "batch.downloaded"

    @pytest.mark.parametrize(
        ("given", "field", "said"),
        [
            ({}, "item", "请填写职责清单事项或承办单位"),
            ({"unit": "department"}, "unit", "应派给事发地的区县政府"),
            ({"unit": "community_unit"}, "unit", "不能直接派给社区"),
            ({"unit": "department", "item": "own"}, "unit", "承办单位应为街道"),
        ],
    )
    def test_refuses_on_the_form_what_no_case_could_be_dispatched_by(
        self, client, cast, item, given, field, said
    ):
        cases = received(cast, 1)
        cast.sign_in(client, cast.hotline_clerk)
        sent = {"unit": getattr(cast, given["unit"]).label} if "unit" in given else {}
        sent |= {"item": label_of(item)} if "item" in given else {}
        answer = send(
            client, "hotline.dispatch", cases, go="yes", kind="complaint", grade="normal",
            **sent,
        )  # fmt: skip
        (told,) = answer.context["form"].errors[field]
        assert said in told
        assert not Batch.objects.exists()

    def test_leaves_each_its_own_kind_unless_one_is_chosen(self, client, cast, item):
        asked, untyped = received(cast, 2)
        type(asked.request).objects.filter(case=asked).update(kind="help")
        cast.sign_in(client, cast.hotline_clerk)
        do(client, "hotline.dispatch", [asked, untyped], item=label_of(item), grade="normal")
        batch = Batch.objects.get()
        assert (batch.done, batch.refused) == (1, 1)
        assert Case.objects.get(pk=asked.pk).request.kind == "help"
        (why,) = batch.items.get(outcome="refused").why
        assert "没有登记诉求类型" in why.zh

    def test_takes_the_code_of_an_item_as_it_is_shown(self, client, cast, item):
        case = received(cast, 1)[0]
        code = label_of(item).rpartition(" · ")[2]
        cast.sign_in(client, cast.hotline_clerk)
        do(client, "hotline.dispatch", [case], item=code, kind="complaint", grade="normal")
        case.refresh_from_db()
        assert case.unit == cast.street_unit

    def test_sends_each_to_who_leads_at_its_own_place(self, client, cast, item):
        here, there = received(cast, 1)[0], received(cast, 1, region=cast.far_street)[0]
        cast.sign_in(client, cast.hotline_clerk)
        do(
            client, "hotline.dispatch", [here, there],
            item=item.name, kind="complaint", grade="normal",
        )  # fmt: skip
        units = Case.objects.order_by("pk").values_list("unit", flat=True)
        assert list(units) == [cast.street_unit.pk, cast.far_street_unit.pk]

    def test_does_a_form_sent_twice_once(self, client, cast, item):
        cases = with_street(cast, item, 1)
        cast.sign_in(client, cast.street_clerk)
        for _ in range(2):
            do(client, "case.assign", cases, post=cast.street_clerk.pk)
        assert Batch.objects.count() == 1


class TestInTheBackground:
    @pytest.fixture
    def batch(self, client, cast, item, monkeypatch):
        monkeypatch.setattr(actions, "AT_ONCE", 0)
        cases = with_street(cast, item, 3)
        cast.sign_in(client, cast.street_clerk)
        do(client, "case.assign", cases, post=cast.street_clerk.pk)
        return Batch.objects.get()

    def test_waits_for_the_worker_then_tells_the_desk(self, client, cast, batch):
        assert batch.stage == "waiting"
        assert "hx-get" in client.get(f"/desk/jobs/{batch.pk}/").content.decode()
        run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done) == ("done", 3)
        told = for_post(cast.street_clerk).filter(about=f"batch:{batch.pk}").get()
        assert "成功3" in wording(told).zh
        assert f"/desk/jobs/{batch.pk}/" in client.get("/desk/").content.decode()

    def test_does_nothing_twice_when_the_worker_dies_on_the_way(self, cast, batch, monkeypatch):
        from linli.cases import assignment

        real, calls = assignment.assign, []

        def dies_at_the_second(case, **values):
            calls.append(case.pk)
            done = real(case, **values)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return done

        monkeypatch.setattr(assignment, "assign", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done) == ("running", 1)
        assert actions.resume(timezone.now() + timedelta(minutes=5)) == 1
        run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done) == ("done", 3)
        for item in batch.items.all():
            lines = entries(f"case:{item.thing}").filter(kind="case.assigned")
            assert lines.count() == 1

    def test_stops_between_two_cases(self, client, cast, batch, monkeypatch):
        from linli.cases import assignment

        real = assignment.assign

        def cancelled_meanwhile(case, **values):
            Batch.objects.update(is_stopping=True)
            return real(case, **values)

        monkeypatch.setattr(assignment, "assign", cancelled_meanwhile)
        run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done) == ("stopped", 1)
        assert client.get(f"/desk/jobs/{batch.pk}/").context["left"] == 2

    def test_is_cancelled_before_it_began(self, client, cast, batch):
        client.post(f"/desk/jobs/{batch.pk}/stop/")
        run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done) == ("stopped", 0)

    def test_asks_for_the_right_anew_when_it_runs(self, cast, batch):
        Case.objects.update(unit=cast.far_street_unit)
        from linli.cases.models import Participation

        Participation.objects.all().delete()
        run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done, batch.refused) == ("done", 0, 3)

    def test_ends_with_the_post_of_who_asked(self, cast, batch):
        type(cast.street_clerk).objects.filter(pk=cast.street_clerk.pk).update(
            until_date=timezone.localdate() - timedelta(days=1)
        )
        run_batch(batch.pk)
        batch.refresh_from_db()
        assert (batch.stage, batch.done) == ("failed", 0)

    def test_is_nobody_elses(self, client, cast, batch):
        cast.sign_in(client, cast.second_street_clerk)
        for what in ("", "progress/", "file/", "refused/"):
            assert client.get(f"/desk/jobs/{batch.pk}/{what}").status_code == 404
        assert client.post(f"/desk/jobs/{batch.pk}/stop/").status_code == 404

    def test_goes_after_the_days_set(self, batch):
        run_batch(batch.pk)
        assert actions.forget(timezone.now() + timedelta(days=6)) == 0
        assert actions.forget(timezone.now() + timedelta(days=8)) == 1


class TestExport:
    def test_writes_what_the_list_shows_with_numbers_masked(self, client, cast):
        received(cast, 2, title="=HYPERLINK(1) 请回电13812345678")
        cast.sign_in(client, cast.hotline_clerk)
        answer = do(client, "export", which="all", query="scope=unit&list=hotline.received")
        batch = Batch.objects.get()
        run_batch(batch.pk)
        file = client.get(f"{answer.url}file/")
        rows = cells(b"".join(file.streaming_content))
        assert len(rows) == 3
        assert "13812345678" not in str(rows)
        assert rows[1][1].startswith("=HYPERLINK")
        assert [line.kind for line in entries("system")][-3:] == [
            "batch.asked", "batch.ended", "batch.downloaded",
        ]  # fmt: skip

    def test_makes_the_file_anew_once_a_case_left_the_posts_sight(self, client, cast):
        cases = received(cast, 2)
        cast.sign_in(client, cast.hotline_clerk)
        answer = do(client, "export", cases)
        pk = Batch.objects.get().pk
        run_batch(pk)
        Case.objects.filter(pk=cases[0].pk).update(is_sealed=True)
        assert client.get(f"{answer.url}file/").status_code == 302
        assert client.get(f"{answer.url}file/").status_code == 404
        run_batch(pk)
        rows = cells(b"".join(client.get(f"{answer.url}file/").streaming_content))
        assert [row[0] for row in rows[1:]] == [cases[1].reference]
