"""Dispatching many requests at once: each to the unit that leads on the item at its own place."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.fields import UnitField
from linli.base.accounts.models import Post, Unit
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said
from linli.cases.bulk.acts import BulkAct, Values, register
from linli.cases.engine import move
from linli.cases.fields import LONGEST_TEXT
from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text
from linli.procedures.hotline.dispatching import check_anywhere
from linli.procedures.hotline.item_field import ItemField
from linli.procedures.hotline.procedure import HOTLINE
from linli.procedures.hotline.words import GRADES, KINDS
from linli.registers.duties.models import DutyItem
from linli.registers.duties.selectors import resolve

NOT_HOTLINE: Final = Text("此件不是热线诉求，不能派单。", "This is no hotline request.")
NO_LEAD: Final = Text(
    "此件事发地没有该事项的主责单位，请单独派单。",
    "No unit leads on this item at the place of the case: dispatch it by itself.",
)
NO_KIND: Final = Text(
    "此件没有登记诉求类型，请选择类型后派单。",
    "No kind is registered for this one: choose a kind and dispatch it.",
)


class DispatchManyForm(forms.Form):
    """What is the same for all of them. By a duty item each goes to the unit that leads on it
    at its own place; with a unit named, all go there."""

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        kinds = [(kind.key, said(kind.name)) for kind in KINDS]
        grades = [(grade.key, said(grade.name)) for grade in GRADES]
        self.fields["item"] = ItemField(
            post.unit.region_id,
            label=_("Duty item"),
            required=False,
            help_text=_(
                "Name an item or a unit. By an item each case goes to the unit that leads on it "
                "at the place of the case."
            ),
        )
        self.fields["unit"] = UnitField(
            label=_("Unit to handle it"),
            required=False,
            help_text=_(
                "Only if all of them are to go to one unit; without a duty item that is the county "
                "government of the place (Art. 12)."
            ),
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of request"),
            choices=[("", _("as each is registered")), *kinds],
            required=False,
        )
        self.fields["grade"] = forms.ChoiceField(label=_("Grade"), choices=[("", "—"), *grades])
        self.fields["instruction"] = forms.CharField(
            label=_("Instruction (internal)"),
            required=False,
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for an item or a unit, and refuse what could be done with no case at all."""
        given: dict[str, Any] = super().clean() or {}
        item, unit = given.get("item"), given.get("unit")
        if {"item", "unit"} & set(self.errors):
            return given
        if not item and not unit:
            self.add_error("item", _("Name a duty item or a unit."))
        if unit:
            try:
                check_anywhere(unit=unit, item=item, day=timezone.localdate())
            except Refused as refused:
                add_refusal(self, refused)
        return given


def _dispatch(case: Case, values: Values, by: Actor, at: datetime) -> None:
    if case.procedure != HOTLINE.key:
        raise Refused(NOT_HOTLINE, code="other_procedure")
    item: DutyItem | None = values["item"]
    unit: Unit | None = values["unit"]
    assisting: tuple[Unit, ...] = ()
    if item and unit is None:
        found = resolve(item, region_code=case.region_id, at=at)
        if found is None:
            raise Refused(NO_LEAD, code="no_lead")
        unit, assisting = found.lead, found.assisting
    given = {key: values[key] for key in ("kind", "grade", "instruction")}
    given["kind"] = given["kind"] or case.request.kind
    if not given["kind"]:
        raise Refused(NO_KIND, code="no_kind")
    move(case, "dispatch", by=by, at=at, item=item, unit=unit, assisting=list(assisting), **given)


def _kept(given: Values) -> dict[str, Any]:
    ids = {key: given[key].pk if given[key] else None for key in ("item", "unit")}
    return ids | {key: given[key] for key in ("kind", "grade", "instruction")}


def _load(terms: Values) -> Values:
    items = DutyItem.objects.select_related("region", "lead_unit__region")
    units = Unit.objects.select_related("region", "parent")
    return {
        **terms,
        "item": items.filter(pk=terms["item"]).first() if terms["item"] else None,
        "unit": units.filter(pk=terms["unit"]).first() if terms["unit"] else None,
    }


def _about(given: Values) -> Text:
    item, unit = given["item"], given["unit"]
    if unit and not item:
        return unit.text  # type: ignore[no-any-return]
    if unit:
        return Text(f"{item.name} → {unit.text.zh}", f"{item.name} → {unit.text.en}")
    return Text(f"{item.name}（按事发地派给主责单位）", f"{item.name} (to who leads at each place)")


def _may(post: Post) -> bool:
    return any(taker.role == post.role for taker in HOTLINE.transition("dispatch").takers)


def _fits(case: Case, post: Post) -> bool:
    sources = HOTLINE.transition("dispatch").sources
    is_there = case.procedure == HOTLINE.key and case.state in sources
    return is_there and case.coordinator_id == post.unit_id


register(
    BulkAct(
        key="hotline.dispatch",
        name=Text("批量派单", "Dispatch"),
        form=DispatchManyForm,
        do=_dispatch,
        logged=lambda case: f"{case.procedure}.dispatch",
        may=_may,
        fits=_fits,
        kept=_kept,
        load=_load,
        about=_about,
    )
)
