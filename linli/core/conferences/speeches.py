"""Says who speaks at each clause of a report, and whether what they say asks for something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from linli.core.conferences.people import TITLES
from linli.core.conferences.reports import Person
from linli.core.conferences.sentences import Clause, Sentence, sentences_of

# What is emphasised or required asks; what is pointed out may be a fact.
ASKING: Final = "强调|要求|号召|叮嘱|部署|提出要求|希望|勉励|明确"
SAYING: Final = "指出|表示|认为|说|提出|介绍|谈到|讲到"
_ADVERBS: Final = r"(?:还|也|并|最后|进一步|特别|着重|反复|首先|同时|再次|就此|分别|均)*"
_START: Final = re.compile(rf"(?:并|{_ADVERBS})(?P<verb>{ASKING}|{SAYING})")
_WITH_REQUESTS: Final = re.compile(
    r"(?:提出|作出|提)(?:了)?[^，：]{0,14}?(?:要求|意见|部署|安排|强调)$|(?:作|做)(?:了)?[^，：]{0,8}?(?:部署|强调|要求|安排)$"
)
# 按照省委要求 is no speech.
_CITES: Final = re.compile("按照|根据|落实|对照|遵照|依照|围绕|贯彻|学习|传达")
_CHAIR: Final = re.compile("主持")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, None for the meeting itself; `asks` for what is required or emphasised.

    `start` is where what is said begins within the clause that introduces it.
    """

    speaker: str | None
    asks: bool
    start: int


class Speeches:
    """Follows a report from clause to clause: who was named last, who speaks now."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        self._names = tuple(sorted((person.name for person in people), key=len, reverse=True))
        self.heard: set[str] = set()
        self._last: str | None = None
        # Who made a speech in the sentence, though another may be named after them.
        self._spoke: str | None = None
        self._sentence: Sentence | None = None

    def introduces(self, sentence: Sentence, clause: Clause) -> Voice | None:
        """Return who begins to speak with `clause`, None where nobody does."""
        if sentence is not self._sentence:
            self._sentence, self._spoke = sentence, None
        named = self._named_in(clause.text)
        if named:
            self._last = named[-1][0]
        if named and "讲话" in clause.text:
            self._spoke = named[-1][0]
            self.heard.add(self._spoke)
        return self._by_name(clause, named) or self._by_word(clause)

    def chair_in(self, text: str) -> str | None:
        """Return who presided over the meeting, by name."""
        if found := re.search(r"(?:主持人?|召集人)[：:]\s*([^\n]{2,30})", text):
            named = self._named_in(found[1])
            if named:
                return named[0][0]
        for sentence in sentences_of(text):
            for clause in sentence.clauses:
                named = self._named_in(clause.text)
                if named and _CHAIR.search(clause.text, named[-1][1]):
                    return named[-1][0]
                if named and re.search("由", clause.text[: named[0][1]]) and "主持" in clause.text:
                    return named[0][0]
        return None

    def _named_in(self, text: str) -> list[tuple[str, int]]:
        """Return the people in `text` and where their names end."""
        pattern = "|".join(map(re.escape, self._names)) or "(?!)"
        return [(match[0], match.end()) for match in re.finditer(pattern, text)]

    def _by_name(self, clause: Clause, named: list[tuple[str, int]]) -> Voice | None:
        if not named:
            return None
        name, end = named[-1]
        if _CITES.match(clause.text):
            return None
        return self._voice(name, clause.text, end)

    def _by_word(self, clause: Clause) -> Voice | None:
        text = clause.text
        if match := re.match("他|她", text):
            return self._voice(self._last, text, match.end())
        if match := re.match(
            "(?:会议|大会|会上|全会|[^，]{0,8}?(?:推进会|座谈会|专题会|现场会|部署会|调度会|例会|动员会))(?!精神|议)",
            text,
        ):
            return self._voice(None, text, match.end())
        if match := _START.match(text):
            return self._voice(self._spoke or self._last, text, 0)
        if _WITH_REQUESTS.search(text) and not _CITES.match(text):
            return Voice(self._last, True, len(text))
        return None

    def _voice(self, speaker: str | None, text: str, start: int) -> Voice | None:
        rest = text[start:]
        if _WITH_REQUESTS.search(rest):
            return self._heard(speaker, True, len(text))
        match = re.match(
            rf"(?:{TITLES})?(?:同志)?[^，]{{0,30}}?(?P<verb>{ASKING}|{SAYING})(?P<said>.*)$", rest
        )
        if match is None or not _is_speech(match["said"]):
            return None
        asks = bool(re.fullmatch(ASKING, match["verb"]))
        return self._heard(speaker, asks, start + match.start("said"))

    def _heard(self, speaker: str | None, asks: bool, start: int) -> Voice:
        if speaker:
            self.heard.add(speaker)
        return Voice(speaker, asks, start)


def _is_speech(said: str) -> bool:
    """Return whether what follows the verb is said, and not its object: 要求, but 要求的."""
    return not said or bool(
        re.match(
            "要|各|全|必须|务必|应当|不得|严禁|坚持|加强|抓|把|进一步|切实|推动|做好|是|我们|大家|广大|有关|相关|县|市|镇|省|区|街道|乡|社区|村|一|“",
            said,
        )
    )
