"""Units and posts in from Excel and out again."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from linli.base.accounts.models import Post, Unit, User
from linli.base.audit.log import entries
from linli.base.batches import actions
from linli.base.batches.models import Batch
from linli.base.batches.running import run_batch

pytestmark = pytest.mark.django_db
UNITS = ["单位代码", "单位名称", "类型", "行政区划", "上级单位（块）", "电话"]
POSTS = ["用户名", "姓名", "单位", "岗位角色", "起始日期"]


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setattr("linli.base.files.storage.home", lambda: tmp_path)


def book(headings, *rows) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate([headings, *rows]):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def upload(client, key, headings, *rows):
    file = SimpleUploadedFile("表.xlsx", book(headings, *rows))
    return client.post(f"/desk/jobs/import/{key}/", {"file": file})


def taken(client, key, headings, *rows) -> Batch:
    address = upload(client, key, headings, *rows).url
    client.post(f"{address}start/")
    return Batch.objects.latest("pk")


def reasons(batch) -> list[str]:
    return [why.zh for item in batch.items.filter(outcome="refused") for why in item.why]


def cells(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.fixture
def units(client, cast):
    return cast.sign_in(client, cast.system_administrator)


@pytest.fixture
def posts(client, cast):
    return cast.sign_in(client, cast.security_administrator)


class TestUnits:
    def test_shows_what_will_happen_and_changes_nothing(self, units, cast):
        address = upload(
            units, "units", UNITS,
            ["010", "新局", "部门", 370102000000, "government", 85551234],
            ["department", "历下区城管局", "", "", "", ""],
            ["other_department", cast.other_department.name, "", "", "", ""],
            ["x", "某局", "衙门", "火星", "", ""],
        ).url  # fmt: skip
        page = units.get(address)
        assert [number for _, number in page.context["counts"]] == [1, 1, 1, 1]
        assert "没有“衙门”这种类型" in page.content.decode()
        assert not Unit.objects.filter(code="010").exists()

    def test_opens_and_changes_each_on_record(self, units, cast):
        batch = taken(
            units, "units", UNITS,
            ["010", "新局", "部门", "370102000000", "government", "85551234"],
            ["011", "新局分局", "部门", "370102000000", "010", ""],
            ["department", "历下区城管局", "", "", "", ""],
        )  # fmt: skip
        assert (batch.stage, batch.done, batch.refused) == ("done", 3, 0)
        made = Unit.objects.get(code="010")
        assert (made.telephone, made.parent) == ("85551234", cast.government)
        assert Unit.objects.get(code="011").parent == made
        assert Unit.objects.get(code="department").name == "历下区城管局"
        kinds = [line.kind for line in entries("system")]
        assert kinds.count("unit.opened") == 2
        assert "unit.changed" in kinds

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (["", "甲", "部门", "370102000000", "", ""], "请填写单位代码"),
            (["a", "", "部门", "370102000000", "", ""], "请填写单位名称"),
            (["a", "甲", "", "370102000000", "", ""], "请选择单位类型"),
            (["a", "甲", "部门", "", "", ""], "新单位请填写行政区划"),
            (["a", "甲", "部门", "3.70102E+11", "", ""], "没有“3.70102E+11”这个区划"),
            (["a", "甲", "部门", "370102000000", "没有的局", ""], "没有这个单位"),
            (["a", "甲", "部门", "370102000000", "far_street_unit", ""], "不包含本单位所在地"),
            (["street_unit", "某街道", "部门", "", "", ""], "类型不能改"),
            ([9133010056789012345, "甲", "部门", "370102000000", "", ""], "Excel已丢失末几位"),
        ],
    )
    def test_says_what_is_wrong_with_a_row(self, units, row, reason):
        upload(units, "units", UNITS, row)
        assert reason in "".join(reasons(Batch.objects.get()))

    def test_gives_the_refused_rows_back_to_be_mended(self, units, cast):
        row = ["0123", "=1+1", "衙门", "370102000000", "", ""]
        file = units.get(f"{upload(units, 'units', UNITS, row).url}refused/").content
        rows = cells(file)
        assert (rows[1][0], rows[1][1]) == ("0123", "=1+1")
        assert "没有“衙门”" in rows[1][-1]
        again = SimpleUploadedFile("改.xlsx", file)
        assert units.post("/desk/jobs/import/units/", {"file": again}).status_code == 302

    def test_writes_what_the_page_shows_ready_to_be_imported(self, units, cast):
        answer = units.post(
            "/desk/jobs/export/units/", {"query": "words=解放路街道办事处&state=open"}
        )
        run_batch(Batch.objects.get().pk)
        content = b"".join(units.get(f"{answer.url}file/").streaming_content)
        assert [row[0] for row in cells(content)] == ["单位代码", "street_unit"]
        file = SimpleUploadedFile("出.xlsx", content)
        page = units.get(units.post("/desk/jobs/import/units/", {"file": file}).url)
        assert [number for _, number in page.context["counts"]] == [0, 0, 1, 0]

    def test_takes_many_rows_in_the_background(self, units, cast, monkeypatch):
        monkeypatch.setattr(actions, "ROWS_AT_ONCE", 0)
        batch = taken(units, "units", UNITS, ["a", "甲", "部门", "370102000000", "", ""])
        assert batch.stage == "waiting"
        run_batch(batch.pk)
        assert Unit.objects.filter(code="a").exists()


class TestPosts:
    def test_creates_who_is_new_and_appoints(self, posts, cast):
        batch = taken(
            posts, "posts", POSTS,
            ["newbie", "新人", "street_unit", "街道经办人", "2026-12-01"],
            ["newbie", "", "解放路街道办事处", "unit_head", ""],
            ["outsider", "", "department", "部门经办人", ""],
            ["street_clerk", "", "street_unit", "街道经办人", ""],
        )  # fmt: skip
        assert (batch.done, batch.refused) == (4, 0)
        person = User.objects.get(username="newbie")
        assert (person.name, person.posts.count()) == ("新人", 2)
        assert not person.has_usable_password()
        assert Post.objects.filter(person=cast.street_clerk.person).count() == 1

    @pytest.mark.parametrize(
        ("rows", "reason"),
        [
            ([["Bad Name", "甲", "department", "部门经办人"]], "用户名为3至60位"),
            ([["nobody", "", "department", "部门经办人"]], "新人员请填姓名"),
            ([["outsider", "张三", "department", "部门经办人"]], "已属于金枝"),
            ([["outsider", "", "没有", "部门经办人"]], "没有这个单位"),
            ([["outsider", "", "department", "皇帝"]], "没有“皇帝”这种岗位角色"),
            ([["outsider", "", "department", "部门经办人", "明天"]], "2026-01-31"),
            ([["security_administrator", "", "operator", "auditor"]], "不能为自己办理"),
            ([["auditor", "", "operator", "系统管理员"]], "不得由同一人担任"),
            ([["two", "二", "operator", "系统管理员"], ["two", "", "operator", "auditor"]],
             "不得由同一人担任"),
        ],
    )  # fmt: skip
    def test_says_what_is_wrong_with_a_row(self, posts, rows, reason):
        upload(posts, "posts", POSTS, *rows)
        assert reason in "".join(reasons(Batch.objects.get()))

    def test_goes_out_as_it_comes_in(self, posts, cast):
        answer = posts.post("/desk/jobs/export/posts/", {"query": "words=street_clerk"})
        run_batch(Batch.objects.get().pk)
        rows = cells(b"".join(posts.get(f"{answer.url}file/").streaming_content))
        assert {row[0] for row in rows[1:]} >= {"street_clerk", "second_street_clerk"}


class TestAuthority:
    @pytest.mark.parametrize(
        ("who", "open_to"),
        [
            ("system_administrator", {"units", "duties"}),
            ("security_administrator", {"posts"}),
            ("auditor", set()),
            ("hotline_clerk", {"messages"}),
            ("street_clerk", set()),
        ],
    )
    def test_lets_each_import_what_is_its_own(self, client, cast, who, open_to):
        cast.sign_in(client, getattr(cast, who))
        answers = {
            key: client.get(f"/desk/jobs/import/{key}/").status_code
            for key in ("units", "posts", "duties", "messages")
        }
        assert {key for key, status in answers.items() if status == 200} == open_to
        for key in {"units", "posts"} - open_to:
            assert client.post(f"/desk/jobs/export/{key}/").status_code == 403
            assert client.get(f"/desk/jobs/import/{key}/template/").status_code == 403
