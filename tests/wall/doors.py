"""Every door of the instance: how the wall's test walks through it, or why it need not.

A new address fails `test_doors.py` until it stands here. Enter it as

- `Numbered`: it is asked about one case, by a number, an id, a file, a call. The requests are
  made with the accusation's own and with numbers that belong to nothing, and must come out alike.
- `General`: it shows lists, counts, forms or settings. The requests are made in a city with the
  accusation and in the same city without it, and must come out alike.
- `Excused`: with a sentence that says why nothing of a case can come out of it.
"""

from __future__ import annotations

from tests.wall.asking import Both, Door, Excused, General, Numbered, page, plain, sent
from tests.wall.batch_doors import OF_BATCHES
from tests.wall.conference_doors import OF_CONFERENCES
from tests.wall.council_doors import OF_COUNCILS
from tests.wall.directive_doors import OF_DIRECTIVES
from tests.wall.dispute_doors import OF_DISPUTES
from tests.wall.figure_doors import OF_FIGURES
from tests.wall.petition_doors import OF_PETITIONS
from tests.wall.privacy_doors import OF_PRIVACY
from tests.wall.search_doors import OF_SEARCH
from tests.wall.suggestion_doors import OF_SUGGESTIONS
from tests.wall.whistle_doors import OF_WHISTLES

ACCOUNT = "It knows the person's own account and posts, and asks nothing of cases."
RULES = "It reads and writes calendars and limits, which know no case of their own."
DUTIES = "The duty lists know no cases (import contract), and are public besides."
FIXED = "It shows fixed words and examples alone."
MOVES = (
    "It says how many terms a change moves, and of which units; sealed cases are in no such "
    "number: tests/cases/test_recounting.py."
)

# What the desk can be asked, scope by scope, each with the counts of all its lists; what a post
# does not have is passed over.
DESK = [
    "", "?scope=unit&list=assisting", "?scope=unit&list=copies", "?scope=unit&list=waiting",
    "?scope=person", "?scope=range&list=open&sort=newest", "?scope=range&list=done",
]  # fmt: skip
STEPS = ("dispatch", "answer", "sign_opinion", "mark_accusation")
ACTS = ("assist", "note", "admit", "nothing")

OF_SIGNING_IN = (
    "mfa_index", "mfa_authenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "accounts:sessions", "accounts:again", "accounts:stay",
    "accounts:provider", "accounts:provider_back", "administration:end_sessions",
    "administration:identity",
)  # fmt: skip

