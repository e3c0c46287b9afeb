"""Pages of local rules: what holds where, one with its history, setting, ending, withdrawing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import require_power
from linli.base.administration.forms import ConfirmForm
from linli.base.administration.grades import GRADES
from linli.base.administration.local_rules import RuleView, lists, rule_view, with_states
from linli.base.administration.rule_forms import EndForm, LookedAtForm, RuleForm, RulesFilter
from linli.base.administration.submitting import submit
from linli.base.calendars.changes import under_way
from linli.base.regions.models import Region
from linli.base.rules import actions
from linli.base.rules.changes import Effect
from linli.base.rules.models import LocalRule
from linli.base.rules.selectors import held_in
from linli.base.rules.settable import SettableTerm
from linli.base.rules.versions import versions
from linli.base.rules.words import in_words
from linli.base.ui.paging import page_by_key
from linli.base.ui.pieces import Crumb


@require_safe
@require_power("limits")
def rules(request: Any) -> HttpResponse:
    """List the terms and thresholds with what holds in the place asked for, and the law's bound."""
    form = RulesFilter(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    region = asked.get("region")
    found = lists(region, area=asked.get("area", ""), on=timezone.localdate())
    context = {"form": form, "region": region, "areas": found, "grades": GRADES}
    return render(request, "administration/rules.html", context)


@require_safe
@require_power("limits")
def rule(request: Any, area: str, key: str) -> HttpResponse:
    """Show one rule, what holds in the place asked for, and all that places ever set."""
    view, today = _view(area, key), timezone.localdate()
    region = _region(request)
    rows = LocalRule.objects.about(area, key).select_related("region")
    page = page_by_key(rows, keys=("region_id", "pk"), asked=request.GET)
    context = {
        "view": view, "page": page, "region": region, "grades": GRADES,
        "history": with_states(page.rows, view, on=today),
        "held": held_in([view.rule], region_code=region.pk, day=today)[0] if region else None,
        "under_way": under_way(timezone.now()),
        "versions": _versions(view),
        "set_at": reverse("administration:set_rule", args=[area, key]) + _asking(region),
        "crumbs": [list_crumb(), Crumb(view.rule.name)],
    }  # fmt: skip
    return render(request, "administration/rule.html", context)


@require_http_methods(["GET", "POST"])
@require_power("limits")
def set_one(request: Any, area: str, key: str) -> HttpResponse:
    """Set a place's own number, once what that does to what is under way was looked at."""
    view = _view(area, key)
    if not view.declared.is_settable:
        raise Http404
    initial = {"unit": view.declared.unit, "in_force_from": timezone.localdate()}
    initial["region"] = _region(request)
    form = RuleForm(request.POST or None, initial=initial, declared=view.declared)
    act = _Act(request, form, "rule.set", {"area": area, "key": key})
    if act.is_done(
        lambda now: actions.effect_of(view.rule, form.setting, by=request.actor, at=now),
        lambda now: actions.set_rule(view.rule, form.setting, by=request.actor, at=now),
    ):
        messages.success(request, _("The local rule is set."))
        return redirect(address(view))
    title = _("Set a local rule")
    return _shown(request, view, form, act.effect, title=title, verb=title)


@require_http_methods(["GET", "POST"])
@require_power("limits")
def end(request: Any, pk: int) -> HttpResponse:
    """Give a local rule its last day, once what that does was looked at."""
    row = get_object_or_404(LocalRule.objects.select_related("region"), pk=pk)
    view = _view(row.area, row.key)
    form = EndForm(request.POST or None, initial={"until_date": timezone.localdate()})
    act = _Act(request, form, "rule.end", {"area": row.area, "key": row.key})

    def told(now: datetime) -> dict[str, Any]:
        given = {"until_date": form.day, "reason": form.cleaned_data["reason"]}
        return {**given, "by": request.actor, "at": now}

    if act.is_done(
        lambda now: actions.effect_of_end(view.rule, row, **told(now)),
        lambda now: actions.end_rule(view.rule, row, **told(now)),
    ):
        messages.success(request, _("The local rule has its last day."))
        return redirect(address(view))
    title = _("End a local rule")
    return _shown(request, view, form, act.effect, title=title, verb=title, row=row)


@require_POST
@require_power("limits")
def withdraw(request: Any, pk: int) -> HttpResponse:
    """Take back a local rule that is not yet in force."""
    row = get_object_or_404(LocalRule, pk=pk)
    form = ConfirmForm(request.POST)

    def act(now: datetime) -> bool:
        actions.withdraw_rule(row, by=request.actor, at=now)
        return True

    if submit(request, form, "rule.withdraw", act, area=row.area, key=row.key):
        messages.success(request, _("The local rule is taken back."))
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("administration:rule", area=row.area, key=row.key)


class _Act:
    """An act on a rule that is asked for, looked at where it is felt, and then done; `effect` is
    what is to be looked at."""

    def __init__(
        self, request: Any, form: LookedAtForm, kind: str, facts: dict[str, object]
    ) -> None:
        self._request, self._form, self._kind, self._facts = request, form, kind, facts
        self.effect: Effect | None = None

    def is_done(
        self, effect: Callable[[datetime], Effect], act: Callable[[datetime], LocalRule]
    ) -> bool:
        """Do it if it was sent and its effect looked at, or there is none; return whether."""
        if self._request.method != "POST":
            return False
        self.effect = submit(self._request, self._form, self._kind, effect, **self._facts)
        if self.effect is None:
            return False
        is_seen = self._request.POST.get("seen") == self._form.seen
        if self.effect.is_felt and not is_seen:
            return False
        return bool(submit(self._request, self._form, self._kind, act, **self._facts))


def list_crumb() -> Crumb:
    """Return the crumb of the list."""
    return Crumb(_("Local rules"), reverse("administration:rules"))


def address(view: RuleView) -> str:
    """Return the address of a rule's page."""
    return reverse("administration:rule", args=[view.rule.area, view.rule.key])


def _shown(
    request: Any, view: RuleView, form: LookedAtForm, effect: Effect | None, **context: Any
) -> HttpResponse:
    crumbs = [list_crumb(), Crumb(view.rule.name, address(view)), Crumb(context["title"])]
    context |= {"view": view, "form": form, "crumbs": crumbs, "back": address(view)}
    # A refusal leaves nothing to look at.
    context |= {"effect": effect, "seen": form.seen if effect and form.is_valid() else ""}
    return render(request, "administration/set_rule.html", {**context, "grades": GRADES})


def _view(area: str, key: str) -> RuleView:
    view = rule_view(area, key, on=timezone.localdate())
    if view is None:
        raise Http404
    return view


def _region(request: Any) -> Region | None:
    """Return the place that the address names by its code, if there is one."""
    code = request.GET.get("region", "")
    if not (code.isascii() and code.isdigit() and len(code) == 12):
        return None
    return Region.objects.filter(pk=int(code)).first()


def _asking(region: Region | None) -> str:
    return f"?region={region.pk}" if region else ""


def _versions(view: RuleView) -> list[tuple[Any, Any]]:
    if not isinstance(view.rule, SettableTerm):
        return []
    found = versions(view.rule.procedure, view.rule.key)
    return [(one, in_words(one.length, one.unit)) for one in found]
