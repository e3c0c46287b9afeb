"""Elder mode on the form with which residents write: the telephone first, fewer questions."""

from __future__ import annotations

from typing import Any

from linli.cases.writing import WritingForm

TELEPHONE = "telephone"


def arrange(form: WritingForm) -> dict[str, Any]:
    """Offer to be telephoned first, and return the form's questions in two lots: `first` what
    must be answered, and how we reach the person; `later` what may be left out. `later_open`
    says that one of these has something in it or is at fault, so that it may not be folded."""
    field = form.fields["contact_by"]
    choices = list(field.choices)  # type: ignore[attr-defined]
    field.choices = sorted(choices, key=lambda choice: choice[0] != TELEPHONE)  # type: ignore[attr-defined]
    if any(key == TELEPHONE for key, _ in choices):
        form.initial.setdefault("contact_by", TELEPHONE)
    asked = list(form.asked())
    needed = [one for one in asked if _is_first(form, one.name)]
    later = [one for one in asked if one not in needed]
    is_open = any(one.errors or (form.is_bound and one.data) for one in later)
    return {"first": needed, "later": later, "later_open": is_open or bool(form.kept.files)}


def _is_first(form: WritingForm, name: str) -> bool:
    return form.fields[name].required or name in ("contact_by", TELEPHONE)