DOORS: dict[str, Door] = {
    # accounts
    "account_login": Excused(ACCOUNT),
    "account_logout": Excused(ACCOUNT),
    "account_inactive": Excused(ACCOUNT),
    "account_change_password": Excused(ACCOUNT),
    **dict.fromkeys(OF_SIGNING_IN, Excused(ACCOUNT)),
    "accounts:kept": Excused(
        "It shows a person what they typed themselves, from an encrypted row of their browser's."
    ),
    "accounts:choose": plain("accounts:choose"),
    "accounts:play": Excused("It exists in the demo alone and lists its people."),
    "accounts:find_units": Excused("It finds units by their names; none is marked or left out."),
    "accounts:find_people": Excused("It finds staff by their names; none is marked or left out."),
    "accounts:first_password": Excused(ACCOUNT),
    "accounts:enter_by_link": Excused(ACCOUNT),
    # administration
    "administration:index": plain("administration:index"),
    "administration:units": plain("administration:units"),
    "administration:open_unit": plain("administration:open_unit"),
    "administration:unit": General(
        lambda world: [page("administration:unit", pk=world.cast.street_unit.pk)]
    ),
    "administration:change_unit": Excused("It shows and changes the unit's own fields."),
    "administration:close_unit": General(
        lambda world: [
            page("administration:close_unit", pk=world.cast.street_unit.pk),
            sent(
                "administration:close_unit",
                {"until_date": "2026-12-31"},
                pk=world.cast.far_street_unit.pk,
            ),
        ]
    ),
    "administration:people": plain("administration:people"),
    "administration:create_person": Excused("It asks for a name and a user name."),
    "administration:person": General(
        lambda world: [
            page("administration:person", pk=post.person_id)
            for post in (world.cast.street_clerk, world.cast.hotline_clerk)
        ]
    ),
    "administration:issue_link": Excused(ACCOUNT),
    "administration:turn": Excused(ACCOUNT),
    "administration:appoint": General(
        lambda world: [
            page("administration:appoint", pk=world.cast.outsider.pk),
            sent(
                "administration:appoint",
                {
                    "unit": world.cast.street_unit.label,
                    "role": "street_clerk",
                    "from_date": "2026-03-10",
                },
                pk=world.cast.outsider.pk,
            ),
        ]
    ),
    "administration:end_post": Excused("It asks for the last day of a post."),
    "administration:deputy": General(
        lambda world: [page("administration:deputy", pk=world.cast.street_clerk.pk)]
    ),
    "administration:calendar": Excused(RULES),
    "administration:calendar_year": Excused(RULES),
    "administration:declare_year": Excused(MOVES),
    "administration:calendar_day": Excused(MOVES),
    "administration:rules": Excused(RULES),
    "administration:rule": Excused(RULES),
    "administration:set_rule": Excused(MOVES),
    "administration:end_rule": Excused(MOVES),
    "administration:version": Excused(MOVES),
    "administration:withdraw_rule": Excused(RULES),
    "administration:log": Both(
        (
            General(
                lambda world: [
                    page("administration:log"),
                    page("administration:log", "?chains=case"),
                    page("administration:log", "?chains=system"),
                    page("administration:log", f"?chain={world.ordinary.chain}"),
                    page("administration:log", "?kind=case.sealed"),
                    page("administration:log", "?kind=case.linked"),
                    page("administration:log", "?kind=case.opened"),
                    page("administration:log", "?person=hotline_clerk"),
                    page("administration:log", "?person=street_clerk"),
                ]
            ),
            Numbered(lambda world, n: [page("administration:log", f"?chain=case:{n.case}")]),
        )
    ),
    "administration:verify": Excused(
        "It proves all chains and shows a verdict with the number of lines of the whole instance; "
        "a fault names its chain, which the auditor must know."
    ),
    # operations
    "operations:health": Excused("It says whether database, worker and disk are well."),
    "operations:live": Excused(FIXED),
    "operations:metrics": Excused(
        "It counts requests by the names of pages, which other requests move as well; what counts "
        "cases leaves sealed ones out: tests/wall/test_operations.py."
    ),
    # ground
    "regions:find": Excused("It finds places by their names."),
    "ui:language": Excused(FIXED),
    "ui:components": Excused(FIXED),
    "ui:shown": Excused(FIXED),
    "ui:component": Excused(FIXED),
    # cases
    "cases:case": Both(
        (
            General(
                lambda world: [
                    page("cases:case", reference=case.reference) for case in world.open_to_all
                ]
            ),
            Numbered(
                lambda world, n: [
                    page("cases:case", reference=n.reference),
                    page("cases:case", "?open=dispatch", reference=n.reference.replace("-", "")),
                    page("cases:case", reference=n.receipt),
                ]
            ),
        )
    ),
    "cases:step": Numbered(
        lambda world, n: [
            page("cases:step", reference=n.reference, key="dispatch"),
            *(sent("cases:step", {"reason": "x"}, reference=n.reference, key=key) for key in STEPS),
            sent(
                "cases:step",
                {"outcome": "repeated", "explanation": "已办理过", "earlier": n.reference},
                reference=world.ordinary.reference,
                key="inform",
            ),
            *(
                sent("cases:step", {"earlier": number}, reference=office.reference, key=key)
                for office in (world.petitions.at_office,)
                for key in ("decline_known", "decline_ended")
                for number in (n.reference, n.receipt)
            ),
        ]
    ),
    "cases:act": Numbered(
        lambda world, n: [
            page("cases:act", reference=n.reference, key="assign"),
            *(sent("cases:act", {"text": "x"}, reference=n.reference, key=key) for key in ACTS),
            sent(
                "cases:act",
                {"reference": n.reference, "kind": "related"},
                reference=world.ordinary.reference,
                key="link",
            ),
            sent(
                "cases:act",
                {"reference": n.receipt, "kind": "related"},
                reference=world.ordinary.reference,
                key="link",
            ),
        ]
    ),
    "cases:person": Numbered(
        lambda world, n: [
            page("cases:person", reference=n.reference),
            sent("cases:person", {"kind": "telephone", "reason": "核对"}, reference=n.reference),
        ]
    ),
    "cases:file": Numbered(
        lambda world, n: [
            page("cases:file", reference=n.reference, pk=n.attachment),
            page("cases:file", reference=world.ordinary.reference, pk=n.attachment),
        ]
    ),
    # duties
    "duties:list": Excused(DUTIES),
    "duties:find": Excused(DUTIES),
    "duties:add": Excused(DUTIES),
    "duties:item": Excused(DUTIES),
    "duties:change": Excused(DUTIES),
    "duties:end": Excused(DUTIES),
    # hotline
    "hotline:call": plain("hotline:call"),
    "hotline:earlier": Numbered(
        lambda world, n: [
            sent("hotline:earlier", {"telephone": n.telephone}, htmx=True),
        ]
    ),
    "hotline:taken": Numbered(
        lambda world, n: [
            page("hotline:taken", reference=n.reference),
            sent("hotline:taken", {"answer": "x"}, reference=n.reference),
        ]
    ),
    "hotline:passcode": Numbered(
        lambda world, n: [
            page("hotline:passcode", f"?number={n.reference}"),
            page("hotline:passcode", f"?number={n.receipt}"),
        ]
    ),
    "hotline:reissue": Numbered(
        lambda world, n: [
            page("hotline:reissue", reference=n.reference),
            page("hotline:reissue", reference=n.receipt),
            sent("hotline:reissue", {"reason": "核对"}, reference=n.reference),
        ]
    ),
    "hotline:reissued": Numbered(
        lambda world, n: [page("hotline:reissued", reference=n.reference)]
    ),
    **OF_PRIVACY,
    "hotline:items": Excused(DUTIES),
    "hotline:calls": plain("hotline:calls"),
    **{
        f"hotline:{name}": Numbered(
            lambda world, n, name=name: [
                page(f"hotline:{name}", pk=n.call)
                if name == "call_out"
                else sent(f"hotline:{name}", {}, pk=n.call)
            ]
        )
        for name in ("call_out", "dial", "told", "postpone", "give_up")
    },
    "hotline:record": Numbered(
        lambda world, n: [
            sent("hotline:record", {"reached": "yes"}, pk=n.call, key=key)
            for key in ("call_back", "return_to_unit")
        ]
    ),
    # desk
    "desk:home": General(lambda world: [page("desk:home", query) for query in DESK]),
    **OF_SEARCH,
    **OF_FIGURES,
    **OF_BATCHES,
    **OF_CONFERENCES,
    "desk:reminders": plain("desk:reminders"),
    "desk:seen": General(
        lambda world: [sent("desk:seen", {"id": [str(pk) for pk in range(1, 200)]})]
    ),
    # portal: whoever holds the receipt follows their own message; nobody else gets in
    "portal:home": Excused(FIXED),
    "portal:privacy": Excused(FIXED),
    "portal:write": Excused("It takes a new message and looks nothing up."),
    "portal:write_as": Excused("It takes a new message and looks nothing up."),
    "portal:receipt": Excused("It shows the receipt of the form sent from this very browser."),
    "portal:track": Numbered(
        lambda world, n: [
            page("portal:track"),
            sent("portal:track", {"number": n.receipt, "passcode": "000000"}),
            sent("portal:track", {"number": n.reference, "passcode": "000000"}),
        ]
    ),
    "portal:leave": Excused("It forgets the receipt that this browser showed."),
    "portal:message": plain("portal:message"),
    "portal:file": Numbered(lambda world, n: [page("portal:file", pk=n.file)]),
    "portal:add_facts": Numbered(
        lambda world, n: [
            page("portal:add_facts", reference=n.reference),
            sent("portal:add_facts", {"text": "x"}, reference=n.reference),
        ]
    ),
    "portal:take": Numbered(
        lambda world, n: [
            page("portal:take", reference=n.reference, key="rate"),
            sent("portal:take", {"resolved": "yes"}, reference=n.reference, key="reopen"),
        ]
    ),
}

