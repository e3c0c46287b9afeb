"""Fields for what belongs to directives: units below, communities, items of the duty lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post, Unit
from linli.base.ui.language import said
from linli.cases.fields import PostField, things
from linli.cases.models import Case
from linli.core.procedure import Field
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.directives import lines
from linli.registers.duties.models import DutyItem

DEPARTMENTS = Text("本级部门", "Own departments")
NEXT_LEVEL = Text("下一级", "Next level")
IN_LINE = Text("本系统下一级", "Next level of the line")
HEAD = "unit_head"
NO_ITEM = Text("不在清单上（须填准入批准文号）", "On no list (needs an approval)")
# Beyond this a list is no longer read; counties with a list for each town are searched instead.
MOST_ITEMS = 600


class UnitsChoice(forms.TypedMultipleChoiceField):
    """Several of the units below one, as boxes in groups; what is no box is refused unasked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, groups: list[tuple[str, list[Unit]]], **kwargs: Any) -> None:
        known = {str(one.pk): one for _name, group in groups for one in group}
        super().__init__(
            choices=[
                (name, [(one.pk, said(one.text)) for one in group])
                for name, group in groups
                if group
            ],
            coerce=lambda pk: known[str(pk)],
            empty_value=[],
            **kwargs,
        )

    def clean(self, value: Any) -> list[Unit]:
        """Return each unit once, however often its box was sent."""
        return list({one.pk: one for one in super().clean(value)}.values())

    def prepare_value(self, value: Any) -> Any:
        """Show units by their keys."""
        return [one.pk if isinstance(one, Unit) else one for one in value or []]


class ResponsibleChoice(PostField):
    """The first responsible post of a lead unit: its head unless another of its posts in force is
    chosen; before a unit is chosen, there is nothing but its head."""

    default_error_messages = {  # noqa: RUF012
        "invalid_choice": gettext_lazy("This post is none of the lead unit's; choose again.")
    }

    def __init__(self, lead: Unit | None, **kwargs: Any) -> None:
        head = head_of(lead, today()) if lead else None
        super().__init__(lead.pk if lead else 0, **kwargs)
        if head:
            self.queryset = self.queryset.exclude(pk=head.pk)
        name = head.person.name if head else _("nobody holds the post now") if lead else ""
        self.empty_label = " · ".join(filter(None, [_("The head of the lead unit"), name]))


class ItemChoice(forms.ModelChoiceField):
    """An item of the duty lists, in the groups of the three lists."""

    def __init__(self, items: Iterable[DutyItem], **kwargs: Any) -> None:
        known = list(items)
        rows = DutyItem.objects.filter(pk__in=[item.pk for item in known])
        super().__init__(rows.select_related("region", "lead_unit"), **kwargs)
        groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for item in known:
            groups[said(item.list_declared.name)].append((item.pk, f"{item.number} {item.name}"))
        self.choices = [("", said(NO_ITEM)), *groups.items()]


def units_below(giver: Unit, day: date) -> list[tuple[str, list[Unit]]]:
    """Return, in groups, the units in being that `giver` may direct. One query."""
    below = Q(region__parent=giver.region_id) | Q(region=giver.region_id)
    found = Unit.objects.on(day).filter(below | Q(superior=giver.pk) | Q(parent=giver.pk))
    found = found.exclude(kind=lines.COMMUNITY).select_related("region")
    units = [
        unit for unit in found.order_by("region_id", "pk") if lines.ruling(giver, unit) is None
    ]
    if giver.kind in lines.DEPARTMENTS:
        return [(said(IN_LINE), units)]
    return [
        (said(NEXT_LEVEL), [unit for unit in units if unit.region_id != giver.region_id]),
        (said(DEPARTMENTS), [unit for unit in units if unit.region_id == giver.region_id]),
    ]


def head_of(unit: Unit, day: date) -> Post | None:
    """Return the head of `unit`, who answers for it unless another post is named. One query."""
    posts = Post.objects.on(day).filter(unit=unit, role=HEAD)
    return posts.select_related("unit", "person").order_by("pk").first()


def communities_of(unit: Unit, day: date) -> list[Unit]:
    """Return the communities in being in the area of a town's unit. One query."""
    region = unit.region
    here = Unit.objects.on(day).filter(
        kind=lines.COMMUNITY, region__gte=region.code, region__lt=region.code_end
    )
    return list(here.order_by("region_id", "pk"))


def items_for(unit: Unit, day: date) -> list[DutyItem]:
    """Return the items of the duty lists that concern the place of `unit`. One query."""
    return list(DutyItem.objects.on(day).concerning(unit.region_id)[:MOST_ITEMS])


def today() -> date:
    """Return the day on which forms are drawn."""
    return local_day(timezone.now())


def _units(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return UnitsChoice(units_below(case.unit, today()), **common)


def _communities(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return UnitsChoice([("", communities_of(case.unit, today()))], **common)


def _item(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    return ItemChoice(items_for(case.unit, today()), **common)


for key, maker in {"units": _units, "communities": _communities, "item": _item}.items():
    things.register(f"directive.{key}", maker)
