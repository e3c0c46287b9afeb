"""What a verification of the log found, as a person and a program read it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from linli.core.damage import Fault, Walk
from linli.core.text import Text

# A database put back to last year would else fill the memory with faults.
MOST_FAULTS: Final = 1000

_KINDS: Final = {
    "altered": Text("被篡改", "altered"),
    "removed": Text("被删除", "removed"),
    "inserted": Text("系插入", "inserted"),
    "reordered": Text("顺序被改动", "moved out of order"),
    "missing": Text("缺失", "missing"),
}
_PARTS: Final = {
    "line": Text("第 {line} 行", "line {line}"),
    "text": Text("第 {line} 行的文本", "the text of line {line}"),
    "head": Text("第 {line} 行处的链头", "the end of the chain at line {line}"),
}
_RANGE: Final = Text("第 {line} 至 {to} 行", "lines {line} to {to}")
_WHOLE: Final = Text("日志完整。", "The log is whole.")


@dataclass
class Report:
    """The result: `exit_code` 0 whole, 1 damaged, 2 not checkable.

    `unchecked` says why something could not be checked, `warnings` what is wrong around a whole
    log, `compared` counts the ends compared with anchors and with the file of heads, `further`
    the faults beyond those listed.
    """

    unchecked: list[Text] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)
    lines: int = 0
    chains: int = 0
    compared: int = 0
    further: int = 0
    # Up to which number the faults of a damaged chain are told already.
    known_to: dict[str, int] = field(default_factory=dict)
    _found: dict[tuple[str, int, str, str], Fault] = field(default_factory=dict)

    @property
    def faults(self) -> list[Fault]:
        """Return what is damaged, the first fault first."""
        return list(self._found.values())

    @property
    def first(self) -> Fault | None:
        """Return the first fault."""
        return next(iter(self._found.values()), None)

    @property
    def exit_code(self) -> int:
        """Return 1 if any damage was found, else 2 if something could not be checked, else 0."""
        if self._found:
            return 1
        return 2 if self.unchecked else 0

    def sentences(self) -> list[Text]:
        """Return what there is to say, the verdict first."""
        said = [sentence(fault) for fault in self.faults] + self.unchecked
        if self.further:
            more = Text("另有 {n} 处损坏未列出。", "Further faults that are not listed: {n}.")
            said.insert(len(self.faults), more.format(n=self.further))
        return [*(said or [_WHOLE]), *self.warnings]

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain values for JSON."""
        return {
            "verdict": ("whole", "damaged", "not_checkable")[self.exit_code],
            "faults": [fault._asdict() for fault in self.faults],
            "further": self.further,
            "unchecked": [said.en for said in self.unchecked],
            "warnings": [said.en for said in self.warnings],
            "lines": self.lines,
            "chains": self.chains,
            "compared": self.compared,
        }

    def take(self, walk: Walk) -> None:
        """Take what `walk` found on its chain."""
        self.chains += 1
        self.lines += walk.lines
        found = walk.end()
        if found and len(self.known_to) < MOST_FAULTS:
            self.known_to[walk.chain] = walk.last
        for fault in found:
            self.add(fault)

    def add(self, fault: Fault) -> None:
        """Add a fault; one that begins where another of its kind begins makes that longer."""
        # The name of a chain may have been anything once the database was in other hands.
        name = str(fault.chain).encode("utf-8", "backslashreplace").decode()
        fault = fault._replace(chain=name)
        place = fault[:4]
        if known := self._found.get(place):
            self._found[place] = known._replace(to=max(known.to, fault.to))
        elif len(self._found) < MOST_FAULTS:
            self._found[place] = fault
        else:
            self.further += 1

    def give_up(self, why: Text) -> None:
        """Forget the faults: they only show that nothing can be checked."""
        self._found.clear()
        self.further = 0
        self.unchecked.append(why)


def sentence(fault: Fault) -> Text:
    """Return what a fault means, in a sentence."""
    are_several = fault.part == "line" and fault.to > fault.line
    what = (_RANGE if are_several else _PARTS[fault.part]).format(line=fault.line, to=fault.to)
    is_or_was = ("are" if are_several else "is", "were" if are_several else "was")
    verb, kind = is_or_was[fault.kind != "missing"], _KINDS[fault.kind]
    return Text(
        f"日志链 {fault.chain}：{what.zh}{kind.zh}。",
        f"In the chain {fault.chain}, {what.en} {verb} {kind.en}.",
    )
