"""Reads the settings that an environment gives."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable


class NotASetting(Exception):
    """A setting has a value that it can't have."""

    def __init__(self, name: str, value: str, known: Iterable[str] = ()) -> None:
        super().__init__(f"{name} can't be {value}")
        self.name, self.value, self.known = name, value, tuple(known)


def number(name: str, default: int) -> int:
    """Return the number that the setting `name` gives, 0 or more. Raises NotASetting."""
    value = os.environ.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal()):
        raise NotASetting(name, value)
    return int(value)


def switch(name: str, *, default: bool = False) -> bool:
    """Return whether the setting `name` is on, "1", or off, "0". Raises NotASetting."""
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise NotASetting(name, value, ("1", "0"))
    return value == "1" if value else default


def words(name: str, known: Collection[str]) -> list[str]:
    """Return those of the `known` words that the setting `name` lists, by spaces. Raises
    NotASetting."""
    found = os.environ.get(name, "").split()
    for one in found:
        if one not in known:
            raise NotASetting(name, one, known)
    return found


def origins(name: str) -> list[str]:
    """Return the addresses that the setting `name` lists, each with http:// or https://. Raises
    NotASetting."""
    found = [one for one in os.environ.get(name, "").split(",") if one]
    for one in found:
        if not one.startswith(("https://", "http://")):
            raise NotASetting(name, one)
    return found
