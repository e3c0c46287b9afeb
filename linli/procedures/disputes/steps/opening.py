"""From registration to acceptance: consent of each party, refusal, acceptance, handing on."""

from __future__ import annotations

from linli.core.procedure import Field, Transition
from linli.core.text import Text
from linli.procedures.disputes.steps.takers import BEFORE_EFFECT, MEDIATORS, PARTIES
from linli.procedures.disputes.words import (
    CONSENT_WAYS,
    DECLINE_GROUNDS,
    DESIGN,
    KINDS,
    NOT_TAKEN,
    article,
)

WHICH = Field("party", Text("当事人", "Party"), "thing")
HOW = Field("way", Text("方式", "How"), "choice", choices=CONSENT_WAYS)

OPENING = (
    Transition(
        "record_consent",
        Text("登记当事人同意调解", "Record that a party agrees"),
        ("registered", "mediating"),
        None,
        MEDIATORS,
        needs=(WHICH, HOW),
        conditions=("somebody_unasked",),
        basis=article("第十七条"),
        public=Text("一方当事人同意调解", "A party agreed to mediation"),
        is_told=False,
    ),
    Transition(
        "agree",
        Text("同意调解", "Agree to mediation"),
        ("registered", "mediating"),
        None,
        PARTIES,
        conditions=("is_party", "not_agreed_yet"),
        basis=article("第十七条"),
        public=Text("一方当事人同意调解", "A party agreed to mediation"),
        is_told=False,
    ),
    Transition(
        "accept",
        Text("受理", "Accept"),
        ("registered",),
        "mediating",
        MEDIATORS,
        needs=(Field("kind", Text("纠纷类别", "Type of dispute"), "choice", choices=KINDS),),
        conditions=("has_two_sides", "all_agree"),
        basis=article("第十七条"),
        public=Text("各方同意，已受理，开始调解", "All agreed; accepted, mediation begins"),
    ),
    Transition(
        "pass_on",
        Text("转其他调解委员会", "Pass on to another committee"),
        ("registered", "mediating"),
        None,
        MEDIATORS,
        needs=(
            Field("unit", Text("人民调解委员会", "Mediation committee"), "unit", is_public=True),
            Field("reason", Text("理由", "Why")),
        ),
        basis=DESIGN,
        public=Text("转由其他人民调解委员会调解", "Passed on to another mediation committee"),
    ),
    Transition(
        "decline",
        Text("不予受理", "Do not accept"),
        ("registered",),
        "ending",
        MEDIATORS,
        needs=(
            Field("ground", Text("理由", "Ground"), "choice", choices=DECLINE_GROUNDS,
                  is_public=True),
            Field("explanation", Text("说明", "Explanation"), is_public=True,
                  help=Text("当事人会看到这段话。", "The parties will read this.")),
        ),
        basis=NOT_TAKEN,
        public=Text("不属于人民调解范围，未受理", "Not for people's mediation; not accepted"),
    ),
    Transition(
        "record_refusal",
        Text("登记当事人拒绝、要求终止", "Record that a party refuses or ends it"),
        BEFORE_EFFECT,
        "ending",
        MEDIATORS,
        needs=(
            WHICH,
            HOW,
            Field("reason", Text("当事人的说法（内部）", "What the party says (internal)"),
                  is_required=False),
        ),
        basis=article("第十七条、第二十三条"),
        public=Text(
            "一方当事人明确表示不调解，依法不再调解",
            "A party clearly refused; by law mediation stops",
        ),
    ),
    Transition(
        "refuse",
        Text("不同意调解、要求终止", "Refuse or end mediation"),
        BEFORE_EFFECT,
        "ending",
        PARTIES,
        needs=(
            Field("reason", Text("原因（可不填）", "Why (you need not say)"), is_required=False,
                  help=Text("只有调解委员会能看到。", "Only the committee reads this.")),
        ),
        conditions=("is_party",),
        basis=article("第十七条、第二十三条"),
        public=Text(
            "一方当事人明确表示不调解，依法不再调解",
            "A party clearly refused; by law mediation stops",
        ),
        is_told=False,
    ),
)  # fmt: skip
