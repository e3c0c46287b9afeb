"""People at work: each lives through one story after another and writes down what was acknowledged.

Nothing is written down before the answer said so; what was not answered is sent again.
"""

from __future__ import annotations

import hashlib
import random
import re
import threading
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from itertools import cycle
from typing import Any

from tests.hard.kills.browser import Browser, Page, Tally
from tests.hard.kills.instance import Instance
from tests.hard.kills.stories import STORIES, Done, Story, filled

FIGURES = re.compile(r'<dd class="figures">([\d -]+)</dd>')
REFERENCE = re.compile(r"/track/message/([\d-]+)/")


@dataclass
class Case:
    """What one story's people were told: receipt and passcode, and what was done, in order."""

    procedure: str
    key: str
    words: str
    receipt: str = ""
    passcode: str = ""
    files: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    submissions: list[str] = field(default_factory=list)


class People:
    """So many people side by side, until they are told to stop after what they have in hand."""

    def __init__(self, instance: Instance, *, number: int, seed: int) -> None:
        self.instance, self.seed = instance, seed
        self.cases: list[Case] = []
        self.errors: list[str] = []
        self.tally = Tally()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._live, args=(n,)) for n in range(number)]

    def begin(self) -> None:
        """Let them begin."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let them finish what they have in hand, which is answered or it is an error."""
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def steps(self) -> int:
        """Return how many deeds were acknowledged."""
        return sum(len(case.lines) for case in self.cases)

    def _live(self, number: int) -> None:
        chance = random.Random(f"{self.seed}-{number}")
        stories = [story for told in STORIES.values() for story in told]
        chance.shuffle(stories)
        try:
            for count, story in enumerate(cycle(stories)):
                if self._stop.is_set():
                    return
                Life(self, chance, f"{number}-{count}").live(story)
        except Exception as error:
            self.errors.append(repr(error))

    def acknowledged(self) -> int:
        """Return how many messages and deeds were acknowledged."""
        return len(self.cases) + self.steps

    @property
    def is_over(self) -> bool:
        """Return whether nothing new is to be begun."""
        return self._stop.is_set()


# How each procedure is called on the page for writing.
WAYS = {"hotline": "request", "petition": "petition"}


class Life:
    """One message and its case, with a browser for each person who has to do with it."""

    def __init__(self, people: People, chance: random.Random, name: str) -> None:
        self.people, self.chance, self.name = people, chance, name
        self.came_from = str(IPv4Address(0x0A000000 + chance.randrange(1 << 24)))
        self.browsers: dict[str, Browser] = {}
        self.words_said = 0
        self.reference = ""

    def live(self, story: Story) -> None:
        """Write the message, then do what the story says until all are told to stop."""
        self.case = self._write(story)
        for done in story.deeds:
            if self.people.is_over:
                return
            self._do(done)

    def _write(self, story: Story) -> Case:
        resident, words = self._browser(""), self._words()
        form = resident.get(f"/write/{WAYS[story.procedure]}/").form(having="key")
        files = self._files(words)
        case = Case(story.procedure, form.fields["key"], words, files=_digests(files))
        answer = resident.send(form, self._fill(story.message, words), files)
        assert answer.status == 302, _said(answer)
        slip = resident.get(answer.location)
        case.receipt, passcode = FIGURES.findall(slip.text)
        case.passcode = passcode.replace(" ", "")
        self.people.cases.append(case)
        answer = resident.send(
            resident.get("/track/").form(having="passcode"),
            {"number": case.receipt, "passcode": case.passcode},
        )
        assert answer.status == 302, _said(answer)
        self.reference = REFERENCE.findall(resident.get(answer.location).text)[0]
        return case

    def _do(self, done: Done) -> None:
        words, browser = self._words(), self._browser(done.who)
        if done.who:
            page = f"/cases/{self.reference}/"
            form = browser.get(page).form(action=f"{page}{done.kind}/{done.key}/")
        else:
            page = f"/track/message/{self.reference}/{done.key}/"
            form = browser.get(page).form(action=page)
        files = self._files(words) if done.has_file else None
        answer = browser.send(form, self._fill(done.values, words), files)
        assert answer.status == 302, f"{done} {_said(answer)}"
        self.case.lines.append(done.line)
        if done.line == "case.noted":
            self.case.notes.append(words)
        self.case.files += _digests(files or {})
        self.case.submissions += self._submission(done, form.fields)

    def _submission(self, done: Done, fields: dict[str, str]) -> list[str]:
        """Return the key that the form must have left."""
        if done.kind == "facts":
            return [f"facts:{fields['key']}"]
        return [f"{fields['submission']}:{done.key}"] if done.who else []

    def _browser(self, who: str) -> Browser:
        if who not in self.browsers:
            session = self.people.instance.ground["sessions"][who] if who else ""
            self.browsers[who] = Browser(
                self.people.instance.address,
                self.people.tally,
                session=session,
                came_from=self.came_from,
            )
        return self.browsers[who]

    def _words(self) -> str:
        self.words_said += 1
        return f"话 {self.people.seed}-{self.name}-{self.words_said}"

    def _fill(self, values: Any, words: str) -> dict[str, str]:
        return filled(values, self.people.instance.ground, words)

    def _files(self, words: str) -> dict[str, bytes]:
        return {"a.txt": words.encode() * self.chance.randrange(1, 2000)}


def _digests(files: dict[str, bytes]) -> list[str]:
    return [hashlib.sha256(content).hexdigest() for content in files.values()]


def _said(page: Page) -> str:
    errors = re.findall(r'class="[^"]*(?:error|notice)[^"]*".*?</', page.text, re.S)
    return f"{page.path} {page.status} {errors[:6]}"
