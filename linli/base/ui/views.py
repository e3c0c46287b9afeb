"""The component pages, for those who build and those who look after an instance."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.ui.examples import EXAMPLES, SHOWN, values
from linli.base.ui.pieces import Crumb


def components(request: HttpRequest) -> HttpResponse:
    """Show every component on one page."""
    _let_in(request)
    context = {"examples": EXAMPLES.values(), "shown": SHOWN, **values(timezone.now())}
    return render(request, "ui/examples/index.html", context)


def component(request: HttpRequest, key: str) -> HttpResponse:
    """Show one component with its source."""
    _let_in(request)
    if key not in EXAMPLES:
        raise Http404
    example = EXAMPLES[key]
    source = get_template(example.template).template.source
    crumbs = [Crumb(_("Components"), reverse("ui:components")), Crumb(example.name)]
    context = {"example": example, "source": source, "crumbs": crumbs, **values(timezone.now())}
    return render(request, "ui/examples/one.html", context)


def shown(request: HttpRequest, name: str) -> HttpResponse:
    """Show a layout or an error page as if it had come about."""
    _let_in(request)
    if name not in SHOWN:
        raise Http404
    return render(request, SHOWN[name], values(timezone.now()))


def _let_in(request: HttpRequest) -> None:
    """The pages are no secret, but residents have no use for them: demo, debugging, staff."""
    if not (settings.DEBUG or settings.LINLI_DEMO or request.user.is_authenticated):
        raise Http404
