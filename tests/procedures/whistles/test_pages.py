"""The pages of whistles: the day of each side, blowing, the roster, figures, letters."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from linli.base.letters import actions
from linli.base.letters.checking import check
from linli.base.letters.shipped import shipped
from linli.base.letters.values import open_values
from linli.base.sheets.writing import table
from linli.cases.models import Case
from linli.cases.spans import Span
from linli.core.errors import NotAllowed, WrongState
from linli.procedures.whistles import figuring
from linli.procedures.whistles.letters import kinds
from linli.procedures.whistles.letters.drafting import draft
from linli.procedures.whistles.models import Shift
from linli.procedures.whistles.rosters import SHEET
from tests.requests import dispatch, new_request
from tests.whistles import (
    DAY,
    HOUR,
    START,
    called,
    item,
    new_whistle,
    of_unit,
    take,
    turnout,
)

pytestmark = pytest.mark.django_db


def show(client, cast, post, address):
    return cast.sign_in(client, getattr(cast, post)).get(address)


def counts(answer) -> dict[str, int]:
    return {one.list.key: one.count for one in answer.context["lists"]}


class TestDay:
    def test_shows_each_side_what_waits_for_it(self, client, cast):
        at = timezone.now() - HOUR / 2
        item(cast)
        new_whistle(cast, at=at)
        for state in ("called", "signed", "attending", "refused", "reported"):
            turnout(cast, state, at=at)
        take(turnout(cast, "signed", at=at), "arrive", cast)
        emergency = turnout(cast, kind="emergency", at=at)
        Shift.objects.create(
            unit=cast.department, telephone="0531-00000999", starts_at=at, ends_at=at + DAY
        )
        township = show(client, cast, "street_clerk", "/whistles/")
        assert counts(township) == {
            "to_ring": 1, "to_confirm": 1, "to_assess": 1, "to_call": 1, "at_work": 7,
        }  # fmt: skip
        assert "0531-00000999" in township.content.decode()
        assert emergency.lane == "emergency"
        department = counts(show(client, cast, "department_handler", "/whistles/"))
        assert department == {
            "sign": 2, "contact": 1, "unconfirmed": 1, "report": 1, "objected": 1, "reported": 1,
        }  # fmt: skip
        county = counts(show(client, cast, "county_supervisor", "/whistles/"))
        assert county == {"decide": 1, "running": 6}
        assert client.get("/whistles/lists/decide/").status_code == 200
        assert client.get("/whistles/lists/sign/").status_code == 404

    @pytest.mark.parametrize(
        ("post", "address"),
        [("community_worker", ""), ("hotline_clerk", ""), ("department_handler", "new/"),
         ("street_clerk", "figures/"), ("department_head", "figures/"),
         ("city_government_handler", "figures/")],
    )  # fmt: skip
    def test_is_for_those_who_take_part(self, client, cast, post, address):
        assert show(client, cast, post, f"/whistles/{address}").status_code == 403


def test_asks_the_department_first_for_what_comes_next(client, cast):
    case = turnout(cast, "signed", at=timezone.now() - HOUR)
    for done, next_step in (("contact", "arrive"), ("confirm", "report")):
        case = take(case, done, cast)
        page = show(client, cast, "department_handler", f"/cases/{case.reference}/")
        assert re.search(rf'id="do-{next_step}" open', page.content.decode())


class TestBlowing:
    def test_leads_from_a_request_to_what_is_proposed(self, client, cast):
        item(cast)
        request = dispatch(new_request(cast, body="楼下流动摊贩占道经营，电话13812345678"), cast)
        page = show(client, cast, "street_clerk", f"/cases/{request.reference}/")
        address = f"/whistles/new/?from={request.reference}"
        assert address in page.content.decode()
        form = client.get(address)
        assert "13812345678" not in form.content.decode()
        key = re.search(r'name="key" value="([^"]+)"', form.content.decode()).group(1)
        sent = {
            "key": key, "from": request.reference, "kind": "powers", "title": "占道经营",
            "matter": "流动摊贩占道经营", "region": cast.community.full_name,
        }  # fmt: skip
        answer = client.post("/whistles/new/", sent)
        whistle = Case.objects.get(procedure="whistle")
        assert answer.url == f"/cases/{whistle.reference}/?open=call#do-call"
        client.post("/whistles/new/", sent)
        assert Case.objects.filter(procedure="whistle").count() == 1
        page = client.get(answer.url).content.decode()
        assert "占道经营的查处" in page and "由该部门主责" in page

    def test_is_not_offered_where_the_township_takes_no_part(self, client, cast):
        request = new_request(cast)
        answer = show(client, cast, "street_clerk", f"/whistles/new/?from={request.reference}")
        assert answer.status_code == 404

    def test_tells_the_department_nothing_of_the_resident(self, client, cast):
        request = dispatch(new_request(cast, body="我是王小明，住在5号楼"), cast)
        whistle = called(cast, origin=request, at=START + 3 * HOUR)
        case = of_unit(whistle, cast.department)
        page = show(client, cast, "department_handler", f"/cases/{case.reference}/")
        text = page.content.decode()
        assert "王小明" not in text and request.reference not in text


class TestRoster:
    def test_is_entered_by_hand_and_removed(self, client, cast):
        cast.sign_in(client, cast.department_handler)
        begin = timezone.localtime() - HOUR
        sent = {
            "starts_at": f"{begin:%Y-%m-%dT%H:%M}", "ends_at": f"{begin + DAY:%Y-%m-%dT%H:%M}",
            "telephone": "0531-00000101", "on_duty": cast.department_head.pk,
        }  # fmt: skip
        assert client.post("/whistles/roster/", sent).status_code == 302
        shift = Shift.objects.get()
        assert (shift.unit, shift.post) == (cast.department, cast.department_head)
        wrong = client.post("/whistles/roster/", {**sent, "ends_at": sent["starts_at"]})
        assert wrong.status_code == 422
        cast.sign_in(client, cast.street_clerk)
        assert client.post(f"/whistles/roster/{shift.pk}/remove/").status_code == 404
        cast.sign_in(client, cast.department_handler)
        client.post(f"/whistles/roster/{shift.pk}/remove/")
        assert not Shift.objects.exists()

    def test_is_taken_in_from_excel_once_and_names_bad_rows(self, client, cast):
        rows = [
            ["2026-03-02 08:00", "2026-03-03 08:00", "0531-00000101", "杨帆"],
            ["2026年3月3日 8:00", "2026年3月4日 8:00", "0531-00000101", ""],
            ["2026-03-04 08:00", "2026-03-05 08:00", "0531-00000101", "没有此人"],
            ["三月五日", "2026-03-06 08:00", "0531-00000101", ""],
            ["2026-03-06 08:00", "2026-03-07 08:00", "打我手机", ""],
        ]
        content = table(SHEET.name, SHEET.columns, rows, "zh-hans")
        cast.sign_in(client, cast.department_handler)
        taken = []
        for _ in range(2):
            file = SimpleUploadedFile("值班表.xlsx", content)
            taken.append(client.post("/whistles/roster/file/", {"file": file}).context["taken"])
        assert [(one.new, one.same, len(one.rejected)) for one in taken] == [(2, 0, 3), (0, 2, 3)]
        assert Shift.objects.filter(post=cast.department_head).count() == 1

    def test_has_a_file_to_fill_in(self, client, cast):
        answer = show(client, cast, "department_handler", "/whistles/roster/template/")
        assert io.BytesIO(answer.content).read(2) == b"PK"


class TestFigures:
    def test_show_both_sides_to_the_county(self, client, cast):
        for state in ("assessed", "excused", "signed"):
            turnout(cast, state)
        departments, townships = figuring.sides(
            cast.county_supervisor, span=Span(START.date(), START.date() + 10 * DAY)
        )
        (line,) = departments.lines
        values = {one.key: v for one, v in zip(departments.indicators, line.values, strict=True)}
        assert line.unit == cast.department
        assert (values["turnout.signed"].hits, values["turnout.signed"].total) == (2, 2)
        assert (values["turnout.attended"].hits, values["turnout.solved"].hits) == (1, 1)
        (line,) = townships.lines
        values = {one.key: v for one, v in zip(townships.indicators, line.values, strict=True)}
        called_well = values["turnout.well_called"]
        assert (line.unit, called_well.hits, called_well.total) == (cast.street_unit, 2, 3)
        within = "?period=custom&first=2026-03-01&last=2026-03-31"
        for asked, count in (("", 0), (within, 1)):
            page = show(client, cast, "county_supervisor", f"/whistles/figures/{asked}")
            assert len(page.context["departments"].lines) == count
        wrong = "?period=custom&first=2026-03-31&last=2026-03-01"
        page = show(client, cast, "county_supervisor", f"/whistles/figures/{wrong}")
        assert 'id="departments"' not in page.content.decode()


class TestLetters:
    @pytest.mark.parametrize("kind", [kinds.CALL, kinds.DECISION, kinds.REPORT])
    def test_template_fits_its_kind(self, kind):
        assert check(kind, shipped(kind)) == []

    @pytest.mark.parametrize(
        ("kind", "state", "post", "words"),
        [
            ("whistle_call", "called", "street_clerk", "2026年3月2日11:00"),
            ("whistle_decision", "excused", "county_supervisor", "不须报到"),
            ("whistle_report", "reported", "department_handler", "已处置完毕"),
        ],
    )
    def test_is_drafted_by_its_side_alone_and_says_what_happened(
        self, cast, kind, state, post, words
    ):
        case, by = turnout(cast, state), getattr(cast, post).actor()
        letter = draft(case, kind, by=by, at=case.moved_at + HOUR)
        said = " ".join(str(value) for value in open_values(letter).values())
        assert words in said
        with pytest.raises(WrongState):
            draft(case, kind, by=by, at=case.moved_at + HOUR)
        letter = actions.issue_in_step(letter, by=by, at=case.moved_at + HOUR)
        assert letter.issued_at
        with pytest.raises(NotAllowed):
            draft(case, kind, by=cast.other_street_clerk.actor(), at=case.moved_at + HOUR)
