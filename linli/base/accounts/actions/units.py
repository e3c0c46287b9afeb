"""Opens, changes and closes organisational units."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from linli.base.accounts.actions.authority import must_have, ordered
from linli.base.accounts.hooks import before_closing
from linli.base.accounts.kinds import UNIT_KINDS
from linli.base.accounts.models import Post, Unit
from linli.base.audit import log as audit
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.text import Text

CHANGEABLE = ("name", "name_en", "telephone", "parent", "superior")


@transaction.atomic
def open_unit(
    *,
    code: str,
    name: str,
    kind: str,
    region: Region,
    from_date: date,
    parent: Unit | None = None,
    superior: Unit | None = None,
    name_en: str = "",
    telephone: str = "",
    by: Actor,
    at: datetime,
) -> Unit:
    """Return the new unit, in being from `from_date`.

    Raises NotAllowed without the power "units"; Incomplete, with the field, for an unknown kind,
    an empty name or a code in use; Refused when parent or superior don't stand above the region.
    """
    must_have(by, "units")
    unit = Unit(
        code=code.strip(),
        name=name.strip(),
        name_en=name_en.strip(),
        kind=kind,
        region=region,
        parent=parent,
        superior=superior,
        telephone=telephone.strip(),
        from_date=from_date,
    )
    check_unit(unit)
    _check_free(unit)
    unit.save()
    facts = {"unit": unit.pk, "code": unit.code, "name": unit.name, "kind": kind}
    facts |= {"region": region.pk, "from_date": from_date.isoformat()}
    audit.record("system", "unit.opened", by=by, at=at, facts=facts)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, by: Actor, at: datetime, **changes: Any) -> Unit:
    """Return the unit with `changes` to name, name_en, telephone, parent or superior.

    A unit never changes its kind or region: close it and name its successor. Raises as
    `open_unit` does, WrongState for a closed unit, TypeError for any other field.
    """
    must_have(by, "units")
    if unknown := set(changes) - set(CHANGEABLE):
        raise TypeError(f"a unit's {sorted(unknown)} can't be changed")
    unit = _locked(unit)
    before = {key: _plain(getattr(unit, key)) for key in changes}
    for key, value in changes.items():
        setattr(unit, key, value.strip() if isinstance(value, str) else value)
    after = {key: _plain(getattr(unit, key)) for key in changes}
    changed = sorted(key for key in changes if before[key] != after[key])
    if not changed:
        return unit
    _check_named(unit)
    _check_place(unit)
    unit.save(update_fields=changed)
    facts = {"unit": unit.pk, "before": {key: before[key] for key in changed}}
    facts["after"] = {key: after[key] for key in changed}
    audit.record("system", "unit.changed", by=by, at=at, facts=facts)
    return unit


@transaction.atomic
def close_unit(
    unit: Unit, *, until_date: date, successor: Unit | None = None, by: Actor, at: datetime
) -> Unit:
    """Return the unit, whose last day is `until_date`; what it did falls to `successor`.

    Its sub-units and line pass to the successor. Raises WrongState when it is closed already or
    posts run on after that day, or sub-units do and there is no successor; Incomplete for a
    successor that isn't in being the day after.
    """
    must_have(by, "units")
    unit = _locked(unit)
    ordered(unit.from_date, until_date)
    _check_successor(unit, successor, until_date)
    _check_emptied(unit, successor, until_date)
    for check in before_closing:
        check(unit, until_date)
    if successor:
        unit.children.filter(_runs_beyond(until_date)).update(parent=successor)
        unit.line.filter(_runs_beyond(until_date)).update(superior=successor)
    unit.until_date, unit.successor = until_date, successor
    unit.save(update_fields=["until_date", "successor"])
    facts = {"unit": unit.pk, "until_date": until_date.isoformat(), "successor": _plain(successor)}
    audit.record("system", "unit.closed", by=by, at=at, facts=facts)
    return unit


def check_unit(unit: Unit) -> None:
    """Raise as `open_unit` does for a unit that was not saved yet, but don't look whether its
    code is in use: for a table of many, which has looked for all of them."""
    if unit.kind not in UNIT_KINDS:
        raise Incomplete(Text("请选择单位类型。", "Choose the kind of unit."), field="kind")
    if not unit.code:
        raise Incomplete(Text("请填写单位代码。", "Enter the unit's code."), field="code")
    _check_named(unit)
    _check_place(unit)


def _locked(unit: Unit) -> Unit:
    # Locked alone and read after that: what a locking read joins may be old by then.
    Unit.objects.select_for_update().values_list("pk").get(pk=unit.pk)
    unit = Unit.objects.select_related("region").get(pk=unit.pk)
    if unit.until_date is not None:
        raise WrongState(Text("该单位已经撤销。", "This unit has been closed."))
    return unit


def _check_free(unit: Unit) -> None:
    if Unit.objects.filter(code=unit.code).exists():
        raise Incomplete(Text("该单位代码已被使用。", "This code is in use."), field="code")


def _check_named(unit: Unit) -> None:
    if not unit.name:
        raise Incomplete(Text("请填写单位名称。", "Enter the unit's name."), field="name")


def _check_place(unit: Unit) -> None:
    """Refuse a parent or superior of another place, or one that stands below the unit."""
    for field in ("parent", "superior"):
        above: Unit | None = getattr(unit, field)
        if above is None:
            continue
        if above.until_date is not None:
            raise Refused(
                Text("所选单位已经撤销。", "The unit chosen has been closed."), field=field
            )
        if not above.region.covers(unit.region_id):
            raise Refused(
                Text(
                    "所选单位的辖区不包含本单位所在地。",
                    "The unit chosen isn't responsible for this unit's place.",
                ),
                field=field,
            )
        _check_no_circle(unit, above, field)


def _check_no_circle(unit: Unit, above: Unit | None, field: str) -> None:
    while above is not None:
        if unit.pk is not None and above.pk == unit.pk:
            raise Refused(
                Text("不能隶属于自己或下级单位。", "A unit can't stand below itself."), field=field
            )
        above = getattr(above, field)


def _check_successor(unit: Unit, successor: Unit | None, until_date: date) -> None:
    if successor is None:
        return
    after = until_date + timedelta(days=1)
    if successor.pk == unit.pk or not Unit.objects.on(after).filter(pk=successor.pk).exists():
        raise Incomplete(
            Text(
                "承接单位在次日须仍然存续。",
                "The successor must be another unit that is open the day after.",
            ),
            field="successor",
        )
    for field in ("parent", "superior"):
        _check_no_circle(unit, getattr(successor, field), "successor")


def _check_emptied(unit: Unit, successor: Unit | None, until_date: date) -> None:
    runs_on = _runs_beyond(until_date)
    if count := Post.objects.filter(runs_on, unit=unit).count():
        raise WrongState(
            Text(
                "尚有 {count} 个岗位在此日之后仍然有效，请先终止。",
                "{count} posts run on after that day; end them first.",
            ).format(count=count),
            field="until_date",
        )
    below = Unit.objects.filter(runs_on, Q(parent=unit) | Q(superior=unit)).count()
    if below and successor is None:
        raise WrongState(
            Text(
                "尚有 {count} 个下级单位，请指定承接单位或先行撤销。",
                "{count} units stand below; name a successor, or close them first.",
            ).format(count=below),
            field="successor",
        )


def _runs_beyond(day: date) -> Q:
    return Q(until_date=None) | Q(until_date__gt=day)


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Unit) else value
