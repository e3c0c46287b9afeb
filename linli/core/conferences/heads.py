"""Reads when, at which level, by whom and where a conference was held, and what it cites."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from linli.core.conferences.people import TITLES, name_at
from linli.core.conferences.sentences import Sentence, sentences_of
from linli.core.conferences.subjects import topic_of

_FULL: Final = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?:\s*日)?")
_SHORT: Final = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日(?!\s*电)")
_PUBLISHED: Final = re.compile("发布|来源|时间：|日期：|编辑|记者.{0,8}$")
_MEETING: Final = re.compile(
    "会议|大会|推进会|座谈会|专题会|现场会|部署会|调度会|动员会|工作会|例会|全会|培训班|会商会|联席会|培训会|约谈会"
)
_HELD: Final = re.compile("召开|举行|举办|召集")
MOST_OPENINGS: Final = 3
# In the order of the tree; 区委 of a 自治区 is a province's.
_LEVELS: Final = (
    ("country", re.compile("中共中央|党中央|中央(?!预算|企业)|全国|国务院|国家")),
    ("province", re.compile("全?省|自治区|(?:北京|天津|上海|重庆)市")),
    ("city", re.compile("全?市|自治州|盟|地区|[\u4e00-\u9fff]州委")),
    ("county", re.compile("全?县|全?(?<![社小园片辖校厂景灾])区|全?旗")),
    ("township", re.compile("全?镇|全?乡(?!村)|街道|苏木")),
    ("community", re.compile("社区|[\u4e00-\u9fff]村(?!民|镇|级|委会议)|居委会")),
)
_ORGAN: Final = re.compile(
    "[\u4e00-\u9fff（）]{0,20}?(?:党委|工委|省委|市委|县委|区委|旗委|州委|镇委|乡委|党组|中央|政府|委员会|领导小组|联席会议|办公室"
    "|信访局|民政局|司法局|[\u4e00-\u9fff]{2,6}局|社会工作部|组织部|政法委|[\u4e00-\u9fff]{2,6}厅|街道|社区|镇|乡|中心)"
)
_PLACE: Final = re.compile(
    r"(?:在|于)(?P<place>[^，。；：、]{2,20}?)(?:隆重)?(?:召开|举行|举办|开幕)"
)
_LABEL: Final = re.compile(r"^\s*(?:会议)?地点[：:]\s*(?P<place>[^\n，。；]{2,30})", re.MULTILINE)
_DOCUMENT: Final = re.compile("《[^《》\\n]{2,80}》")
_AREA: Final = re.compile(
    "[\u4e00-\u9fff]{1,24}(?:省|自治区|市|州|盟|县|区|旗|镇|乡|街道|社区|村)$"
)
_NUMERALS: Final = "〇一二三四五六七八九"
_CHINESE_DAY: Final = re.compile(
    "(?:(?P<year>[二一][〇零一二三四五六七八九]{3})年)?(?P<month>[一二三四五六七八九十]{1,2})月"
    "(?P<day>[一二三四五六七八九十廿]{1,3})日"
)
_WHEN: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日|上午|下午|晚上?|日前|近日|今天|今日|昨日|昨天|\d{4}年"
)


def date_in(text: str) -> str | None:
    """Return the day of the conference, without its year where none stands there."""
    for sentence in _ranked(text):
        sentence = _CHINESE_DAY.sub(_in_figures, sentence)
        for pattern in (_FULL, _SHORT):
            for found in pattern.finditer(sentence):
                if day := _iso(*map(int, found.groups())):
                    return day
    return None


def level_in(text: str) -> str | None:
    """Return the level of the tree at which the conference was held, by its host or its name."""
    openings = _openings(text)
    names = (host_in(text), *map(_name_in, openings), *map(_before_held, openings), *openings)
    return next(filter(None, (_level_of(named or "") for named in names)), None)


def host_in(text: str) -> str | None:
    """Return the organ that held the conference: who 召开, or whose name the conference bears."""
    for opening in _openings(text):
        found = _host_before_held(opening) or _host_in_name(opening)
        if found:
            return found
    return None


def matter_of(text: str) -> str | None:
    """Return the subject that the name of the conference shows, if it shows one."""
    for opening in _openings(text):
        if topic := topic_of(_name_in(opening)):
            return topic.subject
    return None


def place_in(text: str) -> str | None:
    """Return where the conference was held, if the report says it."""
    found = next(filter(None, map(_PLACE.search, _openings(text))), None) or _LABEL.search(text)
    return found["place"] if found else None


def documents_in(text: str) -> tuple[str, ...]:
    """Return the documents that the report names, each once, in its order."""
    return tuple(dict.fromkeys(_DOCUMENT.findall(text)))


def _iso(*numbers: int) -> str:
    """Return year, month and day as ISO 8601 writes them, nothing for a day that is none."""
    year, month, day = numbers if len(numbers) > 2 else (2000, *numbers)  # noqa: PLR2004
    try:
        found = date(year, month, day).isoformat()
    except ValueError:
        return ""
    return found if len(numbers) > 2 else f"-{found[4:]}"  # noqa: PLR2004


def _in_figures(day: re.Match[str]) -> str:
    """Return a day written in Chinese numerals in figures: 四月十二日 is 4月12日."""
    year = "".join(str(_NUMERALS.index(sign.replace("零", "〇"))) for sign in day["year"] or "")
    return f"{year}{'年' if year else ''}{_number(day['month'])}月{_number(day['day'])}日"


def _number(written: str) -> int:
    tens, ten, ones = written.replace("廿", "二十").rpartition("十")
    units = _NUMERALS.index(ones) if ones in _NUMERALS and len(ones) == 1 else 0
    return units + (10 * (_NUMERALS.index(tens) if tens in _NUMERALS and tens else 1) if ten else 0)


def _ranked(text: str) -> list[str]:
    """Return the sentences in which the day may stand, the likeliest first."""
    sentences = [sentence.text for sentence in sentences_of(text)]
    likely = [one for one in sentences if _MEETING.search(one) and not _PUBLISHED.search(one)]
    other = [one for one in sentences if one not in likely and not _PUBLISHED.search(one)]
    return likely + other + sentences


def _openings(text: str) -> list[str]:
    """Return the sentences that say that there was a conference, those of the body first."""
    sentences: list[Sentence] = [one for one in sentences_of(text) if _MEETING.search(one.text)]
    held = [one.text for one in sentences if _HELD.search(one.text)]
    body = [one for one in held if one.rstrip().endswith(("。", "！"))]
    other = [one.text for one in sentences]
    return list(dict.fromkeys([*body[:MOST_OPENINGS], *held[:MOST_OPENINGS], *other[:1]]))


def _host_before_held(opening: str) -> str | None:
    before = _before_held(opening)
    if not before or _MEETING.search(before.removesuffix("联席会议")):
        return None
    if _AREA.fullmatch(before):
        return before
    if any(name_at(before, match.end()) for match in re.finditer(TITLES, before)):
        # A person held it, which says nothing of the organ.
        return None
    return before if _ORGAN.match(before) else None


def _host_in_name(opening: str) -> str | None:
    name = _name_in(opening)
    found = _ORGAN.match(name)
    if not found or re.match("全[省市县区镇乡国]", name):
        return None
    return None if re.match(f"[副常]?.?(?:{TITLES})", name[found.end() :]) else found[0]


def _name_in(opening: str) -> str:
    """Return the clause in which the conference is named, without its day."""
    clauses = re.split("[，：]", opening)
    name = next((clause for clause in clauses if _MEETING.search(clause)), "")
    return _WHEN.sub("", name).strip(" \u3000\n")


def _before_held(opening: str) -> str:
    """Return what stands before 召开 in its clause, without day and place."""
    for clause in re.split("[，：]", opening):
        if found := _HELD.search(clause):
            before = _WHEN.sub("", clause[: found.start()]).strip(" \u3000\n")
            return re.sub("(?:联合|共同|组织|主持|隆重)+$", "", before.partition("在")[0])
    return ""


def _level_of(named: str) -> str | None:
    """Return the lowest level in the row of places with which `named` begins."""
    best, place = None, 0
    for level, pattern in _LEVELS:
        found = pattern.search(named, place, place + 9)
        # A name stands between two levels: 青河县柳林镇, but 街道社区 is no community.
        if found and (best is None or found.start() > place):
            best, place = level, found.end()
            if found[0].startswith("全") or named[place : place + 1] == "委":
                break
    return best
