"""Fields that pick among a few objects of a case, by what is shown for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

# Key: the object, and what is shown for it.
Found = Mapping[str, tuple[Any, str]]


class PickField(forms.TypedChoiceField):
    """One of a few objects; None where nothing was picked."""

    def __init__(self, found: Found, **kwargs: Any) -> None:
        super().__init__(**_common(found, forms.RadioSelect), empty_value=None, **kwargs)


class PickSeveralField(forms.TypedMultipleChoiceField):
    """Several of a few objects; an empty list where nothing was picked."""

    def __init__(self, found: Found, **kwargs: Any) -> None:
        super().__init__(**_common(found, forms.CheckboxSelectMultiple), empty_value=[], **kwargs)


def _common(found: Found, widget: type[forms.Widget]) -> dict[str, Any]:
    return {
        "choices": [(key, label) for key, (_, label) in found.items()],
        "coerce": lambda key: found[key][0],
        "widget": widget,
    }
