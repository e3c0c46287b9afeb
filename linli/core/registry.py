"""A list of declared things by key, filled while the applications start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Holds one thing a key in the order of registration; a key taken twice is an error."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._things: dict[str, T] = {}

    def register(self, key: str, thing: T) -> T:
        """Add `thing` under `key` and return it. Raises ValueError for a key already taken."""
        if key in self._things:
            raise ValueError(f"{self.kind} {key!r} is registered twice")
        self._things[key] = thing
        return thing

    def __getitem__(self, key: str) -> T:
        return self._things[key]

    def get(self, key: str) -> T | None:
        """Return the thing under `key`, or None."""
        return self._things.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def keys(self) -> list[str]:
        """Return the keys in the order of registration."""
        return list(self._things)

    def __len__(self) -> int:
        return len(self._things)
