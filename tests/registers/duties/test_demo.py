"""The demo city's duty lists resolve to its units everywhere."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.base.accounts.demo_units import load_units
from linli.base.audit.log import entries
from linli.base.regions.models import Region
from linli.registers.duties.demo import load_duties
from linli.registers.duties.leads import UnitsOfPlace
from linli.registers.duties.lists import DUTY_LISTS
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import propose
from tests.jinan import JINAN, make_jinan

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
FURONG_STREET = 370102004009
EVERYDAY = [
    ("小区门口的路灯坏了，晚上一片漆黑", "路灯不亮的维修", "历下区城市管理局"),
    ("半夜施工，吵得睡不着", "夜间施工噪声的查处", "历下区城市管理局"),
    ("家里暖气不热，只有十四度", "冬季供暖不达标的协调", "历下区住房和城乡建设局"),
    ("公司拖欠工资三个月了", "拖欠农民工工资的处理", "历下区人力资源和社会保障局"),
    ("孩子上小学，学区怎么划片", "义务教育招生入学和学区划分", "历下区教育和体育局"),
    ("楼下饭店油烟直排", "餐饮油烟扰民的整治", "历下区城市管理局"),
    ("医保卡在外地不能报销", "医疗保险报销和异地就医结算", "济南市医疗保障局"),
    ("邻居遛狗不牵绳，流浪狗也多", "犬只管理和流浪犬处置", "济南市公安局历下分局"),
    ("电梯坏了半个月，老人下不了楼", "电梯故障和停运的监管", "历下区市场监督管理局"),
    ("小区业委会换届选举有问题", "业主大会成立和业主委员会选举的指导", "泉城路街道办事处"),
    ("自来水停水两天了", "自来水停水和管网爆管的抢修", "济南市供水服务中心"),
    ("退休金少发了", "养老保险待遇的核定和发放", "历下区人力资源和社会保障局"),
    ("马路上一个大坑，坑洼不平", "城市道路坑洼和破损的维修", "历下区城市管理局"),
    ("隔壁私搭乱建阳光房", "违法建设的查处", "历下区城市管理局"),
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db) -> None:
    make_jinan()
    load_units(at=NOW)
    load_duties(at=NOW)


class TestLoadDuties:
    def test_fills_all_three_lists_with_at_least_120_items(self, city) -> None:
        assert DutyItem.objects.count() >= 120
        for key in DUTY_LISTS:
            assert DutyItem.objects.filter(list=key).count() >= 30

    def test_adds_nothing_twice_and_leaves_one_line_in_the_log(self, city) -> None:
        before = DutyItem.objects.count()
        assert load_duties(at=NOW) == 0
        assert DutyItem.objects.count() == before
        assert entries("system").filter(kind="demo_duties_loaded").count() == 1

    def test_finds_a_lead_for_every_item_in_every_county(self, city) -> None:
        items = list(DutyItem.objects.prefetch_related("assisting_units"))
        streets = {}
        for town in Region.objects.under(JINAN).filter(level="township"):
            streets.setdefault(town.parent_id, town.code)
        assert len(streets) == 13
        for code in streets.values():
            units = UnitsOfPlace(code, NOW.date())
            for item in items:
                lead = units.lead_of(item)
                assert lead, item.name
                assert all(units.department(name) for name in item.assisting_name_list), item.name

    def test_gives_departments_what_they_lead_on_and_streets_their_own(self, city) -> None:
        units = UnitsOfPlace(FURONG_STREET, NOW.date())
        for item in DutyItem.objects.prefetch_related("assisting_units"):
            lead = units.lead_of(item)
            kinds = {unit.kind for unit in units.assisting_on(item, lead)}
            assert (lead.kind == "township") == (item.list == "own")
            assert ("township" in kinds) == (item.list == "assisting")

    def test_leads_everyday_messages_to_the_right_unit(self, city) -> None:
        for text, item, lead in EVERYDAY:
            best = propose(text, region_code=FURONG_STREET, at=NOW)[0]
            assert (text, best.item.name, best.lead.name) == (text, item, lead)

    def test_is_quick(self) -> None:
        make_jinan()
        began = time.monotonic()
        load_units(at=NOW)
        load_duties(at=NOW)
        assert time.monotonic() - began < 5
