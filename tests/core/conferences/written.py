"""Reports of many kinds and levels, written for these tests, with what a reader finds in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("reports")


class Asked(NamedTuple):
    """A demand as a reader marks it: its number, first and last words, who, to whom, on what."""

    no: str
    first: str
    last: str
    speaker: str | None
    addressee: str | None
    subject: str


class Report(NamedTuple):
    """A report by its file, and what it says."""

    file: str
    date: str | None
    level: str
    host: str | None
    place: str | None
    chair: str | None
    speakers: dict[str, str]
    present: dict[str, str]
    venues: tuple[str, ...]
    documents: tuple[str, ...]
    demands: tuple[Asked, ...]

    @property
    def text(self) -> str:
        """Return the report's text."""
        return (FOLDER / self.file).read_text("utf-8")


REPORTS = (
    # A video conference of a province; two speakers, the second in indirect speech; facts first.
    Report(
        "province_video.txt", "2025-11-06", "province", None, "临江", "何雨桐",
        {"周启明": "省委常委、政法委书记", "何雨桐": "副省长"}, {},
        ("临江", "乡镇（街道）", "各市"), (),
        (
            Asked("1", "各地要把", "建立台账", "周启明", "各地", "disputes"),
            Asked("2", "要规范综治", "衔接联动", "周启明", None, "disputes"),
            Asked("3", "要压实属地", "追责问责", "周启明", None, "leadership"),
            Asked("4", "省直有关部门要", "业务指导", "何雨桐", "省直有关部门", "leadership"),
            Asked("5", "各市县要", "落实措施", "何雨桐", "各市县", "leadership"),
        ),
    ),
    # A department of a city; numbered demands of the meeting itself; no year.
    Report(
        "city_department.txt", "--03-18", "city", "云川市委社会工作部", None, "唐文静",
        {"唐文静": "市委常委、组织部部长兼社会工作部部长"}, {}, (), (),
        (
            Asked("1", "一要摸清", "信息台账", None, None, "employment"),
            Asked("2", "二要建好", "充电、饮水", None, None, "employment"),
            Asked("3", "三要畅通", "流动网格员”", None, None, "employment"),
            Asked("4", "各区县要", "报送进展", "唐文静", "各区县", "employment"),
        ),
    ),
    # A county; what the meeting requires, without 要; a document; a prohibition.
    Report(
        "county_burden.txt", "--05-09", "county", "青河县", None, "马立新",
        {"马立新": "青河县委副书记、县长"}, {"赵秀兰": "县委常委、副县长"}, (),
        ("《整治形式主义为基层减负若干规定》",),
        (
            Asked("1", "从严控制", "一律合并", None, None, "burden"),
            Asked("2", "全面清理", "重复报送", None, None, "burden"),
            Asked("3", "规范村级", "一律取消", None, None, "burden"),
            Asked("4", "县委县政府班子成员要", "讲短话", "马立新",
                  "县委县政府班子成员", "leadership"),
            Asked("5", "各乡镇不得", "社区承担", "马立新", "各乡镇", "powers"),
        ),
    ),
    # A township; no day; numbered headings with demands below them.
    Report(
        "township_headings.txt", None, "township", "柳林镇", None, "丁海",
        {"丁海": "镇党委书记"}, {}, (), (),
        (
            Asked("1", "拓宽渠道", "楼栋、田头", "丁海", None, "suggestions"),
            Asked("1.1", "各村（社区）要", "楼栋、田头", "丁海", "各村（社区）", "suggestions"),
            Asked("2", "认真办理", "内答复", "丁海", None, "suggestions"),
            Asked("2.1", "镇党政办要", "内转办", "丁海", "镇党政办", "suggestions"),
            Asked("2.2", "承办站所要", "内答复", "丁海", "承办站所", "suggestions"),
            Asked("3", "建强队伍", "开展一次活动", "丁海", None, "volunteers"),
            Asked("3.1", "要发动党员", "开展一次活动", "丁海", None, "volunteers"),
        ),
    ),
    # A joint conference of a city; indirect speech, 他说, demands without 要.
    Report(
        "joint_conference.txt", "2026-01-22", "city", "市信访工作联席会议", None, None,
        {"罗建平": "市信访工作联席会议召集人、副市长"}, {}, (),
        ("《市信访工作联席会议2026年工作要点》",),
        (
            Asked("1", "各级各部门提高", "信访工作责任", "罗建平", "各级各部门", "leadership"),
            Asked("1.1", "进一步压实", "信访工作责任", "罗建平", "各级各部门", "petitions"),
            Asked("2", "信访干部要", "“麻烦”", "罗建平", "信访干部", "petitions"),
            Asked("3", "对受理的", "处理意见书", "罗建平", None, "petitions"),
            Asked("4", "对久拖不决", "包案化解", "罗建平", None, "petitions"),
        ),
    ),
    # A visit to a community; a day in Chinese numerals; people speak and nobody demands.
    Report(
        "street_visit.txt", "--04-12", "township", "东湖街道", "翠园社区", None,
        {"方敏": "翠园社区党委书记"}, {}, ("翠园社区",), (), (),
    ),
    # Two departments of a province; the day it was published is another; two speakers in a row.
    Report(
        "two_departments.txt", "--03-04", "province", "省民政厅、省委社会工作部", None, None,
        {"葛素云": "省民政厅党组书记、厅长", "廖凯": "省委社会工作部副部长"}, {}, (), (),
        (
            Asked("1", "要聚焦", "服务中心", "葛素云", None, "services"),
            Asked("2", "要盘活", "社区服务", "葛素云", None, "services"),
            Asked("3", "要完善运营", "组织参与", "葛素云", None, "services"),
            Asked("4", "要加快健全", "教育培训", "廖凯", None, "workforce"),
            Asked("5", "要推动志愿", "品牌项目", "廖凯", None, "volunteers"),
        ),
    ),
    # The whole country; no speaker by name.
    Report(
        "country_unnamed.txt", "--06-03", "country", None, "北京", None, {}, {}, ("北京",), (),
        (
            Asked("1", "要坚持党的", "治理体系", None, None, "leadership"),
            Asked("1.1", "健全党组织", "治理体系", None, None, "governance"),
            Asked("2", "要明晰", "派任务", None, None, "powers"),
            Asked("3", "各级党委社会工作部门要", "基层经验", None,
                  "各级党委社会工作部门", "leadership"),
        ),
    ),
    # A leading group of a district; 主要, 需要, 只要 that ask nothing; names of three kinds.
    Report(
        "district_group.txt", "2026-04-20", "county", "平山区委社会工作领导小组", None, "欧阳峰",
        {"欧阳峰": "区委书记、领导小组组长", "高明远": "区委副书记"}, {"买买提·艾力": "副区长"}, (),
        ("《平山区社会工作三年行动计划》", "《平山区社区工作者管理办法（试行）》"),
        (
            Asked("1", "要突出党建", "覆盖质量", "欧阳峰", None, "organisations"),
            Asked("2", "要建强专职", "退出机制", "欧阳峰", None, "workforce"),
            Asked("3", "要办好民生", "服务", "欧阳峰", None, "services"),
            Asked("4", "区委社会工作部要", "任务清单", "高明远", "区委社会工作部", "leadership"),
            Asked("5", "各街道党工委书记要", "见到成效", "高明远",
                  "各街道党工委书记", "leadership"),
            Asked("6", "区财政局要", "经费保障", "高明远", "区财政局", "leadership"),
        ),
    ),
    # A conference to press on; a list over several sentences; direct speech cut by who says it.
    Report(
        "city_quoted.txt", "--07-02", "city", None, "会展中心", None,
        {"冷雪梅": "市委组织部副部长、市委社会工作部部长"},
        {"石磊": "市物流协会会长", "廖小芳": "市餐饮商会党支部书记"}, ("会展中心",), (),
        (
            Asked("1", "行业协会商会党建要", "纠纷调解", "冷雪梅", None, "organisations"),
            Asked("1.1", "融入章程", "全覆盖", "冷雪梅", None, "organisations"),
            Asked("1.2", "融入业务", "结合起来", "冷雪梅", None, "organisations"),
            Asked("1.3", "融入治理", "纠纷调解", "冷雪梅", None, "organisations"),
            Asked("2", "行业党委不能", "挂空挡", "冷雪梅", "行业党委", "organisations"),
            Asked("3", "要派强", "会员企业", "冷雪梅", None, "organisations"),
        ),
    ),
    # Minutes with labels and decisions: who is in charge is addressed.
    Report(
        "county_minutes.txt", "2026-03-12", "county", None, "县政府三楼会议室", "汪洋洋",
        {}, {"汪洋洋": "副县长"}, ("县政府三楼会议室",), (),
        (
            Asked("1", "由县住建局", "指导工作", None, "县住建局", "governance"),
            Asked("2", "县信访局负责", "报告进展", None, "县信访局", "petitions"),
            Asked("3", "城关街道要", "驻点", None, "城关街道", "disputes"),
            Asked("4", "各有关单位要", "推诿扯皮", None, "各有关单位", "governance"),
        ),
    ),
    # Three points in one sentence; the last with two addressees; a chair who demands too.
    Report(
        "district_three_points.txt", "--05-20", "county", "海门区", None, "郁建国",
        {"沈若琳": "区委常委、组织部部长", "郁建国": "区委社会工作部部长、两新工委书记"},
        {"蔡晓燕": "副区长"}, (), (),
        (
            Asked("1", "要提高认识", "突出的位置", "沈若琳", None, "organisations"),
            Asked("2", "要抓住关键", "应建尽建", "沈若琳", None, "organisations"),
            Asked("3", "要强化保障", "强化保障", "沈若琳", None, "organisations"),
            Asked("4", "各街镇", "亲自抓", "沈若琳", "各街镇党（工）委书记", "organisations"),
            Asked("5", "区级行业党委要", "具体抓", "沈若琳", "区级行业党委", "organisations"),
            Asked("6", "会后各单位", "社会工作部", "郁建国", "各单位", "organisations"),
        ),
    ),
    # A headline that quotes; facts pointed out before a demand; the chair at the end.
    Report(
        "city_headline.txt", "--12-05", "city", None, None, "刘芳",
        {"王建军": "市委书记", "刘芳": "市委副书记、市长"},
        {"陈晨": "市领导", "吴昊": "市领导", "贺兰山": "市领导"},
        ("县一级", "主会场", "各区（市）县"), (),
        (
            Asked("1", "全市各级各部门要", "排忧解难", "王建军", "全市各级各部门", "petitions"),
            Asked("2", "要推进信访", "源头治理", "王建军", None, "petitions"),
            Asked("3", "领导干部要", "信访积案", "王建军", "领导干部", "petitions"),
            Asked("4", "要坚持依法", "教育到位", "王建军", None, "petitions"),
            Asked("5", "要压紧", "一岗双责", "王建军", None, "leadership"),
            Asked("6", "各区（市）县", "有回音", "刘芳", "各区（市）县、各部门", "leadership"),
        ),
    ),
    # A standing committee of which nobody is quoted; what is pointed out is a fact, then a demand.
    Report(
        "county_standing.txt", "--11-03", "county", "县委", None, "田野",
        {}, {"田野": "县委书记"}, (), (),
        (
            Asked("1", "要深刻把握", "使命感", None, None, "leadership"),
            Asked("2", "要突出抓好", "邻里互助", None, None, "volunteers"),
            Asked("3", "要强化数字", "重复采集", None, None, "burden"),
            Asked("4", "县委社会工作部要", "优秀建议", None, "县委社会工作部", "suggestions"),
        ),
    ),
    # A list within one sentence of the meeting; she and her speech; a headline that demands.
    Report(
        "province_list.txt", "--12-18", "province", None, "云州", None,
        {"韩立群": "省委常委、组织部部长、社会工作部部长"}, {}, ("云州",), (),
        (
            Asked("1", "要牢牢", "基层负担", None, None, "leadership"),
            Asked("1.1", "坚持党的", "全面领导", None, None, "leadership"),
            Asked("1.2", "加强新兴", "领域党建", None, None, "organisations"),
            Asked("1.3", "健全志愿", "服务体系", None, None, "volunteers"),
            Asked("1.4", "减轻基层", "负担", None, None, "burden"),
            Asked("2", "社会工作部门要", "旁观者", "韩立群", "社会工作部门", "leadership"),
            Asked("3", "要做好“五个", "统筹”", "韩立群", None, "leadership"),
            Asked("4", "对信访突出", "一盯到底", "韩立群", None, "petitions"),
        ),
    ),
    # A township in plain words: three speakers, each in another way of quoting.
    Report(
        "township_quotes.txt", "2026-05-06", "township", "石桥乡", None, None,
        {"周大勇": "乡长", "吴梅": "乡纪委书记", "林栋": "乡党委书记"}, {}, (), (),
        (
            Asked("1", "大家要", "都要公开", "周大勇", "大家", "leadership"),
            Asked("2", "村干部不得", "查处一起", "吴梅", "村干部", "leadership"),
            Asked("2.1", "发现一起", "查处一起", "吴梅", "村干部", "leadership"),
            Asked("3", "全体干部务必", "独居老人", "林栋", "全体干部", "leadership"),
        ),
    ),
)  # fmt: skip
