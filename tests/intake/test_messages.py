"""Messages brought in from Excel at the desk."""

from __future__ import annotations

import pytest

from linli.base.audit.log import entries
from linli.base.batches.models import Batch
from linli.cases.models import Case, Message
from tests.base.administration.test_tables import book

pytestmark = pytest.mark.django_db
HEADINGS = ["编号", "标题", "内容", "地点", "时间", "类型", "姓名", "联系电话"]
ROW = ["A1", "路灯坏了", "小区门口路灯坏了三天。", "解放路街道", "2026-03-01 09:30", "投诉", "李明",
       13812345678]  # fmt: skip


@pytest.fixture
def clerk(client, cast):
    return cast.sign_in(client, cast.hotline_clerk)


def upload(client, *rows, **more):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("来件.xlsx", book(HEADINGS, *rows))
    told = {"file": file, "source": "旧系统", **more}
    return client.post("/desk/jobs/import/messages/", told)


def taken(client, *rows, **more) -> Batch:
    address = upload(client, *rows, **more).url
    client.post(f"{address}start/")
    return Batch.objects.latest("pk")


class TestMessages:
    def test_become_cases_of_the_clerk_with_the_people_encrypted(self, clerk, cast):
        batch = taken(clerk, ROW)
        case = Case.objects.get()
        assert (batch.done, case.coordinator, case.region) == (
            1, cast.hotline_centre, cast.street,
        )  # fmt: skip
        assert (case.request.kind, case.message.contact_by) == ("complaint", "telephone")
        assert entries(case.chain).first().post_id == cast.hotline_clerk.pk
        assert "13812345678" not in batch.items.get().sealed
        page = clerk.get(f"/desk/jobs/{batch.pk}/").content.decode()
        assert case.reference in page

    def test_lead_back_to_the_batch_jobs(self, clerk):
        crumbs = clerk.get("/desk/jobs/import/messages/").context["crumbs"]
        assert [crumb.url for crumb in crumbs] == ["/desk/jobs/", ""]

    def test_come_in_once(self, clerk):
        taken(clerk, ROW)
        page = clerk.get(upload(clerk, ROW).url)
        assert [number for _, number in page.context["counts"]] == [0, 0, 1, 0]
        assert Message.objects.count() == 1

    def test_of_one_number_are_one_case(self, clerk):
        other = [*ROW[:2], "还是没有人来修。", *ROW[3:]]
        upload(clerk, ROW, other, ROW)
        reasons = [why.zh for item in Batch.objects.get().items.order_by("no") for why in item.why]
        assert reasons == ["编号与第2行相同，内容不同。", "与第2行重复。"]
        taken(clerk, ROW)
        upload(clerk, other)
        (why,) = Batch.objects.latest("pk").items.get().why
        assert "这个编号已导入过，内容不同" in why.zh
        assert Case.objects.count() == 1

    def test_take_the_place_entered_with_the_file_where_none_is_named(self, clerk, cast):
        taken(clerk, [*ROW[:3], "", *ROW[4:]], region="千佛山街道")
        assert Case.objects.get().region == cast.other_street

    @pytest.mark.parametrize(
        ("place", "cell", "reason"),
        [
            (0, "", "“编号”为空"),
            (2, "", "“内容”为空"),
            (3, "", "请填写地点"),
            (3, "火星", "没有“火星”"),
            (4, "昨天", "“时间”不是有效的时间"),
            (4, "2099-01-01", "晚于现在"),
            (5, "闲聊", "没有“闲聊”"),
            (7, "12", "手机号码"),
        ],
    )
    def test_are_refused_with_the_reason(self, clerk, place, cell, reason):
        row = [*ROW[:place], cell, *ROW[place + 1 :]]
        upload(clerk, row)
        item = Batch.objects.get().items.get()
        assert reason in item.why[0].zh

    def test_keep_no_row_once_it_is_a_case(self, clerk):
        batch = taken(clerk, ROW, [*ROW[:2], "", *ROW[3:]])
        sealed = dict(batch.items.values_list("outcome", "sealed"))
        assert sealed["done"] == ""
        assert sealed["refused"]
