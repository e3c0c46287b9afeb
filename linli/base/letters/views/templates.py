"""Pages where an administrator replaces templates and sets units' signs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import require_power
from linli.base.audit.log import refusals_recorded
from linli.base.files.kinds import WORD
from linli.base.letters import rendering, selectors, versions
from linli.base.letters.checking import context_of_samples
from linli.base.letters.filling import fill
from linli.base.letters.forms import SignForm, TemplateForm
from linli.base.letters.kinds import KINDS, STANDARD, LetterKind
from linli.base.letters.models import UnitSign
from linli.base.letters.setting import picture
from linli.base.ui.forms import add_refusal
from linli.base.ui.pieces import Crumb
from linli.core.errors import Refused


@require_safe
@require_power("letters")
def templates(request: Any) -> HttpResponse:
    """List the kinds of letters with the templates in force."""
    return render(request, "letters/templates.html", {"templates": selectors.templates()})


@require_http_methods(["GET", "POST"])
@require_power("letters")
def template(request: Any, key: str) -> HttpResponse:
    """Show a template with its places and versions; take a Word file in its stead."""
    kind = _kind(key)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, now = form.cleaned_data["file"].read(), timezone.now()
        try:
            with refusals_recorded(
                "letter_template.replace", by=request.actor, at=now, facts={"kind": key}
            ):
                versions.replace(kind, content, by=request.actor, at=now)
            messages.success(request, _("The template is in force."))
            return redirect("letters:template", key=key)
        except Refused as refused:
            add_refusal(form, refused)
    current = rendering.current_template(kind)
    context = {
        "kind": kind,
        "form": form,
        "current": current,
        "versions": selectors.versions_of(kind),
        "standard": STANDARD,
        "crumbs": [_list_crumb(), Crumb(kind.name)],
    }
    return render(request, "letters/template.html", context)


@require_POST
@require_power("letters")
def restore(request: Any, key: str) -> HttpResponse:
    """Put an earlier version, or the shipped template, in force again."""
    kind, no = _kind(key), request.POST.get("no", "")
    try:
        number = int(no) if no.isdecimal() else None
        versions.restore(kind, number, by=request.actor, at=timezone.now())
    except Refused:
        raise Http404 from None
    messages.success(request, _("The template is in force."))
    return redirect("letters:template", key=key)


@require_safe
@require_power("letters")
def pages(request: Any, key: str) -> HttpResponse:
    """Send a picture of the template in force, filled with samples."""
    kind = _kind(key)
    word = rendering.template_of(kind, rendering.current_template(kind))
    content = picture(fill(word, context_of_samples(kind)), title=kind.name.zh, mark="样张")
    return _sent(content, "image/png")


@require_safe
@require_power("letters")
def file(request: Any, key: str, no: int) -> HttpResponse:
    """Send a version of the template as Word; number 0 is the shipped one."""
    kind = _kind(key)
    version = next((one for one in selectors.versions_of(kind) if one.no == no), None)
    if no and version is None:
        raise Http404
    response = _sent(rendering.template_of(kind, version), WORD)
    name = f"{kind.name.zh}模板{f'-{no}' if no else ''}.docx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@require_http_methods(["GET", "POST"])
@require_power("letters")
def signs(request: Any) -> HttpResponse:
    """Show and set the short signs with which units' numbers begin."""
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            with refusals_recorded("letter_sign.set", by=request.actor, at=now):
                versions.set_sign(**form.cleaned_data, by=request.actor, at=now)
            messages.success(request, _("Saved."))
            return redirect("letters:signs")
        except Refused as refused:
            add_refusal(form, refused)
    rows = UnitSign.objects.select_related("unit").order_by("unit__code")
    title = _("Short signs of units")
    context = {"form": form, "rows": rows, "crumbs": [_list_crumb(), Crumb(title)]}
    return render(request, "letters/signs.html", context | {"title": title})


def _kind(key: str) -> LetterKind:
    kind = KINDS.get(key)
    if kind is None:
        raise Http404
    return kind


def _list_crumb() -> Crumb:
    return Crumb(_("Letter templates"), reverse("letters:templates"))


def _sent(content: bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
