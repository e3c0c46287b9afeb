"""Which duty items a text is about: words in common, the rarer the weightier, each one named."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from linli.registers.duties.models import DutyItem

LONGEST_TEXT = 5000
# A keyword was chosen by somebody; a pair of characters shared with the name may be chance.
KEYWORD_WEIGHT, PAIR_WEIGHT = 1.5, 0.4
REPEATED = 0.25
# What a match without any keyword must reach: about three rare pairs.
ENOUGH_WITHOUT_KEYWORD = 6.0
# The first words of a message are mostly its title.
TITLE, TITLE_WEIGHT = 40, 1.5
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """An item that the text may be about, with the words that say so, weightiest first."""

    item: DutyItem
    words: tuple[str, ...]
    score: float


def rank(text: str, items: Iterable[DutyItem]) -> list[Match]:
    """Return the items that `text` may be about, best first."""
    known = list(items)
    told = _plain(text[:LONGEST_TEXT])
    rarity = _Rarity(known)
    matches = [match for item in known if (match := _match(told, item, rarity))]
    return sorted(matches, key=lambda match: (-match.score, match.item.place, match.item.pk or 0))


class _Rarity:
    """How much a pair of characters tells, from how many items have it."""

    def __init__(self, items: Sequence[DutyItem]) -> None:
        self.pairs: Counter[str] = Counter()
        self.count = len(items)
        for item in items:
            self.pairs.update(_pairs(f"{item.name} {item.keywords}"))

    def of(self, pair: str) -> float:
        return math.log(1 + self.count / max(self.pairs[pair], 1))

    def of_word(self, word: str) -> float:
        """The rarest pair of a word and a little for each further one."""
        rarities = sorted((self.of(pair) for pair in _pairs(word)), reverse=True)
        return rarities[0] + 0.5 * sum(rarities[1:]) if rarities else 1.0


def _match(told: str, item: DutyItem, rarity: _Rarity) -> Match | None:
    keywords = _found(told, item.keyword_list)
    weights = {word: _weight(told, word) * rarity.of_word(word) for word in keywords}
    score = KEYWORD_WEIGHT * sum(weights.values())
    by_keywords = {pair for word in keywords for pair in _pairs(word)}
    shared = [
        pair for pair in _ordered_pairs(item.name) if pair in told and pair not in by_keywords
    ]
    score += PAIR_WEIGHT * sum(rarity.of(pair) for pair in set(shared))
    if not keywords and score < ENOUGH_WITHOUT_KEYWORD * PAIR_WEIGHT * 2:
        return None
    words = sorted(keywords, key=lambda word: -weights[word])
    return Match(item, tuple(words or _joined(shared)), score)


def _found(told: str, keywords: Iterable[str]) -> list[str]:
    """Return the keywords within `told`, leaving out those that lie within a longer one."""
    found = [word for word in dict.fromkeys(_plain(each) for each in keywords) if word in told]
    return [word for word in found if not any(word != other and word in other for other in found)]


def _weight(told: str, word: str) -> float:
    repeated = 1 + REPEATED * min(told.count(word) - 1, 3)
    return repeated * (TITLE_WEIGHT if word in told[:TITLE] else 1)


def _plain(text: str) -> str:
    return NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


@lru_cache(maxsize=8192)
def _ordered_pairs(text: str) -> tuple[str, ...]:
    return tuple(
        word[start : start + 2] for word in _plain(text).split() for start in range(len(word) - 1)
    )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(_ordered_pairs(text))


def _joined(pairs: Sequence[str]) -> list[str]:
    """Return pairs that overlap as the words they are part of: 噪声, 声扰, 扰民 are 噪声扰民."""
    words: list[str] = []
    for pair in pairs:
        if words and words[-1][-1] == pair[0]:
            words[-1] += pair[1]
        else:
            words.append(pair)
    return words
