"""Writes titles and bodies of invented messages from a vocabulary in which few words are frequent
and many are rare, as in real ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

# The most frequent first: the n-th is used about 1/n as often as the first.
MATTERS: Final = (
    "垃圾", "路灯", "噪音", "停车", "物业", "暖气", "停水", "占道", "井盖", "电梯", "违建",
    "下水道", "油烟", "施工", "积水", "电动车", "绿化", "健身器材", "公交", "漏水", "充电桩",
    "工资", "社保", "医保", "低保", "户口", "学区", "幼儿园", "养老院", "体检", "流浪狗", "树枝",
    "广告牌", "快递柜", "门禁", "监控", "水压", "燃气", "网线", "电线杆", "红绿灯", "斑马线",
    "减速带", "护栏", "公厕", "菜市场", "夜市", "烧烤", "广场舞", "装修", "拆迁", "补偿款",
    "宅基地", "灌溉", "秸秆", "河道", "排污", "扬尘", "异味", "蚊虫", "消防通道", "楼道堆物",
    "外墙脱落", "屋顶渗水", "化粪池", "污水管", "窨井", "盲道", "坡道", "扶手", "驾校退费",
    "健身卡", "预付卡", "装修公司", "房产证", "公积金", "落户", "居住证", "婚姻登记", "生育津贴",
    "残疾证", "护理补贴", "高龄津贴", "退役安置", "助学金", "校车", "食堂", "疫苗", "挂号",
    "转诊",
)  # fmt: skip
COMPLAINTS: Final = (
    "一直没有人管", "已经好几天了", "影响居民出行", "老人和孩子很不方便", "多次反映没有结果",
    "晚上特别严重", "味道很大", "存在安全隐患", "希望尽快处理", "请有关部门核实",
    "不知道该找哪个部门", "物业说不归他们管", "社区说已经上报", "下雨天更厉害", "有人差点摔倒",
    "孩子上学要绕路", "商户不听劝", "打了电话没人接", "修了又坏", "收费没有公示", "邻居都有意见",
    "请给个明确答复", "能不能定期清理", "最好装一个牌子", "希望工作人员到现场看看",
    "前年修过一次", "听说要改造", "一直拖到现在", "材料交了两遍", "窗口说系统查不到",
)  # fmt: skip
PLACES: Final = (
    "小区门口", "楼下", "路口", "单元门前", "广场北侧", "学校旁边", "菜市场对面", "公交站",
    "桥下", "河边", "地下车库", "楼道里", "南门", "北门", "东侧围墙", "后面的胡同", "工地旁",
    "医院附近", "村委会门口", "大棚边",
)  # fmt: skip
ROADS: Final = "泉城明湖经纬花园历山文化工业朝阳和平解放建设胜利新华人民青年科技大学龙凤鸾翠柏梧桐"
_WHEN: Final = ("昨天", "前天", "上周", "这个月", "今年以来", "每天早上", "每到周末", "国庆以后")


def _zipf(words: Sequence[str]) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


_MATTERS, _COMPLAINTS, _PLACES = _zipf(MATTERS), _zipf(COMPLAINTS), _zipf(PLACES)


def write(town: str, chance: random.Random) -> tuple[str, str]:
    """Return a title and a body of 60 to 300 characters about some matter in `town`."""
    matter = chance.choices(MATTERS, cum_weights=_MATTERS)[0]
    road = "".join(chance.sample(ROADS, 2)) + chance.choice("路街巷苑")
    number = chance.randrange(1, 400)
    title = f"{town}{road}{matter}问题"
    said = [f"{chance.choice(_WHEN)}{town}{road}{number}号"]
    for _ in range(chance.choice((3, 4, 4, 5, 6, 8, 12))):
        place = chance.choices(PLACES, cum_weights=_PLACES)[0]
        other = matter if chance.random() < 0.5 else _other(chance)
        said.append(f"{place}{other}{chance.choices(COMPLAINTS, cum_weights=_COMPLAINTS)[0]}")
    return title, "，".join(said) + "。"


def _other(chance: random.Random) -> str:
    return chance.choices(MATTERS, cum_weights=_MATTERS)[0]
