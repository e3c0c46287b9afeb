"""The pages of the duty lists."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from linli.base.audit.log import entries
from linli.base.batches.models import Batch
from linli.base.batches.running import run_batch
from linli.base.sheets import reading
from linli.registers.duties.columns import SHEET
from linli.registers.duties.models import DutyItem
from tests.registers.duties.conftest import make_item
from tests.registers.duties.test_importing import ASSISTING, OWN, TAKEN_BACK, book

pytestmark = pytest.mark.django_db
IMPORT = "/desk/jobs/import/duties/"
CHANGING = [
    "/duties/new/",
    "/desk/jobs/import/duties/",
    "/desk/jobs/import/duties/template/",
]


@pytest.fixture
def clerk(client, cast):
    return cast.sign_in(client, cast.street_clerk)


@pytest.fixture
def administrator(client, cast):
    return cast.sign_in(client, cast.system_administrator)


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setattr("linli.base.files.storage.home", lambda: tmp_path)


def form_of(item: DutyItem, **changes) -> dict[str, str]:
    told = {
        "list": item.list, "number": item.number, "name": item.name, "lead": item.lead_name,
        "assisting": item.assisting_names, "from_date": item.from_date.isoformat(),
    }  # fmt: skip
    return told | changes


def send(client, *rows, **terms):
    told = {"region": "济南市", "day": timezone.localdate().isoformat()} | terms
    file = SimpleUploadedFile("清单.xlsx", book(*rows).getvalue())
    return client.post(IMPORT, told | {"file": file})


class TestList:
    def test_shows_the_items_of_the_posts_own_place(self, clerk, cast, items) -> None:
        make_item(cast.far_street, "own", "9", "别处的事项")
        page = clerk.get("/duties/").content.decode()
        assert all(item.name in page for item in items.values())
        assert "别处的事项" not in page

    def test_finds_by_words_in_one_list(self, clerk, items) -> None:
        page = clerk.get("/duties/?words=夜市&region=济南市&list=assisting").content.decode()
        assert items["assisting"].name in page
        assert items["own"].name not in page
        other = clerk.get("/duties/?words=夜市&region=济南市&list=own").content.decode()
        assert items["assisting"].name not in other

    def test_pages_by_key_through_all_items_once(self, clerk, cast, monkeypatch) -> None:
        for number in range(1, 121):
            make_item(cast.city, "own", str(number), f"事项甲{number}乙")
        seen, address = [], "/duties/"
        while address:
            page = clerk.get(address).context["page"]
            seen += [item.number for item in page.rows]
            address = f"/duties/{page.next}" if page.next else ""
        assert seen == [str(number) for number in range(1, 121)]

    def test_asks_as_often_for_many_items_as_for_few(
        self, clerk, cast, items, django_assert_max_num_queries
    ) -> None:
        for number in range(40):
            make_item(cast.city, "own", f"5-{number}", f"事项{number}")
        with django_assert_max_num_queries(8):
            clerk.get("/duties/")

    def test_survives_filters_that_make_no_sense(self, clerk, items) -> None:
        for query in (
            "?region=火星&words=a",
            "?list=xx&region=",
            "?after=~~~",
            "?words=%00&region=",
        ):
            assert clerk.get(f"/duties/{query}").status_code == 200

    def test_offers_changes_only_to_who_may_make_them(self, client, cast, items) -> None:
        cast.sign_in(client, cast.street_clerk)
        assert "/duties/new/" not in client.get("/duties/").content.decode()
        cast.sign_in(client, cast.system_administrator)
        assert "/duties/new/" in client.get("/duties/").content.decode()

    def test_sends_strangers_to_sign_in(self, client, items) -> None:
        assert client.get("/duties/").status_code == 302


class TestItem:
    def test_says_who_leads_where_the_post_works(self, clerk, cast, items) -> None:
        page = clerk.get(f"/duties/{items['assisting'].pk}/")
        assert page.context["local"].lead == cast.department
        assert cast.department.name in page.content.decode()

    def test_names_no_countys_department_to_the_city(self, client, cast, items) -> None:
        cast.sign_in(client, cast.hotline_clerk)
        page = client.get(f"/duties/{items['assisting'].pk}/")
        assert page.context["local"] is None

    def test_is_not_found_when_there_is_none(self, clerk) -> None:
        assert clerk.get("/duties/987654/").status_code == 404


class TestFind:
    def test_says_who_handles_a_message_and_why(self, clerk, cast, items) -> None:
        told = {"text": "夜市摊贩占道", "region": cast.street.full_name}
        page = clerk.post("/duties/find/", told)
        assert page.context["proposals"][0].lead == cast.department
        assert "“夜市”" in page.content.decode()

    def test_keeps_what_was_written_when_the_place_is_missing(self, clerk, items) -> None:
        page = clerk.post("/duties/find/", {"text": "夜市摊贩", "region": ""}).content.decode()
        assert "夜市摊贩" in page
        assert "is-invalid" in page or "field-wrong" in page


class TestChange:
    @pytest.mark.parametrize("address", CHANGING)
    def test_is_refused_to_posts_without_the_power(self, clerk, address) -> None:
        assert clerk.get(address).status_code == 403

    def test_adds_an_item(self, administrator, cast) -> None:
        told = {
            "list": "assisting", "number": "7", "name": "占道经营的治理", "region": "济南市",
            "lead": "城市管理局", "assisting": "住房和城乡建设局", "from_date": "2026-01-01",
        }  # fmt: skip
        assert administrator.post("/duties/new/", told).status_code == 302
        item = DutyItem.objects.get()
        assert (item.lead_name, item.assisting_names) == ("城市管理局", "住房和城乡建设局")

    def test_shows_the_error_at_the_field_and_keeps_the_rest(self, administrator, cast) -> None:
        told = {
            "list": "assisting", "number": "7", "name": "占道经营的治理", "region": "济南市",
            "lead": "火星局", "from_date": "2026-01-01",
        }  # fmt: skip
        page = administrator.post("/duties/new/", told)
        assert "火星局" in str(page.context["form"].errors["lead"])
        assert "占道经营的治理" in page.content.decode()
        assert not DutyItem.objects.exists()

    def test_changes_an_item_back_and_forth_through_its_own_form(
        self, administrator, cast, items
    ) -> None:
        item = items["assisting"]
        form = administrator.get(f"/duties/{item.pk}/change/").context["form"]
        told = {name: form[name].value() or "" for name in form.fields}
        assert (
            administrator.post(f"/duties/{item.pk}/change/", told | {"name": "新名"}).status_code
            == 302
        )
        changed = DutyItem.objects.get(pk=item.pk)
        assert (changed.name, changed.lead_name) == ("新名", item.lead_name)
        assert changed.assisting_names == item.assisting_names
        assert changed.from_date == item.from_date

    def test_puts_a_refusal_on_record(self, administrator, items) -> None:
        told = form_of(items["assisting"], lead="")
        administrator.post(f"/duties/{items['assisting'].pk}/change/", told)
        assert entries("system").last().facts["refused"] == "no_lead"

    def test_ends_an_item(self, administrator, items) -> None:
        today = timezone.localdate()
        administrator.post(f"/duties/{items['own'].pk}/end/", {"until_date": today.isoformat()})
        assert DutyItem.objects.get(pk=items["own"].pk).until_date == today


class TestImport:
    def test_shows_first_and_takes_over_when_told(self, administrator, cast) -> None:
        address = send(administrator, OWN, ASSISTING, TAKEN_BACK).url
        page = administrator.get(address)
        assert [number for _, number in page.context["counts"]] == [3, 0, 0, 0]
        assert not DutyItem.objects.exists()
        administrator.post(f"{address}start/")
        assert DutyItem.objects.count() == 3
        assert Batch.objects.get().done == 3

    def test_offers_the_refused_rows_with_their_reasons(self, administrator, cast) -> None:
        address = send(administrator, OWN, [*ASSISTING[:4], "火星局"]).url
        page = administrator.get(address).content.decode()
        assert "没有名为“火星局”的部门" in page
        file = administrator.get(f"{address}refused/")
        assert file["Content-Disposition"].startswith("attachment")
        assert len(reading.read(BytesIO(file.content), SHEET)) == 1

    def test_does_not_take_a_whole_list_with_refused_rows(self, administrator, cast) -> None:
        address = send(administrator, OWN, [*ASSISTING[:4], "火星局"], is_whole="on").url
        page = administrator.get(address)
        assert page.context["hindrance"]
        administrator.post(f"{address}start/")
        assert Batch.objects.get().stage == "failed"
        assert not DutyItem.objects.exists()

    def test_names_what_a_whole_list_ends(self, administrator, cast, items) -> None:
        page = administrator.get(send(administrator, OWN, is_whole="on").url)
        assert any(items["own"].name in one for one in page.context["ends"])

    @pytest.mark.parametrize("content", [b"no workbook", b"PK\x03\x04broken", b""])
    def test_says_at_the_file_what_is_wrong_with_it(self, administrator, content) -> None:
        told = {"region": "济南市", "day": "2026-03-01"}
        file = SimpleUploadedFile("清单.xlsx", content)
        page = administrator.post(IMPORT, told | {"file": file})
        assert page.context["form"].errors["file"]

    def test_sends_a_template(self, administrator) -> None:
        file = administrator.get(f"{IMPORT}template/")
        assert reading.read(BytesIO(file.content), SHEET) == []
        assert "filename*=utf-8''" in file["Content-Disposition"]

    def test_goes_out_as_it_comes_in(self, clerk, cast, items) -> None:
        answer = clerk.post("/desk/jobs/export/duties/", {"query": ""})
        run_batch(Batch.objects.get().pk)
        content = b"".join(clerk.get(f"{answer.url}file/").streaming_content)
        rows = reading.read(BytesIO(content), SHEET)
        assert {row.cells["name"] for row in rows} >= {item.name for item in items.values()}
