"""What probes and Prometheus ask: whether it lives, whether it is ready, its figures; and what
people see when something fails."""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import ERROR_500_TEMPLATE_NAME, server_error
from prometheus_client import CONTENT_TYPE_LATEST

from linli.base.operations import metrics
from linli.base.operations.access import may_see
from linli.base.operations.health import health as look


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; nothing else is asked, so that no fault elsewhere ends it."""
    return JsonResponse({"live": True})


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Say whether requests can be answered (200 or 503) and, in a word each, what keeps them from
    it; more to those who may see it."""
    found = look(timezone.now())
    told: dict[str, object] = {"ready": found.is_ready, "unwell": found.unwell}
    if may_see(request):
        told["state"] = found.state
        told["checks"] = {
            check.key: {"state": check.state, "about": check.about} for check in found.checks
        }
    status = HTTPStatus.OK if found.is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(told, status=status)


@require_safe
@never_cache
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures; to others there is nothing here."""
    if not may_see(request):
        raise Http404
    return HttpResponse(metrics.shown(timezone.now()), content_type=CONTENT_TYPE_LATEST)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that broke: with 503 where the database is away, else with 500."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request, ERROR_500_TEMPLATE_NAME)
    answer = server_error(request, "503.html")
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return answer
