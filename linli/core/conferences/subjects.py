"""The twelve subjects of social work that demands are about, and the words that show them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from linli.core.text import Text

SUBJECTS: Final = {
    "organisations": Text("新经济组织、新社会组织", "New-sector organisations"),
    "employment": Text("新就业群体", "New employment groups"),
    "governance": Text("基层治理", "Grassroots governance"),
    "powers": Text("基层政权与权责", "Grassroots government and powers"),
    "burden": Text("基层减负", "Burden"),
    "disputes": Text("矛盾纠纷化解", "Disputes"),
    "petitions": Text("信访", "Petitions"),
    "suggestions": Text("人民建议", "Suggestions"),
    "volunteers": Text("志愿服务", "Volunteers"),
    "services": Text("社区服务", "Community services"),
    "workforce": Text("工作队伍", "Workforce"),
    "leadership": Text("领导与责任", "Leadership and duty"),
}
DEFAULT: Final = "leadership"


class Topic(NamedTuple):
    """What a clause is about: the subject, and within it the narrower matter."""

    subject: str
    matter: str


# The matter tells parts of one subject apart, so that each becomes a demand of its own.
_WORDS: Final = {
    ("organisations", ""): "新兴领域|“?两新”?组织|“两新”|两个覆盖|两企三新",
    ("organisations", "economic"): (
        "新经济组织|非公有制|非公企业|非公经济|民营企业|混合所有制|互联网企业|互联网平台企业"
        "|平台企业|(?:楼宇|商圈|园区)(?:党建|企业|党组织)|个体工商户|专业市场"
    ),
    ("organisations", "social"): (
        "新社会组织|行业协会|商会|社会组织(?:党|管理|监管|培育|孵化)|社会团体|民办非企业|社会服务机构|基金会"
    ),
    ("employment", ""): (
        "新就业群体|新就业形态|灵活就业|快递|外卖|骑手|网约车|网约配送|货车司机|配送员"
        "|“?小哥|网络主播"
    ),
    ("governance", ""): (
        "基层治理|社会治理|社区治理|乡村治理|城乡治理|村级治理|小区治理|多元共治|共建共治共享|自治"
        "|德治|三治融合|网格|协商|业主委员会|业委会|物业|五社联动|楼栋长|村规民约|居民公约"
    ),
    ("powers", ""): (
        "基层政权|权责|扩权强镇|赋权|赋能扩权|放权|执法权|吹哨报到|履职事项|职责事项|权责清单|职责清单"
        "|履行职责事项|“?一支队伍管执法|属地管理|权限|街道管理体制|乡镇管理体制"
    ),
    ("burden", ""): (
        "减负|形式主义|小马拉大车|基层负担|工作负担|文山会海|精文减会|精简文件|精简会议|指尖上的"
        "|台账|报表|重复采集|重复报送|多头报送|填表|挂牌|证明事项|督查检查考核|督检考|会议活动"
    ),
    ("disputes", ""): "矛盾纠纷|矛盾|纠纷|枫桥经验|调解|综治中心|诉源治理|平安法治",
    ("petitions", ""): "信访|初信初访|来信来访|上访|接访|下访|包案|群众诉求",
    ("suggestions", ""): "人民建议|建议征集|意见建议|金点子|民意征集|问计于民",
    ("volunteers", ""): "志愿服务|志愿者|志愿队伍|义工|文明实践",
    ("services", ""): (
        "凝聚服务群众|服务群众|社区服务|便民|为民服务|服务供给|公共服务|民生|养老|托育|“?一老一小"
        "|助餐|党群服务|嵌入式|急难愁盼|邻里中心|服务设施"
    ),
    ("workforce", ""): (
        "社会工作者|社区工作者|社区专职工作者|社会工作专业人才|社会工作人才|社工|社会工作力量"
        "|社会工作干部|党务工作者|网格员|人才|干部队伍|工作队伍|专业能力|业务培训|薪酬|职业体系|调解员"
    ),
    ("leadership", ""): (
        "学习贯彻|学习领会|深刻领会|深刻认识|政治站位|思想认识|政治责任|主体责任|(?<!党)组织领导"
        "|全面领导|第一责任人|责任|工作统筹|统筹协调|协调联动|工作机制|社会工作体系|工作格局"
        "|社会工作部门|自身建设|一盘棋|督促检查|督导|跟踪问效|宣传引导|作风|工作的领导|对标对表"
        "|牵头抓总|经费保障|要素保障|工作合力|齐抓共管|钉钉子|清单化|闭环"
        "|会议精神|贯彻落实措施|业务指导|调查研究"
    ),
}  # fmt: skip
# Words that show a subject only where nothing else does.
_WEAK: Final = {
    ("organisations", "social"): "社会组织|两新",
    ("governance", ""): "党建引领|治理|社区|小区",
    ("workforce", ""): "队伍|培训",
    ("leadership", ""): "领导|统筹|协同|落实|保障|社会工作",
}
# With whom something is done is not what it is about: 会同县信访局完善……
_PARTNERS: Final = re.compile("(?:会同|配合|联合|协同)[^，。；]{2,12}?(?:局|部|委|办|厅|院|中心)")


def _pattern(words: dict[tuple[str, str], str]) -> list[tuple[Topic, re.Pattern[str]]]:
    return [(Topic(*topic), re.compile(pattern)) for topic, pattern in words.items()]


_STRONG_PATTERNS: Final = _pattern(_WORDS)
_WEAK_PATTERNS: Final = _pattern(_WEAK)


def topic_of(clause: str) -> Topic | None:
    """Return what `clause` is about: the word that stands first decides, the longer one of two.

    A clause on all new-sector organisations is on none of them in particular. None where no
    word shows a subject.
    """
    found = _first(_PARTNERS.sub("", clause), _STRONG_PATTERNS)
    if found and found.matter == "economic" and "新社会组织" in clause:
        return Topic(found.subject, "")
    return found


def weak_topic_of(clause: str) -> Topic | None:
    """Return what `clause` may be about by words that show little."""
    return _first(clause, _WEAK_PATTERNS)


def _first(clause: str, patterns: list[tuple[Topic, re.Pattern[str]]]) -> Topic | None:
    hits = [
        (match.start(), -len(match[0]), topic)
        for topic, pattern in patterns
        if (match := pattern.search(clause))
    ]
    return min(hits)[2] if hits else None
