"""Finds the people whom a report names: by their posts, and by what they did there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from linli.core.conferences.reports import Person
from linli.core.conferences.sentences import sentences_of
from linli.core.segmenting import is_word, kinds_of

_SURNAMES: Final = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康"
    "伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗"
    "丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊甄曲家封芮储靳段富巫乌焦巴弓牧车侯班仰"
    "秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从鄂索赖卓蔺屠蒙池乔阴能苍双"
    "闻党翟谭贡劳逄姬申扶冉宰雍桑桂牛寿通边扈燕冀尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎"
    "戈廖庾终暨居衡步都耿满弘匡文寇广东沃利越隆师巩聂晁勾敖融冷辛阚那简饶空曾沙丰关游邝佟岳"
    "帅亢况郈有琴归海晋楚闫肖邸付代涂仝苑权栗逯辜鹿芦甯咸冼粟候位原谷亓麦揭阳"
) - frozenset("有充空家能别终水通东利广从都束")
_COMPOUND: Final = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "尉迟", "皇甫", "令狐", "慕容")
TITLES: Final = (
    "书记|省长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|部长|司长|主任|局长|厅长|主席|秘书长|常委"
    "|委员|站长|所长|校长|会长|理事长|院长|检察长|巡视员|调研员|组长|队长|科长|处长|总经理|董事长"
    "|专员|负责人|党工委委员|领导|领导同志|总监|馆长|社长|支队长|大队长|委员长|召集人|总工程师|首席专家|村长|社区书记|园长|行长"
)
_TITLE: Final = re.compile(f"(?:{TITLES})(?:（[^（）]{{1,12}}）)?")
_ENDS_IN_TITLE: Final = re.compile(f"(?:{TITLES})(?:（[^（）]{{1,12}}）)?$")
# What stands after a name, so that 刘强出席 is 刘强 and not 刘强出.
AFTER: Final = re.compile(
    r"$|[，。；、：:,;（(“\s]|同志|出席|主持|参加|列席|讲话|强调|指出|要求|表示|提出|认为|介绍|作|传达"
    r"|宣读|通报|部署|在|等|对|就|到|率|和|与|及|分别|带队|为|代表|安排|总结|宣布|致辞|解读|汇报|还|也"
    r"|一行|主持召开|陪同|收听|说|以|先后|同时|最后|深入|希望|充分|围绕|结合|点评|会见|调研|听取|号召"
    r"|明确|并|主讲|授课|书记|主任|局长|部长|县长|市长|镇长|区长|乡长|回应|介绍|现场|带领"
)
_VERBS: Final = frozenset("作在等对就到率和与及说还也并")
DEEDS: Final = re.compile(
    "主持人|召集人：|参加人员|出席人员|出席|参加|列席|主持|讲话|强调|指出|要求|收听|陪同|发言|汇报|传达|通报|宣读|致辞|介绍|部署|总结"
    "|点评|解读|表示|提出|说"
)
_POST_STARTS: Final = re.compile(
    "由|请|听取了?|，|。|；|：|“|”|近日|日前|上午|下午|晚上?|以来|会上|其中"
)
_JOINED: Final = re.compile("[、]")
_DOTTED: Final = re.compile(
    "[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6}?)+(?=[，。、；]|同志|主持|出席|讲话|强调|参加|要求|指出)"
)
_SPEAKS: Final = re.compile(
    f"(?P<title>{TITLES})?(?:同志)?(?:在[^，]{{0,20}})?(?:还|也|最后|进一步|特别|着重|反复|首先|同时)*"
    "(?:强调|指出|要求|提出|表示|讲话|主持)"
)
_DIGITS: Final = re.compile(r"\d+(?:年|月|日)")


def people_in(text: str) -> tuple[Person, ...]:
    """Return everybody whom `text` names with a post and in a sentence that says what they did,
    and who speaks without one, in the order of the text, each once."""
    found: dict[str, Person] = {}
    for sentence in sentences_of(text):
        if DEEDS.search(sentence.text):
            for person in _with_posts(sentence.text):
                # A headline may have named them before, without their post.
                known = found.get(person.name)
                found[person.name] = known if known and known.post else person
        for clause in sentence.clauses:
            if speaking := _speaking(clause.text):
                found.setdefault(speaking.name, speaking)
    return tuple(found.values())


def _with_posts(sentence: str) -> Iterator[Person]:
    for match in _TITLE.finditer(sentence):
        post = _post_before(sentence, match.end())
        place = match.end()
        while name := name_at(sentence, place):
            yield Person(name, post)
            place += len(name)
            if sentence[place : place + 1] != "、":
                break
            place += 1


def _speaking(clause: str) -> Person | None:
    """Return who speaks in `clause` by name alone: 刘强强调, 刘强书记指出."""
    name = name_at(clause, 0)
    follows = _SPEAKS.match(clause, len(name)) if name else None
    return Person(name, follows["title"] or "") if follows else None


def name_at(text: str, place: int) -> str:
    """Return the name that begins at `place`, or nothing.

    A name is a surname with one or two characters after it, and something behind it that names
    don't run into; a word of the dictionary that is no name is none.
    """
    head = text[place : place + 2]
    lengths = (4, 3) if head in _COMPOUND else (3, 2)
    if head[:1] not in _SURNAMES and head not in _COMPOUND:
        return _dotted(text, place)
    if text[place + 2 : place + 3] in _VERBS and head not in _COMPOUND:
        # 林栋作总结讲话 is 林栋, who does what the third character says.
        lengths = (2, 3)
    for length in lengths:
        name = text[place : place + length]
        if len(name) == length and _is_name(name) and AFTER.match(text, place + length):
            return name
    return ""


def _dotted(text: str, place: int) -> str:
    """Return a name of the kind 买买提·艾力 that begins at `place`, or nothing."""
    found = _DOTTED.match(text, place)
    return found[0] if found and not re.search(TITLES, found[0]) else ""


@cache
def _is_name(name: str) -> bool:
    if not re.fullmatch("[\u4e00-\u9fff]+", name) or _ENDS_IN_TITLE.search(name):
        return False
    if re.search("[的了在等各级和与及或把将被从对]", name[1:]):
        return False
    tagged = kinds_of(name)
    is_proper = tagged[0][1].startswith(("nr", "ns", "nz"))
    return len(tagged) > 1 or is_proper or not is_word(name)


def _post_before(sentence: str, end: int) -> str:
    """Return the post that ends at `end`, back to where it begins: 市委副书记、市长."""
    start = max((match.end() for match in _POST_STARTS.finditer(sentence, 0, end)), default=0)
    pieces = _JOINED.split(sentence[start:end])
    post = pieces.pop()
    while pieces and _ENDS_IN_TITLE.search(pieces[-1]):
        post = f"{pieces.pop()}、{post}"
    return _DIGITS.sub("", post).strip()
