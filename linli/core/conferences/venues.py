"""Reads where a conference was followed: its main venue, and those it was shown to."""

from __future__ import annotations

import re
from typing import Final

_OPENED_TO: Final = re.compile(
    "(?:开至|开到|直达|延伸至|连线)(?P<where>[^。；“”]{2,60}?)(?=[。；]|，(?!各)|召开|$)"
)
_SET_UP: Final = re.compile(
    "(?P<where>[^，。；\n]{1,30}?)(?:分别|均|也)?设(?:立|置)?(?:了)?(?P<kind>主会场|分会场)"
)
_SET_IN: Final = re.compile("(?:主会场|分会场)(?:分别)?设在(?P<where>[^，。；\n]{2,40})")
_MAIN: Final = re.compile("(?P<where>主会场)(?!设在)")
_IN_HALL: Final = re.compile(
    "在(?P<where>[^，。；、\n]{2,24}?(?:会议室|会议中心|会场|礼堂|报告厅|大厅))(?=[收参出列听，。；]|$)"
)
# Halls that the report doesn't name.
_UNNAMED: Final = frozenset({"当地分会场", "各分会场", "分会场", "各地分会场", "本地分会场"})


def venues_in(text: str, place: str | None) -> tuple[str, ...]:
    """Return the venues as the report names them, the place of the conference first."""
    found: dict[int, str] = {}
    for pattern in (_OPENED_TO, _SET_UP, _SET_IN, _MAIN, _IN_HALL):
        for match in pattern.finditer(text):
            for start, where in _each(match["where"], match.start("where")):
                found.setdefault(start, where)
    ordered = [place] if place else []
    ordered += [found[start] for start in sorted(found)]
    return tuple(dict.fromkeys(where for where in ordered if where))


def _each(listed: str, start: int) -> list[tuple[int, str]]:
    """Return the single venues of a list: 各市、各县（市、区）, brackets kept whole."""
    return [
        (start + found.start(), re.sub("^(?:并|及|和|在|同时)|(?:的)$", "", found[0]))
        for found in re.finditer(r"(?:（[^（）]*）|[^、，（）])+", listed)
        if found[0] not in _UNNAMED
    ]
