"""What every case knows, done to many: putting somebody in charge, reminding who holds them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.accounts.kinds import ROLES
from linli.base.accounts.models import Post
from linli.cases import assignment
from linli.cases.bulk.acts import BulkAct, Values, register
from linli.cases.fields import PostField
from linli.cases.models import Case
from linli.cases.registry import rooms
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text

GONE = Text("所选岗位已不存在。", "The post chosen is there no more.")


class AssignForm(forms.Form):
    """Who in the unit is in charge of all of them."""

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        # Nobody is proposed and nobody can be taken off: that is said case by case.
        self.fields["post"] = PostField(post.unit_id, label=_("Person in charge"), empty_label="—")


class RemindForm(forms.Form):
    """Asks nothing."""

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)


def _assign(case: Case, values: Values, by: Actor, at: datetime) -> None:
    assignment.assign(case, post=values["post"], by=by, at=at)


def _remind(case: Case, values: Values, by: Actor, at: datetime) -> None:
    assignment.remind(case, by=by, at=at)


def _load(terms: Values) -> Values:
    found = Post.objects.select_related("unit", "person").filter(pk=terms["post"]).first()
    if found is None:
        raise Refused(GONE, code="post_gone")
    return {"post": found}


def _about(given: Values) -> Text:
    post: Post = given["post"]
    role, name = post.role_declared.name, post.person.name
    return Text(f"经办人：{name}（{role.zh}）", f"Person in charge: {name} ({role.en})")


def _works(post: Post) -> bool:
    return not ROLES[post.role].powers


def _may_remind(post: Post) -> bool:
    """Return whether the post's unit runs a procedure or has copies: those may press."""
    runs = any(room.procedure.is_run_over_range(post.role) for room in rooms)
    return _works(post) and (runs or post.unit.kind == "government")


ASSIGN = BulkAct(
    key="case.assign",
    name=Text("指定经办人", "Put in charge"),
    form=AssignForm,
    do=_assign,
    logged=lambda case: "case.assign",
    may=_works,
    fits=lambda case, post: case.closed_at is None and case.unit_id == post.unit_id,
    kept=lambda given: {"post": given["post"].pk},
    load=_load,
    about=_about,
)
REMIND = BulkAct(
    key="case.remind",
    name=Text("催办", "Remind"),
    form=RemindForm,
    do=_remind,
    logged=lambda case: "case.remind",
    may=_may_remind,
    fits=lambda case, post: case.closed_at is None and case.unit_id != post.unit_id,
)

register(ASSIGN)
register(REMIND)
