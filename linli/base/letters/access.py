"""Who may do what with the letters of a chain: asked of the room that the chain belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from linli.base.accounts.models import Post
from linli.core.registry import Registry

READ, CORRECT, ISSUE, VOID = "read", "correct", "issue", "void"
NOTHING: Final[frozenset[str]] = frozenset()
ALL: Final = frozenset({READ, CORRECT, ISSUE, VOID})


@dataclass(frozen=True, slots=True)
class Home:
    """The page to which a chain's letters belong."""

    name: str
    url: str


class Access(Protocol):
    """What a room answers for its chains."""

    def rights(self, chain: str, kind: str, post: Post) -> frozenset[str]:
        """Return which of `read`, `correct`, `issue` and `void` the post has on letters of
        `kind` in `chain`. Whoever lacks `read` is told that there is nothing."""

    def home(self, chain: str) -> Home | None:
        """Return the page of the thing that the chain tells of, for the way back."""


# By what stands before the colon of a chain: "case" for "case:12".
access: Final[Registry[Access]] = Registry("access to letters")


def rights_of(
    chain: str, kind: str, post: Post | None, *, unit: int | None = None
) -> frozenset[str]:
    """Return the rights of `post` on letters of `kind` in `chain`; none where no room answers.

    `unit` is the unit in whose name the letter stands: posts of other units only read it."""
    room = access.get(chain.partition(":")[0])
    if room is None or post is None:
        return NOTHING
    rights = room.rights(chain, kind, post)
    if unit is not None and post.unit_id != unit:
        rights &= {READ}
    return rights if READ in rights else NOTHING


def home_of(chain: str) -> Home | None:
    """Return the page of the thing that `chain` tells of, if its room names one."""
    room = access.get(chain.partition(":")[0])
    return room.home(chain) if room else None
