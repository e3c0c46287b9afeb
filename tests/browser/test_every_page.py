"""Every page of the URL resolver is opened in both languages and at both widths.

A page that nobody has put into one of the tables below fails the test: none is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Page

from linli.base.batches import actions
from linli.base.rules.actions import Setting, set_rule
from linli.base.rules.settable import rule_of
from linli.cases import exclusions
from linli.cases.models import Call
from linli.cases.registry import openers
from linli.procedures.councils import opinions
from linli.procedures.councils.models import Convention
from linli.procedures.directives import practices
from linli.procedures.disputes import rounds
from linli.procedures.petitions import proposing
from tests.browser.chromium import CHINESE, ENGLISH
from tests.browser.suggestion_pages import suggestion_pages
from tests.browser.visiting import Visit, faults_of
from tests.browser.whistle_pages import whistle_pages
from tests.councils import assembly_in, topic_in
from tests.councils import take as take_council
from tests.directives import chain, survey, world
from tests.directives import take as take_directive
from tests.disputes import in_state as dispute_in
from tests.petitions import in_state as petition_in
from tests.procedures.petitions.written import write
from tests.registers.conferences.reports import at_work
from tests.requests import DAY, START, by_telephone, dispatch, duty, in_state

pytestmark = pytest.mark.django_db(transaction=True)

# Addresses that show no page of their own: why.
NO_PAGE = {
    "account_logout": "asks by a form in the layout",
    "mfa_authenticate": "between password and session: tried in tests/browser/test_sign_in",
    "mfa_deactivate_totp": "for somebody with an app: tried in tests/base/accounts",
    "mfa_remove_webauthn": "for somebody with a passkey: tried in tests/browser/test_sign_in",
    "mfa_view_recovery_codes": "shown once: tried in tests/browser/test_sign_in",
    "accounts:stay": "answers a script",
    "accounts:provider": "takes a form",
    "accounts:provider_back": "takes the provider's answer: tried in tests/base/accounts",
    "administration:end_sessions": "takes a form",
    "administration:identity": "for instances with a provider: tried in tests/base/accounts",
    "account_inactive": "allauth leads there only from a sign-in that is refused",
    "accounts:play": "takes the demo's one click; 404 outside the demo",
    "accounts:find_units": "suggestions under a field",
    "accounts:find_people": "suggestions under a field",
    "accounts:enter_by_link": "leads to the first password at once",
    "accounts:first_password": "tried in tests/base/accounts",
    "administration:issue_link": "takes a form",
    "administration:turn": "takes a form",
    "administration:withdraw_rule": "takes a form",
    "administration:verify": "takes a form",
    "administration:version": "no declared term has a version that reaches running cases: tried in "
    "tests/base/administration",
    "operations:health": "JSON for probes",
    "operations:live": "JSON for probes",
    "operations:metrics": "text for Prometheus",
    "regions:find": "suggestions under a field",
    "ui:language": "takes a form",
    "ui:look": "takes a form",
    "rights:lift": "takes a form",
    "portal:mine": "opened with a receipt: tried in test_elder",
    "portal:correct": "opened with a receipt: tried in test_elder",
    "portal:erase": "opened with a receipt: tried in test_elder",
    "portal:copy": "a file",
    "petitions:passcode": "the hotline's page once more: tried in tests/procedures/petitions",
    "petitions:reissue": "the hotline's page once more: tried in tests/procedures/petitions",
    "petitions:reissued": "shown once, from the session: tried in tests/procedures/petitions",
    "ui:shown": "the frame inside a component's page",
    "cases:step": "takes a form; what it answers is the case's page",
    "cases:act": "takes a form; what it answers is the case's page",
    "cases:person": "takes a form; what it answers is the case's page",
    "cases:file": "a file",
    "duties:find": "tried in test_duties",
    "desk:bulk": "takes a form: tried in test_bulk",
    "batches:progress": "a part of a job's page",
    "batches:start": "takes a form",
    "batches:stop": "takes a form",
    "batches:file": "a file",
    "batches:refused": "a file",
    "batches:template": "a file",
    "batches:export": "takes a form",
    "hotline:earlier": "a part of the page that takes a call",
    "hotline:taken": "shown once, from the session of the call: tried in test_hotline",
    "hotline:reissued": "shown once, from the session: tried in test_hotline",
    "hotline:items": "suggestions under a field",
    "hotline:dial": "takes a form",
    "hotline:told": "takes a form",
    "hotline:postpone": "takes a form",
    "hotline:give_up": "takes a form",
    "petitions:earlier": "a part of the page that registers",
    "petitions:same": "takes a form; what it answers is the case's page",
    "petitions:registered": "shown once, from the session: tried in test_petitions",
    "conferences:decide": "takes a form; what it answers is the conference's page",
    "conferences:add": "takes a form; what it answers is the reading page",
    "conferences:confirm": "takes a form; what it answers is the reading page",
    "conferences:demand": "takes a form; what it answers is the reading page",
    "conferences:spot": "takes a form; what it answers is the reading page",
    "conferences:draft_letter": "takes a form; what it answers is the letter's page",
    "disputes:registered": "shown once, from the session: tried in tests/procedures/disputes",
    "disputes:call": "takes a form",
    "disputes:reveal": "takes a form; what it answers is the page of the parties",
    "disputes:receipt": "takes a form; shown once: tried in tests/procedures/disputes",
    "disputes:draft_letter": "takes a form; what it answers is the letter's page",
    "disputes:file": "a file",
    "disputes:end_mediator": "takes a form",
    "whistles:draft_letter": "takes a form; what it answers is the letter's page",
    "whistles:take_in": "takes a file; what it answers is the roster",
    "whistles:roster_template": "a file",
    "whistles:remove_shift": "takes a form",
    "councils:decide": "takes a form; what it answers is the page of the opinions",
    "councils:draft_letter": "takes a form; what it answers is the letter's page",
    "councils:call": "takes a form",
    "suggestions:registered": "shown once: tried in tests/procedures/suggestions",
    "suggestions:call": "takes a form",
    "suggestions:draft_letter": "takes a form; what it answers is the letter's page",
    "suggestions:support": "takes a form",
    "suggestions:campaign_act": "takes a form",
    "portal:party": "opened with a receipt: tried in tests/journeys/test_dispute",
    "portal:party_take": "opened with a receipt: tried in tests/journeys/test_dispute",
    "desk:save": "takes a form",
    "desk:unsave": "takes a form",
    "desk:seen": "takes a form",
    "letters:look": "a part of the letter's page, under the form",
    "letters:pages": "a picture",
    "letters:preview": "a file",
    "letters:file": "a file",
    "letters:issue": "takes a form; what it answers is the letter's page",
    "letters:void": "takes a form; what it answers is the letter's page",
    "petitions:annual_file": "a file",
    "petitions:identify": "for petitions without a name: tried in tests/procedures/petitions",
    "petitions:draft_letter": "takes a form; what it answers is the letter's page",
    "letters:template_pages": "a picture",
    "letters:template_file": "a file",
    "letters:restore": "takes a form",
    "directives:adopt": "takes a form",
    "directives:outcome": "takes a form; what it answers is the page of practices",
    "directives:draft_letter": "takes a form; what it answers is the letter's page",
    "portal:leave": "takes a form",
    "portal:receipt": "shown once, from the session: tried in test_portal",
    "portal:message": "opened with a receipt: tried in test_portal",
    "portal:file": "a file",
    "portal:add_facts": "opened with a receipt: tried in test_portal",
    "portal:take": "opened with a receipt: tried in test_portal",
}
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


def named(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Yield the full name of every address below `resolver`."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from named(pattern, f"{pattern.namespace}:" if pattern.namespace else space)


def dispute_pages(cast: Any) -> list[Visit]:
    """Return the pages of mediation, with disputes at work."""
    mediator, at = cast.mediator, timezone.now() - DAY
    cases = [dispute_in(state, cast, at=at) for state in ("mediating", "signing", "performing")]
    party = {"reference": cases[0].reference, "pk": cases[0].dispute.parties.first().pk}
    worker = cast.community_worker
    walked = rounds.plan(
        grid=None, focus="housing", planned_date=at.date(), post=worker, by=worker.actor(), at=at
    )
    return [
        ("disputes:day", mediator, {}),
        ("disputes:list", mediator, {"key": "mediate"}),
        ("disputes:register", mediator, {}),
        ("disputes:parties", mediator, {"reference": cases[0].reference}),
        ("disputes:party", mediator, party),
        ("disputes:rounds", worker, {}),
        ("disputes:round", worker, {"pk": walked.pk}),
        ("disputes:grids", worker, {}),
        ("disputes:committee", mediator, {}),
        *(("cases:case", mediator, {"reference": one.reference}) for one in cases),
    ]


def directive_pages(cast: Any) -> list[Visit]:
    """Return the pages of directives, for who gave one, who holds it and who helps."""
    giver, clerk, at = world(cast).province_handler, cast.street_clerk, timezone.now() - DAY
    root, _, county, street = chain(cast, at=at)
    asked = survey(root, cast, at=at)
    street = take_directive(street, "accept", clerk, at=at)
    given = {"communities": [cast.community_unit], "what": "提供场地。"}
    take_directive(street, "ask_communities", clerk, at=at, **given)
    take_directive(street, "note_progress", clerk, at=at, done="选址", obstacle="money")
    by = clerk.actor()
    practices.post_practice(street, title="中午开放", text="配微波炉。", by=by, at=at)
    first, own = {"reference": root.reference}, {"reference": street.reference}
    return [
        ("directives:day", clerk, {}),
        ("directives:list", clerk, {"key": "file"}),
        ("directives:given", giver, {}),
        ("directives:give", giver, {}),
        ("directives:tree", giver, first),
        ("directives:reports", giver, first),
        ("directives:ask", giver, first),
        ("directives:report", giver, first | {"pk": asked.pk}),
        ("directives:practices", clerk, own),
        ("cases:case", clerk, own),
        ("cases:case", cast.government_handler, {"reference": county.reference}),
        ("cases:case", cast.community_worker, own),
    ]


def rule_set(cast: Any) -> Any:
    """Return a local rule of the city, in force since yesterday."""
    asked = Setting(
        cast.city, 9, "workdays", timezone.localdate() - DAY, "《济南市12345热线工作规范》",
        "提高办理效率", "第十二条",
    )  # fmt: skip
    rule = rule_of("hotline", "normal")
    return set_rule(rule, asked, by=cast.system_administrator.actor(), at=timezone.now())


def council_pages(cast: Any) -> list[Visit]:
    """Return the pages of councils, for residents and staff, with councils at work."""
    worker, at = cast.community_worker, timezone.now() - 30 * DAY
    open_now = topic_in("announced", cast, at=timezone.now() - DAY)
    for text in ("建在北墙边", "要有人看管"):
        opinions.give(open_now.deliberation, text, submission_key=text, at=open_now.moved_at)
    followed = take_council(topic_in("following", cast, at=at), "give_task", cast)
    short = assembly_in("adjourned", cast, at=at)
    decided = take_council(assembly_in("in_force", cast, motion="rules", at=at), "file_rules", cast)
    convention = {"pk": Convention.objects.get().pk}
    return [
        ("councils:home", None, {}),
        ("councils:place", None, {"code": cast.community.pk}),
        ("councils:topic", None, {"reference": open_now.reference}),
        ("councils:topic", None, {"reference": followed.reference}),
        ("councils:assembly", None, {"reference": decided.reference}),
        ("councils:convention", None, convention),
        ("councils:day", worker, {}),
        ("councils:list", worker, {"key": "following"}),
        ("councils:propose", worker, {}),
        ("councils:convene", worker, {}),
        ("councils:opinions", worker, {"reference": open_now.reference}),
        ("councils:conventions", cast.street_clerk, {}),
        ("councils:quorums", cast.system_administrator, {}),
        *(("cases:case", worker, {"reference": one.reference})
          for one in (open_now, followed, short, decided)),
        ("cases:case", cast.street_clerk, {"reference": decided.reference}),
    ]  # fmt: skip


def conference_pages(cast: Any) -> list[Visit]:
    """Return the pages of conferences: a damaged report, half confirmed, with somebody called."""
    post, damaged = cast.social_work_officer, at_work(cast)
    one = {"pk": damaged.pk}
    called = {"row": damaged.called.get(unit=cast.government).pk}
    return [
        ("conferences:list", post, {}),
        ("conferences:new", post, {}),
        ("conferences:read", post, {}),
        ("conferences:plan", post, {}),
        *(
            (f"conferences:{name}", post, one)
            for name in (
                "conference", "change", "venues", "called", "speeches", "papers", "report",
                "reading",
            )
        ),
        ("conferences:speech", post, one | {"row": damaged.speeches.first().pk}),
        ("conferences:attendance", cast.government_handler, one | called),
        ("conferences:conference", cast.government_handler, one),
    ]  # fmt: skip


def batch_of(cast: Any, case: Any) -> Any:
    """Return a batch of the street clerk's, of which one thing was done and one was not."""
    return actions.ask(
        "case.assign", post=cast.street_clerk, things=[case.pk, 999_001], key="every-page",
        terms={"post": cast.street_clerk.pk}, by=cast.street_clerk.actor(), at=timezone.now(),
    )  # fmt: skip


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


def test_tables_name_every_page(cast):
    """`hotline:record` is the form behind a call, opened in the next test through its call."""
    known = {name for name, _, _ in visits(cast)} | set(NO_PAGE) | {"hotline:record"}
    found = set(named(get_resolver()))
    assert found - known == set(), "put these pages into one of the tables"
    assert known - found == set(), "these pages are gone"


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_every_page_is_whole(cast, page_at: Callable[..., Page], assert_accessible, language):
    """Chinese is held against all rules on the telephone, English at the desk; both fit both."""
    wrong = faults_of(visits(cast), language, page_at=page_at, assert_accessible=assert_accessible)
    assert not wrong, "\n\n".join(wrong)
