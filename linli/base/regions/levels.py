"""The levels of the division tree and what a 12-digit code says about its place in it."""

from __future__ import annotations

from dataclasses import dataclass

from linli.core.text import Text

COUNTRY = 100_000_000_000
ALL_CODES_END = 1_000_000_000_000

# Rows of the statistical code list that group others and have no government of their own. Their
# counties hang on the province, and the towns of 嘉峪关 (620201) on the city. 东莞, 中山 and 儋州
# need no line: their county's code, 441900, is the city's own when filled up to 12 digits.
PLACEHOLDERS = frozenset(
    digits * 10**8 for digits in (1101, 1201, 3101, 4190, 4290, 4690, 5001, 5002, 6590)
) | {620_201_000_000}
PLACEHOLDER_NAMES = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the tree. `digits` of the code are its own, and `span` codes lie in its range."""

    key: str
    name: Text
    digits: int

    @property
    def span(self) -> int:
        """Return how many codes a region of this level covers, itself included."""
        return int(10 ** (12 - self.digits))


LEVELS = {
    level.key: level
    for level in (
        Level("country", Text("全国", "Country"), 0),
        Level("province", Text("省级", "Province"), 2),
        Level("city", Text("市级", "City"), 4),
        Level("county", Text("县级", "County"), 6),
        Level("township", Text("乡级", "Town or street"), 9),
        Level("community", Text("村级", "Village or community"), 12),
    )
}

_SPANS = [(level.span, key) for key, level in LEVELS.items() if level.digits]


def level_of(code: int) -> str:
    """Return the key of the lowest level whose digits are used in `code`.

    Raises ValueError for anything that isn't a code of 12 digits.
    """
    if not COUNTRY <= code < ALL_CODES_END:
        raise ValueError(f"{code} is not a code of 12 digits")
    if code == COUNTRY:
        return "country"
    return next(key for span, key in _SPANS if code % span == 0)


def end_of(code: int) -> int:
    """Return the first code after the range of `code`: descendants are `code <= x < end`."""
    level = level_of(code)
    return ALL_CODES_END if level == "country" else code + LEVELS[level].span


def ancestors_of(code: int) -> list[int]:
    """Return the codes that lie above `code`, nearest first, the country last."""
    own = LEVELS[level_of(code)].digits
    digits = [level.digits for level in LEVELS.values() if 0 < level.digits < own]
    above = [code - code % 10 ** (12 - count) for count in reversed(digits)]
    real = [one for one in dict.fromkeys(above) if one not in PLACEHOLDERS]
    return [*real, *([COUNTRY] if code != COUNTRY else [])]


def parse_code(text: str) -> int:
    """Return the code that `text` writes with 2, 4, 6, 9 or 12 digits.

    Raises ValueError for anything else.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) in (2, 4, 6, 9, 12)):
        raise ValueError(f"{digits!r} is not a region's code")
    code = int(digits.ljust(12, "0"))
    if code < COUNTRY:
        raise ValueError(f"{digits!r} is not a region's code")
    return code
