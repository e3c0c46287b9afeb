"""The pages of rooms, each with its reader and what it shows; see `visits`."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.base.batches import actions
from linli.base.rules.actions import Setting, set_rule
from linli.base.rules.settable import rule_of
from linli.procedures.councils import opinions
from linli.procedures.councils.models import Convention
from linli.procedures.directives import practices
from linli.procedures.disputes import rounds
from tests.browser.visiting import Visit
from tests.councils import assembly_in, topic_in
from tests.councils import take as take_council
from tests.directives import chain, survey, world
from tests.directives import take as take_directive
from tests.disputes import in_state as dispute_in
from tests.registers.conferences.reports import at_work
from tests.requests import DAY


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
