"""The acts that every case knows beside the steps of its procedure, each with its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.base.accounts.access import ActingRequest
from linli.cases import assignment, authority, handing, links, notes, readers, recusing, sealing
from linli.cases.forms import (
    ActForm,
    AssignForm,
    AssistForm,
    HandOverForm,
    LinkForm,
    NoteForm,
    ReleaseForm,
    RemindForm,
)
from linli.cases.list_forms import AccuseForm, AdmitForm, DismissForm, UnbarForm
from linli.cases.models import Case
from linli.core.errors import NotAllowed, Refused
from linli.core.references import parse
from linli.core.text import Text

NO_SUCH_CASE = Text("没有这个编号，或您看不到该件。", "No case that you may see has this number.")
Run = Callable[[Case, Mapping[str, Any], ActingRequest, datetime], object]


@dataclass(frozen=True)
class Act:
    """An act with its form and what the page says when it is done."""

    form: type[ActForm]
    run: Run
    done: Text


def _assign(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    assignment.assign(case, post=values["post"], by=request.actor, at=at)


def _assist(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    assignment.ask_to_assist(case, unit=values["unit"], by=request.actor, at=at)


def _release(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    assignment.release(case, unit=values["unit"], by=request.actor, at=at)


def _remind(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    assignment.remind(case, by=request.actor, at=at)


def _admit(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    readers.admit(case, post=values["post"], by=request.actor, at=at)


def _dismiss(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    readers.dismiss(case, post=values["post"], by=request.actor, at=at)


def _accuse(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    named = {key: values[key] for key in ("unit", "person", "coordinator")}
    other = {"name": values["other"]} if values["other"] else None
    sealing.accuse(case, **named, other=other, by=request.actor, at=at)


def _unbar(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    recusing.unbar(case, person=values["person"], by=request.actor, at=at)


def _note(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    text, is_public, files = values["text"], values["is_public"], values["files"]
    notes.write(case, text=text, is_public=is_public, files=files, by=request.actor, at=at)


def _link(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    authority.check_in_force(request.actor, at)
    if not authority.sides_of(case, request.actor):
        raise NotAllowed(notes.TAKES_NO_PART)
    number = parse(values["reference"])
    visible = Case.objects.visible_to(request.post)
    other = visible.numbered([number or ""]).first()
    if number is None or other is None:
        raise Refused(NO_SUCH_CASE, field="reference", code="no_such_case")
    links.link(case, other, kind=values["kind"], by=request.actor, at=at)


def _hand_over(case: Case, values: Mapping[str, Any], request: ActingRequest, at: datetime) -> None:
    handing.hand_over(case, **values, by=request.actor, at=at)


ACTS: dict[str, Act] = {
    "assign": Act(AssignForm, _assign, Text("已指定经办人。", "The person in charge is set.")),
    "assist": Act(AssistForm, _assist, Text("已邀请协办。", "The unit was asked to assist.")),
    "release": Act(ReleaseForm, _release, Text("已结束协办。", "The unit assists no more.")),
    "remind": Act(RemindForm, _remind, Text("已催办。", "The unit was reminded.")),
    "admit": Act(AdmitForm, _admit, Text("已列入知情名单。", "Put on the list of readers.")),
    "dismiss": Act(DismissForm, _dismiss, Text("已移出知情名单。", "Taken off the list.")),
    "accuse": Act(AccuseForm, _accuse, Text("已列为被检举控告人。", "Named as accused.")),
    "unbar": Act(UnbarForm, _unbar, Text("回避已解除。", "The recusal is over.")),
    "note": Act(NoteForm, _note, Text("已记录。", "The note is written.")),
    "hand_over": Act(
        HandOverForm,
        _hand_over,
        Text(
            "已转交；本件仍按本程序的时限办理。",
            "Handed over; this case stays here with its own terms.",
        ),
    ),
    "link": Act(LinkForm, _link, Text("已关联。", "The cases are linked.")),
}
