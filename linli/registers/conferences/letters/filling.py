"""Fills the letters of a conference from what was entered of it."""

from __future__ import annotations

from datetime import time
from typing import Any, Final

from linli.base.letters.chinese import chinese_day
from linli.base.letters.values import MOST_ROWS
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.registers.conferences.clauses import BLANK, MARKS
from linli.registers.conferences.kinds import COMINGS, RANKS, SPEECHES
from linli.registers.conferences.models import Attendance, Called, Conference, Demand, Venue

Values = dict[str, Any]
# More units than this are named by their kind: a notice to 122 counties says so.
MOST_NAMED: Final = 20
NOBODY: Final = Text("还没有登记参会单位。", "No units are called yet.")
NO_DEMANDS: Final = Text(
    "还没有确认的会议要求，纪要无从写起。", "No demand is confirmed: the minutes would be empty."
)
TOO_LONG: Final = Text(
    f"签到表最多{MOST_ROWS}行，请按会场分别生成。",
    f"A roll has at most {MOST_ROWS} rows: draft one for each venue.",
)
ENDS: Final = ("。", "！", "？", "……")
CAME: Final = ("came", "stood_in")
CHINESE: Final = "一二三四五六七八九十"


def notice(conference: Conference, venue: Venue | None) -> Values:
    """The notice: who is called, where and when, and why."""
    called = list(conference.called.select_related("unit"))
    if not called:
        raise Incomplete(NOBODY)
    units = list(dict.fromkeys(row.unit.name for row in called))
    venues = conference.venues.select_related("region")
    branches = [_place(one) for one in venues if not one.is_main]
    office = conference.office
    return {
        **_common(conference),
        "to": _some(units, "，", "个单位"),
        "branches": _some(branches, "、", "处"),
        "matter": _sentence(conference.matter or conference.title),
        "who": _who(called),
        "asks": "请安排好工作，按时参会。因故不能参会的，请提前说明。",
        "contact": "，".join(filter(None, [office.name, office.telephone])),
    }


def roll(conference: Conference, venue: Venue | None) -> Values:
    """The roll, of one venue or of all: posts, and a place to sign."""
    rows = Attendance.objects.filter(called__conference=conference)
    if venue is not None:
        rows = rows.filter(called__venue=venue)
    rows = rows.select_related("called__unit").order_by("called__unit__region_id", "called", "pk")
    found = list(rows[: MOST_ROWS + 1])
    if not found:
        raise Incomplete(Text("还没有登记参会职务。", "No posts are on the roll yet."))
    if len(found) > MOST_ROWS:
        raise Refused(TOO_LONG, code="too_long")
    return {
        **_common(conference),
        "place": _place(venue) if venue else _main(conference),
        "posts": [
            {
                "no": str(no),
                "unit": row.called.unit.name,
                "post": row.title,
                "coming": "" if row.coming == "expected" else COMINGS[row.coming].name.zh,
            }
            for no, row in enumerate(found, start=1)
        ],
    }


def minutes(conference: Conference, venue: Venue | None) -> Values:
    """The minutes: who was present, who spoke, and the demands that were confirmed."""
    demands = list(conference.demands.exclude(confirmed_at=None))
    if not demands:
        raise Incomplete(NO_DEMANDS)
    came = conference.called.filter(attendance__coming__in=CAME).select_related("unit")
    units = list(dict.fromkeys(row.unit.name for row in came))
    report = getattr(conference, "report", None)
    return {
        **_common(conference),
        "chair": (report.heads.get("chair") or "") if report else "",
        "present": _some(units, "、", "个单位") or "见签到表",
        "speeches": "\n".join(_spoken(one) for one in conference.speeches.select_related("unit")),
        "decisions": _listed(demands),
    }


def _who(called: list[Called]) -> str:
    """Return who of the units comes: where they differ, the units of the smaller groups by name."""
    ranks: dict[str, list[str]] = {}
    for row in called:
        ranks.setdefault(row.rank, []).append(row.unit.name)
    *fewer, most = sorted(ranks.items(), key=lambda one: len(one[1]))
    said = [
        f"{_some(units, '、', '个单位')}{RANKS[rank].name.zh}{'各' if len(units) > 1 else ''}1人"
        for rank, units in fewer
    ]
    named = {unit for _, units in fewer for unit in units}
    others = "其他单位" if named and named.isdisjoint(most[1]) else "上述单位"
    return "；".join([*said, f"{others}{RANKS[most[0]].name.zh}各1人"]) + "。"


def _some(names: list[str], between: str, what: str) -> str:
    """Return the names, of very many the first and how many there are."""
    rest = f"等{len(names)}{what}" if len(names) > MOST_NAMED else ""
    return between.join(names[:MOST_NAMED]) + rest


def _common(conference: Conference) -> Values:
    day, begins = conference.held_date, conference.begins_time
    weekday = "一二三四五六日"[day.weekday()]
    held = f"{chinese_day(day)}（星期{weekday}）"
    if begins:
        held += _clock(begins)
    return {"title": conference.title, "held": held, "place": _main(conference)}


def _clock(at: time) -> str:
    """Return the time of day as notices print it: 上午9:00, 下午2:30."""
    half = "上午" if at.hour < 12 else "中午" if at.hour == 12 else "下午"
    return f"{half}{at.hour - 12 if at.hour > 12 else at.hour}:{at.minute:02}"


def _sentence(words: str) -> str:
    """Return the words with the mark that ends them."""
    return words if words.endswith(ENDS) else f"{words}。"


def _main(conference: Conference) -> str:
    main = conference.venues.filter(is_main=True).select_related("region").first()
    return _place(main) if main else conference.region.name


def _place(venue: Venue) -> str:
    return f"{venue.region.name}{venue.place}"


def _spoken(speech: Any) -> str:
    who = "".join(
        filter(None, [speech.unit.name if speech.unit else "", speech.title, speech.speaker])
    )
    topic = f"，{speech.topic}" if speech.topic else ""
    return _sentence(f"{SPEECHES[speech.kind].name.zh}：{who}{topic}")


def _listed(demands: list[Demand]) -> str:
    """Return the demands as official papers number them: 一、 with its parts （一） and 1."""
    lines, counts = [], [0, 0, 0]
    for demand in demands:
        text = _own_words(demand, [one for one in demands if one.parent_id == demand.pk])
        if demand.addressee and demand.addressee not in text:
            text += f"（{demand.addressee}）"
        depth = min(demand.depth, 2)
        counts[depth:] = [counts[depth] + 1] + [0] * (2 - depth)
        lines.append(f"{_number(counts[depth], depth)}{text}。")
    return "\n".join(lines)


def _number(count: int, depth: int) -> str:
    return (f"{_chinese(count)}、", f"（{_chinese(count)}）", f"{count}.")[depth]


def _own_words(demand: Demand, parts: list[Demand]) -> str:
    """Return the text of a demand without that of its parts, which stand below it: what comes
    before, between and after them."""
    left, place = [], demand.start
    for part in parts:
        left.append(demand.text[place - demand.start : part.start - demand.start])
        place = part.end
    left.append(demand.text[place - demand.start :])
    words = (one.strip(MARKS + BLANK) for one in left)
    return "，".join(one for one in words if one)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{CHINESE[tens - 1]}十")
    return head + (CHINESE[ones - 1] if ones else "") if number < 100 else str(number)
