"""The declared kinds of identifiers and what is done with each: cleaned, checked, masked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from linli.base.privacy import addresses, identity_numbers, names, telephones
from linli.core.errors import Incomplete
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """A kind of identifier.

    `clean` gives the form that is kept and shown to whoever may see it, `index_form` the form
    under which equal values meet, `mask` what lists show (rules 10.4), `problem` why a cleaned
    value can't be one of this kind, or None.
    """

    key: str
    name: Text
    limit: int
    clean: Callable[[str], str]
    index_form: Callable[[str], str]
    mask: Callable[[str], str]
    problem: Callable[[str, date | None], Text | None]


KINDS = {
    kind.key: kind
    for kind in (
        IdentifierKind(
            "name", Text("姓名", "Name"), 60,
            names.clean, names.index_form, names.mask, names.problem,
        ),
        IdentifierKind(
            "telephone", Text("联系电话", "Telephone"), 40,
            telephones.clean, telephones.index_form, telephones.mask, telephones.problem,
        ),
        IdentifierKind(
            "identity_number", Text("身份证号码", "Identity number"), 18,
            identity_numbers.clean, identity_numbers.clean, identity_numbers.mask,
            identity_numbers.problem,
        ),
        IdentifierKind(
            "address", Text("住址", "Address"), 200,
            addresses.clean, addresses.index_form, addresses.mask, addresses.problem,
        ),
        # What a letter says of people, kept as a whole: found by nothing, shown by no list.
        IdentifierKind(
            "letter", Text("文书中的个人信息", "Personal words of a letter"), 100_000,
            str.strip, lambda value: "", lambda value: "…", lambda value, on: None,
        ),
    )
}  # fmt: skip


def check(kind: str, value: str, *, on: date | None = None, field: str = "") -> str:
    """Return `value` cleaned. Raises Incomplete, naming `field` (else the kind), when it can't
    be of that kind; the message never repeats the value. `on` is today, where dates matter."""
    declared = KINDS[kind]
    cleaned = declared.clean(value)
    if not cleaned:
        problem: Text | None = Text(
            f"请填写{declared.name.zh}。", f"Enter the {declared.name.en.lower()}."
        )
    elif len(cleaned) > declared.limit:
        problem = Text(
            f"{declared.name.zh}不能超过{declared.limit}个字。",
            f"{declared.name.en}: no more than {declared.limit} characters.",
        )
    else:
        problem = declared.problem(cleaned, on)
    if problem:
        raise Incomplete(problem, code=f"bad_{kind}", field=field or kind)
    return cleaned


def mask(kind: str, value: str) -> str:
    """Return `value` as lists and exports show it."""
    declared = KINDS[kind]
    return declared.mask(declared.clean(value))
