"""How many must come and how many must agree, by kind of assembly: data with their source.

What a place has set for itself holds instead, from a day on (`models.LocalQuorum`). An assembly
keeps the rule that held when it was called, so that a later change decides nothing about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from linli.core.procedure import Basis
from linli.core.text import Text
from linli.procedures.councils.words import IN_TOWNS, IN_VILLAGES

OVER = Text("超过{part}", "more than {part}")
AT_LEAST = Text("{part}以上", "at least {part}")
HALF = Text("半数", "half")
PARTS = Text("{d}分之{n}", "{n}/{d}")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a number of people: `more than` it, or at least it."""

    fraction: Fraction
    is_over: bool

    def of(self, whole: int) -> int:
        """Return the smallest number of people that is this share of `whole`."""
        part = self.fraction * whole
        return floor(part) + 1 if self.is_over else ceil(part)

    @property
    def text(self) -> Text:
        """Return the share in words."""
        part = HALF if self.fraction == Fraction(1, 2) else PARTS.format(
            n=self.fraction.numerator, d=self.fraction.denominator
        )  # fmt: skip
        return (OVER if self.is_over else AT_LEAST).format(part=part)


@dataclass(frozen=True, slots=True)
class Rule:
    """What an assembly of a kind asks: of whom it is made (`electorate`), how many of them must
    come, and how many of those who came must agree."""

    key: str
    name: Text
    electorate: Text
    quorum: Share
    majority: Share
    basis: Basis

    @property
    def text(self) -> Text:
        """Return quorum and majority in a sentence."""
        return SENTENCE.format(
            who=self.electorate, quorum=self.quorum.text, majority=self.majority.text
        )


SENTENCE = Text(
    "{who}{quorum}到会方可举行，到会人员{majority}同意方为通过",
    "{quorum} of {who} must come, and {majority} of those who came must agree",
)
MORE_THAN_HALF = Share(Fraction(1, 2), is_over=True)
TWO_THIRDS = Share(Fraction(2, 3), is_over=False)
ADULT_VILLAGERS = Text("本村十八周岁以上村民", "villagers of 18 and older")
ADULT_RESIDENTS = Text("本居住地区十八周岁以上居民", "residents of 18 and older")
HOUSEHOLDS = Text("户的代表", "representatives of households")
CHOSEN_VILLAGERS = Text(
    "村民代表会议组成人员", "members of the villagers' assembly of representatives"
)
CHOSEN_RESIDENTS = Text("居民小组选举的代表", "representatives chosen by groups of residents")

RULES: Mapping[str, Rule] = {
    rule.key: rule
    for rule in (
        Rule("villagers", Text("村民会议（十八周岁以上村民）", "Villagers' assembly (adults)"),
             ADULT_VILLAGERS, MORE_THAN_HALF, MORE_THAN_HALF, IN_VILLAGES),
        Rule("village_households",
             Text("村民会议（户的代表）", "Villagers' assembly (households)"),
             HOUSEHOLDS, TWO_THIRDS, MORE_THAN_HALF, IN_VILLAGES),
        Rule("village_representatives",
             Text("村民代表会议", "Assembly of villagers' representatives"),
             CHOSEN_VILLAGERS, TWO_THIRDS, MORE_THAN_HALF, IN_VILLAGES),
        Rule("residents", Text("居民会议（十八周岁以上居民）", "Residents' assembly (adults)"),
             ADULT_RESIDENTS, MORE_THAN_HALF, MORE_THAN_HALF, IN_TOWNS),
        Rule("resident_households",
             Text("居民会议（户的代表）", "Residents' assembly (households)"),
             HOUSEHOLDS, MORE_THAN_HALF, MORE_THAN_HALF, IN_TOWNS),
        Rule("resident_representatives",
             Text("居民会议（居民小组代表）", "Residents' assembly (representatives of groups)"),
             CHOSEN_RESIDENTS, MORE_THAN_HALF, MORE_THAN_HALF, IN_TOWNS),
    )
}  # fmt: skip
IN_VILLAGE_KINDS = frozenset({"villagers", "village_households", "village_representatives"})
