"""The words with which a demand begins: 要, 必须, 着眼, 聚焦, and who is addressed before them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Mark(NamedTuple):
    """How a clause begins a demand: from where in it, and whom it addresses."""

    start: int
    addressee: str | None
    # Where the demand itself begins, after those who are addressed.
    body: int = 0
    # Begun by a verb alone, as 会议要求 lets it.
    is_bare: bool = False


# 一是, （二）, 第三， and the like before a demand.
NUMBER: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|、|要(?=要))|第[一二三四五六七八九十][，、]?|（[一二三四五六七八九十\d]{1,2}）"
    r"|\d{1,2}[.．、]\s*|[①-⑳]\s*|首先|其次|再次|最后|同时|此外|另外)?\s*"
)
_NOT_AFTER: Final = (
    "要求|要素|要点|要义|要害|要闻|要紧|要件|要务|要领|要道|要职|要挟|要约|要塞|要地|要么|要是|要不|要旨"
    "|要目|要情|要案|要想|要知道|要看到|要数|要说"
)
_ADVERBS: Final = (
    "(?:都|也|还|更|均|则|仍|就|既|又|同时|首先|继续|同样|尤其|特别|一定|务必|始终|坚决|切实|真正|进一步"
    "|接下来|下一步|下步|今后|关键|重点|核心|工作中|具体)*"
)
_NUMERAL: Final = "[一二三四五六七八九十]?"
_MUST: Final = (
    rf"{_ADVERBS}(?:(?!{_NUMERAL}(?:{_NOT_AFTER})){_NUMERAL}要|必须|务必|务须|应当|应该|须(?!知)"
    "|不得|严禁|不能|切忌|决不能|绝不能)"
)
# Who can be asked: organs, units, places, posts, people at work.
_ASKED: Final = (
    "党委|党组|工委|党支部|党总支|党组织|支部|政府|部门|单位|各方|各地|各级|各区县|各县区|各县市区|各市|各县|各区"
    "|各镇|各乡镇|各街道|各镇街|各村|各社区|乡镇|街道|镇街|社区|村居|村|居委会|村委会|两委|机关|企业|平台|组织|协会"
    "|商会|书记|主任|局长|部长|主要负责同志|负责同志|主要负责人|负责人|干部|同志|党员|领导|班子|成员|成员单位|工作者"
    "|志愿者|网格员|队员|大家|专班|办公室|部|局|委|办|院|校|中心|站所|站|全省|全市|全县|全区|全镇|全街道|上下|系统"
    "|条线|战线|县级|市级|省级|乡镇级|行业|管委会|联席会议|领导小组|县委|市委|省委|区委|镇党委|我们|调解员|社工"
    "|参会人员|与会人员|与会同志|市|县|区|镇|乡"
)
_ADDRESSEE: Final = re.compile(
    rf"(?:会后|下一步|下步|今后|同时|此外|接下来)?(?P<who>(?:(?!为什么|怎样|只|需|重|主要(?!负责|领导)|必要|想|不是|是|了|关于|对于|通过|如果|因为|所以)[^，。；：“”])"
    rf"{{0,40}}?(?:{_ASKED})(?:（[^（）]{{1,20}}）)?(?:等)?)(?={_MUST})"
)
_BARE: Final = re.compile(_MUST)
# 信访工作要……: of what, where it is no one who can be asked.
_MATTER: Final = re.compile(
    "(?!关于|对于|为什么|不是|如果)[^，。；：“”]{1,24}?(?:工作|党建|治理|服务|建设|队伍|体系|机制|平台|阵地|活动|制度|作用"
    f"|渠道|整治|改革|试点)(?={_MUST})"
)
_NOT: Final = re.compile("不得|严禁|不能|切忌|决不能|绝不能")
# 对排查出的矛盾要逐一建档: about what, or where, before the word that asks.
_ABOUT: Final = re.compile(
    rf"(?:对(?!于)|对于|在|针对|凡|涉及|遇到)[^，。；：“”]{{1,30}}?(?<![重主需必想么只]){_MUST}"
)
_POINTS: Final = re.compile("着眼|聚焦")
# With what a demand begins that is required in so many words: 会议要求，加强……
IMPERATIVE: Final = re.compile(
    r"(?:进一步|切实|全面|深入|持续|不断|大力|积极|扎实|严格|坚决|牢牢|着力|统筹|稳步|有序|从严|加快|主动|精准|合力"
    r"|系统|有力|有效|充分|分类|全力|更加|始终|自觉|认真|深刻|牢固|及时|共同|逐步|带头|务实|紧紧|用心|用情)*"
    r"(?:加强|强化|深化|推进|推动|坚持|落实|完善|健全|抓好|抓实|抓紧|抓牢|抓住|抓|做好|做实|做优|做细|做强|提升|提高|加快|建立|构建"
    r"|聚焦|着眼|围绕|立足|突出|紧扣|把|将|以|压实|压紧|扛牢|扛起|履行|树牢|树立|增强|开展|加大|优化|整合|发挥|用好|办好|守住"
    r"|管好|打造|培育|拓展|拓宽|解决|破解|化解|整治|减轻|防止|杜绝|确保|保障|支持|引导|凝聚|统筹|规范|创新|探索|贯彻|学习"
    r"|领会|认识|牢记|摸清|摸排|排查|梳理|打通|盯紧|严防|学深|夯实|筑牢|巩固|建强|建好|配齐|选优|改进|改革|细化|明确|对照"
    r"|清理|控制|压缩|取消|核减|公开|派强|选派|融入|纳入|查处|清退|畅通|丰富|激发|激励|关心|关爱|团结|服务|动员|组织|联系|走好|走访|回应|倾听|征集|营造|形成|实现|切实|严肃|从严)"
)

# 各镇街加强……: asked without a word for it, after 要求.
_ASKED_TO: Final = re.compile(
    rf"(?P<who>(?:各|全|有关|相关|广大)[^，。；：“”]{{0,20}}?(?:{_ASKED})(?:（[^（）]{{1,20}}）)?)(?={IMPERATIVE.pattern})"
)
# 由县住建局牵头 and 县信访局负责 say who is to do it.
_IN_CHARGE: Final = re.compile(
    rf"由?(?P<who>[^，。；：“”由]{{1,24}}?(?:{_ASKED})(?:（[^（）]{{1,20}}）)?)(?=牵头|负责|承担|会同|落实|指导|督促)"
)


def mark_of(clause: str, *, asks: bool, speaks: bool, is_open: bool = False) -> Mark | None:
    """Return how `clause` begins a demand, None where it doesn't.

    `asks`: it follows 强调 or 要求, so that a verb is enough. `speaks`: it begins a sentence of
    a speech, so that 着眼 and 聚焦 are enough. `is_open`: a demand runs already, to which belongs
    what it forbids.
    """
    number = NUMBER.match(clause)
    start = number.end() if number else 0
    body = clause[start:]
    if is_open and not start and _NOT.match(body):
        return None
    if any(one.match(body) for one in (_BARE, _ABOUT)) and not _is_question(body):
        return Mark(start, None)
    if found := _ADDRESSEE.match(body):
        return Mark(start, found["who"], found.end("who"))
    if _MATTER.match(body):
        return Mark(start, None)
    if asks and (found := _ASKED_TO.match(body) or _IN_CHARGE.match(body)):
        return Mark(start, found["who"], found.end("who"))
    if (asks and (start or IMPERATIVE.match(body))) or (speaks and _POINTS.match(body)):
        return Mark(start, None, is_bare=True)
    return None


def is_listed(clause: str) -> bool:
    """Return whether the clause is an item of a list that a sentence announced: 一是……"""
    return bool(re.match("[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]+[，、]", clause))


def has_number(clause: str) -> bool:
    """Return whether the clause is numbered as an item of a list."""
    return bool((found := NUMBER.match(clause)) and found[0])


def _is_question(body: str) -> bool:
    return bool(re.match("要不要|要什么", body))
