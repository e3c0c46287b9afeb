"""Fields for what belongs to whistles: whom to call, who does a task together, which task."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from linli.base.accounts.models import Post, Unit
from linli.base.ui.language import said
from linli.cases import links
from linli.cases.fields import things
from linli.cases.models import Case
from linli.cases.picking import PickField, PickSeveralField
from linli.core.procedure import Field
from linli.core.text import Text
from linli.procedures.whistles import proposing, rosters
from linli.procedures.whistles.models import Task

LABEL = Text("{unit}：{why}", "{unit}: {why}")
ON_DUTY = Text("值班电话{telephone}", "duty desk {telephone}")


def _units(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    at = timezone.now()
    out = {one.unit_id for one in links.open_parts(case)}
    named = [one for one in proposing.proposals(case, at=at) if one.unit.pk not in out]
    on_duty = rosters.on_duty([one.unit.pk for one in named], at=at)
    found: dict[str, tuple[Unit, str]] = {}
    for one in named:
        shift = on_duty.get(one.unit.pk) if case.whistle.is_emergency else None
        label = said(LABEL.format(unit=one.unit.text, why=one.why))
        if shift:
            label = f"{label} {said(ON_DUTY.format(telephone=shift.telephone))}"
        found[str(one.unit.pk)] = (one.unit, label)
    return PickSeveralField(found, **common)


def _with_whom(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    out = [one.unit for one in links.open_parts(case)]
    return PickSeveralField({str(one.pk): (one, said(one.text)) for one in out}, **common)


def _task(need: Field, case: Case, post: Post, common: dict[str, Any]) -> forms.Field:
    tasks = Task.objects.filter(whistle=case.whistle, done_at=None)
    return PickField({str(one.pk): (one, one.what) for one in tasks}, **common)


for key, maker in {"units": _units, "with_whom": _with_whom, "task": _task}.items():
    things.register(f"whistle.{key}", maker)
