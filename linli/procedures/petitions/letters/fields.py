"""The fields that letters of petitions have in common."""

from __future__ import annotations

from dataclasses import replace

from linli.base.letters.kinds import LetterField
from linli.core.text import Text
from linli.procedures.petitions.words import METHODS, SUPERVISION_GROUNDS

# Fields under these keys are filled with what is kept of the petitioner, on record.
PETITIONER = {"name": "name", "address": "address", "mobile": "telephone"}


def line(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line."""
    return LetterField(key, Text(zh, en), is_required=is_required, limit=500)


def words(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of several paragraphs."""
    return LetterField(key, Text(zh, en), "text", is_required=is_required, limit=100_000)


def day(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field for a day."""
    return LetterField(key, Text(zh, en), "date", is_required=is_required)


def person(key: str, zh: str, en: str, *, is_required: bool = True) -> LetterField:
    """Return a field of one line that says who the petitioner is."""
    return LetterField(key, Text(zh, en), is_personal=True, is_required=is_required, limit=500)


def one_of(key: str, zh: str, en: str, choices: tuple[str, ...]) -> LetterField:
    """Return a field that is one of `choices`, in the words that are printed."""
    return LetterField(key, Text(zh, en), "choice", choices=choices)


NAME = person("name", "信访人姓名（名称）", "Petitioner's name")
ADDRESS = person("address", "信访人住址", "Petitioner's address", is_required=False)
RECEIPT = line("receipt", "查询编号", "Receipt number")
REFERENCE = line("reference", "登记编号", "Registration number")
RECEIVED = day("received", "收到日期", "Received on")
ACCEPTED = day("accepted", "受理日期", "Accepted on")
LAST_DAY = day("last_day", "办理期限届满日", "Last day of the term")
REQUEST = words("request", "信访请求", "What is asked for")
TELEPHONE = line("telephone", "本单位联系电话", "The unit's telephone", is_required=False)
RECIPIENT = line("recipient", "主送单位", "Addressed to")
COPY = line("copy", "抄送", "Copy to", is_required=False)
REMEDY_DAYS = line("remedy_days", "救济期限", "Term of the remedy")
REMEDY_BODY = line("remedy_body", "复查（复核）机关、单位", "Body to ask")
WAYS_OF_DELIVERY = tuple(choice.name.zh for choice in METHODS)
GROUNDS_OF_SUPERVISION = tuple(choice.name.zh for choice in SUPERVISION_GROUNDS)


def decided(field: LetterField) -> LetterField:
    """Return `field` as one that says what the head signed, so that the letter says the same."""
    return replace(field, is_decided=True)