DOORS |= OF_PETITIONS | OF_DISPUTES | OF_COUNCILS | OF_WHISTLES | OF_SUGGESTIONS
DOORS |= OF_DIRECTIVES

# Commands of `linli`, by name: what each prints of cases.
COMMANDS: dict[str, str] = {
    "demo": "It makes a city of invented people.",
    "init": "It prints the folders and the first administrators of a new instance.",
    "serve": "It prints addresses; the log of requests keeps paths, and is the operator's.",
    "worker": "It prints which work was done; of a case that failed its id alone.",
    "regions": "It prints places.",
    "units": "It prints units.",
    "procedures": "It prints declarations.",
    "term": "It prints what a term's rule gives, for no case.",
    "intake": "It prints the receipts of what it has just opened, to whoever brought the file.",
    "mend": "It prints a file that its user has.",
    "conference": "It prints a file that its user has.",
    "figures": "It prints how many numbers differ, of all cases but sealed ones, which have none.",
    "reindex": "It prints how many cases were indexed; sealed ones are not among them.",
    "backup": "It writes the whole instance for its operator, encrypted unless told otherwise, and "
    "prints the number of files; the keys are not in it.",
    "restore": "It prints a verdict and counts of files; no text, no number of a case.",
    "verify": "It prints a verdict and the names of chains that don't check out; no text.",
    "manage": "It is the operator's, who has the database.",
}

# Modules that write files or build them to be sent: what each puts there of cases.
WRITERS: dict[str, str] = {
    "linli/home.py": "The keys of the instance.",
    "linli/base/audit/heads.py": "Ends of chains: names such as case:12 and codes, no text.",
    "linli/base/ui/catalogues.py": "Catalogues of translations.",
    "linli/base/files/storage.py": "Files as they came, under random names, outside the web root.",
    "linli/cli/instance.py": "The folders and settings of a new instance.",
    "linli/cli/sign_ins.py": "Links by which the first administrators sign in.",
    "linli/base/operations": "Backups: the whole instance, sealed cases too, encrypted for those "
    "who keep them; readable by the owner of the process alone.",
    "linli/base/sheets/writing.py": "Tables of batches: the cases that the post may see, never a "
    "sealed one (test_bulk); units, posts, duties.",
    "linli/procedures/petitions/annual_files.py": "Counts over a range, as the page shows them.",
    "linli/base/letters": "Letters of a case, given to those alone who stand in it and see it.",
}
