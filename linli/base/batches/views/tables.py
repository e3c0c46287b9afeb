"""Pages by which tables come in and go out."""

from __future__ import annotations

import hashlib
import secrets
from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.base.accounts.access import ActingRequest, require_post
from linli.base.batches import actions
from linli.base.batches.kinds import EXPORTS, IMPORTS, Asked, ImportKind
from linli.base.batches.models import Batch
from linli.base.batches.terms import terms_for
from linli.base.batches.views.jobs import crumbs_of, workbook
from linli.base.sheets import reading, writing
from linli.base.ui.forms import add_refusal
from linli.base.ui.language import said, screen_language
from linli.core.errors import Refused
from linli.core.text import Text

LONGEST_QUERY = 600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_post
def upload(request: HttpRequest, key: str) -> HttpResponse:
    """Take a file, look at it, and go on to what it would change."""
    acting = cast(ActingRequest, request)
    kind = _allowed(acting, key)
    form = _form(kind, acting)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("batches:job", _drafted(acting, kind, form).pk)
        except Refused as refused:
            add_refusal(form, refused)
    context = {"form": form, "kind": kind, "crumbs": crumbs_of(kind)}
    return render(request, "batches/import.html", context)


@require_safe
@require_post
def template(request: HttpRequest, key: str) -> HttpResponse:
    """Send an empty file with the headings."""
    kind = _allowed(cast(ActingRequest, request), key)
    language = screen_language()
    name = said(kind.sheet.name)
    return workbook(writing.template(kind.sheet, language), f"{name}-{_('template')}")


@require_POST
@require_post
def export(request: HttpRequest, key: str) -> HttpResponse:
    """Have a table written to a file, as the page that asks shows it."""
    acting = cast(ActingRequest, request)
    kind = EXPORTS.get(key)
    if kind is None:
        raise Http404
    if not kind.may(acting.post):
        raise PermissionDenied
    query = request.POST.get("query", "")[:LONGEST_QUERY].lstrip("?")
    batch = actions.ask(
        kind.batch_kind,
        post=acting.post,
        key=request.POST.get("key") or secrets.token_hex(16),
        by=acting.actor,
        at=timezone.now(),
        terms={"query": query, "language": screen_language()},
        texts={"filter": query},
    )
    return redirect("batches:job", batch.pk)


def _allowed(request: ActingRequest, key: str) -> ImportKind:
    kind = IMPORTS.get(key)
    if kind is None:
        raise Http404
    if not kind.may(request.post):
        raise PermissionDenied(_("Your post may not import this."))
    return kind


def _form(kind: ImportKind, request: ActingRequest) -> forms.Form:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = kind.form(*sent, initial=kind.initial(request.post))
    form.fields["file"] = forms.FileField(
        label=gettext_lazy("Excel file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=gettext_lazy("Nothing changes yet: you see first what the file would do."),
    )
    form.order_fields(["file"])
    return form


def _drafted(request: ActingRequest, kind: ImportKind, form: forms.Form) -> Batch:
    """Keep what each row would do. Raises Refused for a file that can't be read."""
    given, at = dict(form.cleaned_data), timezone.now()
    file = given.pop("file")
    content = file.read()
    file.seek(0)
    rows = reading.read(file, kind.sheet)
    if not rows:
        raise Refused(Text("文件里没有要导入的行。", "The file holds no rows."), field="file")
    plan = kind.plan(rows, Asked(request.actor, request.post, at, given))
    digest = hashlib.sha256(content).hexdigest()
    kept = kind.kept(given)
    return actions.draft(
        kind.batch_kind,
        plan.rows,
        post=request.post,
        key=secrets.token_hex(16),
        terms=terms_for(kept, plan, file=file.name[:80], digest=digest),
        about=kind.about(kept),
        by=request.actor,
        at=at,
    )
