"""Every page of the URL resolver: the post that opens it, and its arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver
from django.utils import timezone

from linli.cases import exclusions
from linli.cases.models import Call
from linli.cases.registry import openers
from linli.procedures.petitions import proposing
from tests.browser.room_pages import (
    batch_of,
    conference_pages,
    council_pages,
    directive_pages,
    dispute_pages,
    rule_set,
)
from tests.browser.suggestion_pages import suggestion_pages
from tests.browser.visiting import Visit
from tests.browser.whistle_pages import whistle_pages
from tests.petitions import in_state as petition_in
from tests.procedures.petitions.written import write
from tests.requests import DAY, START, by_telephone, dispatch, duty, in_state

STATES = (
    "received", "dispatched", "handling", "objected", "to_redispatch", "answered", "closed",
    "informed",
)  # fmt: skip
# Who opens the case in each state: the one whose move it is.
HOLDERS = {
    "received": "hotline_clerk",
    "dispatched": "street_clerk",
    "handling": "street_head",
    "objected": "supervisor",
    "to_redispatch": "hotline_clerk",
    "answered": "hotline_clerk",
    "closed": "street_clerk",
    "informed": "hotline_clerk",
}


def visits(cast: Any) -> list[Visit]:
    """Return (name, post or None, arguments) for every page, over a city with cases at work."""
    item = duty(cast)
    cases = {state: in_state(state, cast) for state in STATES}
    called = dispatch(by_telephone(cast, at=timezone.now()), cast, at=timezone.now())
    call = Call.objects.get(case=called)
    system, security = cast.system_administrator, cast.security_administrator
    clerk, auditor = cast.hotline_clerk, cast.auditor
    person = {"pk": cast.outsider.pk}
    counted = in_state("closed", cast)
    counted.tallies.update(day=timezone.localdate())
    left_out = exclusions.ask(
        cases["closed"], ground="untrue", reason="经核实，所述情况不存在。",
        by=cast.street_head.actor(), at=START + DAY,
    )  # fmt: skip
    letter = write(petition_in("opinion_issued", cast), "petition_opinion")
    proposed = proposing.make(
        kind="policy", text="建议统一扣押凭证。", to_unit=cast.department,
        by=cast.county_petition_officer.actor(), at=timezone.now(),
    )  # fmt: skip
    return [
        ("portal:home", None, {}),
        ("portal:write", None, {}),
        *(("portal:write_as", None, {"way": way}) for way in openers()),
        ("portal:track", None, {}),
        ("portal:privacy", None, {}),
        ("account_login", None, {}),
        ("account_change_password", clerk, {}),
        ("mfa_index", clerk, {}),
        ("mfa_activate_totp", clerk, {}),
        ("mfa_add_webauthn", clerk, {}),
        ("mfa_generate_recovery_codes", clerk, {}),
        ("accounts:sessions", clerk, {}),
        ("accounts:again", clerk, {}),
        ("accounts:kept", clerk, {}),
        ("accounts:choose", clerk, {}),
        *(("desk:home", getattr(cast, who), {}) for who in sorted(set(HOLDERS.values()))),
        ("desk:home", cast.social_work_officer, {}),
        ("desk:home", cast.community_worker, {}),
        ("desk:search", clerk, {}),
        ("desk:reminders", cast.street_clerk, {}),
        ("batches:list", clerk, {}),
        ("batches:job", cast.street_clerk, {"pk": batch_of(cast, cases["handling"]).pk}),
        ("batches:import", system, {"key": "units"}),
        *(
            ("cases:case", getattr(cast, HOLDERS[state]), {"reference": case.reference})
            for state, case in cases.items()
        ),
        ("cases:case", clerk, {"reference": called.reference}),
        ("hotline:call", clerk, {}),
        ("hotline:calls", clerk, {}),
        ("hotline:call_out", clerk, {"pk": call.pk}),
        ("hotline:passcode", clerk, {}),
        ("hotline:reissue", clerk, {"reference": called.message.receipt}),
        # With petitions at work: tests/browser/test_petitions.py.
        ("petitions:day", cast.county_petition_officer, {}),
        ("petitions:list", cast.county_petition_officer, {"key": "route"}),
        ("petitions:decisions", cast.department_head, {}),
        ("petitions:supervision", cast.county_petition_officer, {}),
        ("petitions:range", cast.social_work_officer, {}),
        ("petitions:register", cast.street_clerk, {}),
        ("petitions:annual", cast.county_petition_officer, {}),
        ("petitions:proposals", cast.county_petition_officer, {}),
        ("petitions:proposal", cast.county_petition_officer, {"pk": proposed.pk}),
        ("dashboards:rates", cast.supervisor, {}),
        ("dashboards:unit", cast.street_head, {"pk": cast.street_unit.pk}),
        ("dashboards:exclusions", cast.supervisor, {}),
        ("dashboards:exclusion", cast.supervisor, {"pk": left_out.pk}),
        ("dashboards:ask", cast.street_head, {"reference": counted.reference}),
        *dispute_pages(cast),
        *directive_pages(cast),
        *conference_pages(cast),
        *suggestion_pages(cast),
        *council_pages(cast),
        *whistle_pages(cast),
        ("duties:list", clerk, {}),
        ("duties:item", clerk, {"pk": item.pk}),
        ("duties:add", system, {}),
        ("duties:change", system, {"pk": item.pk}),
        ("duties:end", system, {"pk": item.pk}),
        ("administration:index", system, {}),
        ("administration:index", auditor, {}),
        ("administration:units", system, {}),
        ("administration:open_unit", system, {}),
        ("administration:unit", system, {"pk": cast.street_unit.pk}),
        ("administration:change_unit", system, {"pk": cast.street_unit.pk}),
        ("administration:close_unit", system, {"pk": cast.street_unit.pk}),
        ("administration:people", security, {}),
        ("administration:create_person", security, {}),
        ("administration:person", security, person),
        ("administration:appoint", security, person),
        ("administration:end_post", security, {"pk": cast.street_clerk.pk}),
        ("administration:deputy", security, {"pk": cast.street_clerk.pk}),
        ("administration:calendar", system, {}),
        ("administration:calendar_year", system, {"year": 2026}),
        ("administration:calendar_year", system, {"year": 2028}),
        ("administration:declare_year", system, {"year": 2027}),
        ("administration:calendar_day", system, {"day": timezone.localdate()}),
        ("administration:rules", system, {}),
        ("administration:rule", system, {"area": "hotline", "key": "normal"}),
        ("administration:end_rule", system, {"pk": rule_set(cast).pk}),
        ("administration:set_rule", system, {"area": "hotline", "key": "normal"}),
        ("administration:set_rule", system, {"area": "retention", "key": "hotline"}),
        ("administration:log", auditor, {}),
        ("administration:impact", auditor, {}),
        ("administration:erasures", auditor, {}),
        ("rights:retention", cast.county_petition_officer, {}),
        ("letters:templates", system, {}),
        ("letters:template", system, {"key": "petition_opinion"}),
        ("letters:letter", cast.department_head, {"pk": letter.pk}),
        ("letters:signs", system, {}),
        ("ui:components", clerk, {}),
        ("ui:component", clerk, {"key": "lists"}),
    ]


def named(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Yield the full name of every address below `resolver`."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from named(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
