"""Finding a region by name, code or initials."""

from __future__ import annotations

from datetime import date, datetime
from unittest.mock import patch

import pytest

from linli.base.regions.loading import load
from linli.base.regions.models import Region
from linli.base.regions.selectors import Ambiguous, find, resolve
from linli.core.actors import Actor
from linli.core.zone import SHANGHAI

JINAN = 370100000000
LIXIA = 370102000000
BY, AT = Actor.system("tests"), datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)


@pytest.fixture(scope="module", autouse=True)
def places(django_db_setup, django_db_blocker):
    """Load 济南, 东莞 and 济宁 once for all tests here; no line of the log, which nobody could
    take back for the tests that come after."""
    with django_db_blocker.unblock(), patch("linli.base.regions.loading.record"):
        for code in (JINAN, 370800000000, 441900000000):
            load(code, by=BY, at=AT)
        yield
        # delete() would have to follow the tree, which is protected.
        Region.objects.all()._raw_delete("default")


def names(regions):
    return [region.name for region in regions]


@pytest.mark.django_db
class TestFind:
    def test_puts_the_whole_name_before_its_beginning_before_a_fragment(self):
        assert names(find("市中"))[0] == "市中区"
        found = find("历下", limit=5)
        assert found[0].code == LIXIA
        assert all("历下区" in region.full_name for region in found)
        # 济南市 itself, then what begins with it, then what lies in it, higher levels first.
        assert names(find("济南"))[:3] == ["济南市", "济南高新技术产业开发区", "历下区"]

    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("lxq", "历下区"),
            ("LXQ", "历下区"),
            ("cqq", "长清区"),
            ("qclj", "泉城路街道"),
            ("370102", "历下区"),
            ("3701020", "历下区"),
            ("370102004000", "泉城路街道"),
            ("山东省济南市历下区", "历下区"),
            ("历下 泉城路", "泉城路街道"),
            ("济南历下", "历下区"),
            ("3520", "3520社区居民委员会"),
            ("东莞", "东莞市"),
        ],
    )
    def test_takes_fragments_initials_codes_and_words(self, query, name):
        assert names(find(query))[0] == name

    @pytest.mark.parametrize(
        "query", ["", "  ", "火星", "zzzzzz", "%", "_", "'", "\\", "a\0b", "火.*星x"]
    )
    def test_gives_nothing_for_nonsense(self, query):
        assert find(query) == []

    def test_stays_within_a_region_and_at_the_levels_asked_for(self):
        assert {region.level for region in find("济", levels=["city"])} == {"city"}
        assert names(find("市中", within=LIXIA)) == []
        found = find("街道", within=LIXIA, levels=["township"], limit=50)
        assert found
        assert all(LIXIA <= region.code < LIXIA + 10**6 for region in found)

    def test_prefers_what_is_near(self):
        assert find("开发区", near=370800000000)[0].code // 10**8 == 3708
        assert find("开发区", near=JINAN)[0].code // 10**8 == 3701

    def test_leaves_out_regions_that_have_ended(self):
        Region.objects.filter(pk=LIXIA).update(until_date=date(2025, 12, 31))
        assert LIXIA not in [region.code for region in find("历下")]

    def test_asks_one_query_however_many_fit(self, django_assert_num_queries):
        for query in ("历下", "街道", "lxq", "3701"):
            with django_assert_num_queries(1):
                assert find(query)
        with django_assert_num_queries(2):
            find("济南历下")
        with django_assert_num_queries(0):
            find(" ")


@pytest.mark.django_db
class TestResolve:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("山东省济南市历下区", LIXIA),
            (" 历下区 ", LIXIA),
            ("历下", LIXIA),
            ("370102", LIXIA),
            ("370102000000", LIXIA),
            ("历下 泉城路", 370102004000),
            ("东莞", 441900000000),
        ],
    )
    def test_knows_the_one_that_is_meant(self, text, code):
        assert resolve(text).code == code

    @pytest.mark.parametrize("text", ["火星", "", "999999999999", "37019"])
    def test_gives_none_for_nothing(self, text):
        assert resolve(text) is None

    def test_names_the_candidates_when_several_are_meant(self):
        twins = [370102099000, 370103099000]
        Region.objects.bulk_create(
            Region(
                code=code, code_end=code + 1000, level="township", name="双生街道",
                full_name=f"山东省济南市{place}双生街道", initials="ssjd",
            )
            for code, place in zip(twins, ("历下区", "市中区"), strict=True)
        )  # fmt: skip
        with pytest.raises(Ambiguous) as refused:
            resolve("双生")
        assert [region.code for region in refused.value.candidates] == twins
        assert "山东省济南市历下区双生街道、山东省济南市市中区双生街道" in refused.value.message.zh
        assert resolve("双生", within=370103000000).code == twins[1]
        assert resolve("山东省济南市历下区双生街道").code == twins[0]

    def test_gives_codes_where_even_the_full_names_agree(self):
        twins = [370102098000, 370102099000]
        Region.objects.bulk_create(
            Region(
                code=code, code_end=code + 1000, level="township", name="双生街道",
                full_name="山东省济南市历下区双生街道", initials="ssjd",
            )
            for code in twins
        )  # fmt: skip
        with pytest.raises(Ambiguous) as refused:
            resolve("山东省济南市历下区双生街道")
        assert all(f"({code})" in refused.value.message.en for code in twins)
        assert resolve("370102099000").code == twins[1]
