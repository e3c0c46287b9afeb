"""What suggestions keep of people, and how long."""

from __future__ import annotations

from linli.core.personal import OWN, Period, Personal, Use, declare, keep_for
from linli.core.procedure import Basis
from linli.core.text import Text

keep_for(
    Period(
        "suggestion",
        Text("人民建议征集", "A suggestion"),
        Text("建议办结之日", "the day on which it was closed"),
        OWN,
        months=60,
    )
)
RULES = Text("信访工作条例", "Regulation on Petition Work (2022)")
STUDIED = Use(
    whose=Text("建议人、建议中提到的人", "Who suggests, and whoever the suggestion speaks of"),
    purpose=Text("研究建议并答复建议人", "To study a suggestion and answer it"),
    basis=Basis(RULES, "第二十九条", "A"),
    period="suggestion",
    readers=Text(
        "征集部门、主办和会同研究的单位", "The office that collects, the units that study it"
    ),
)
SHOWN = Use(
    whose=Text("愿意署名的建议人", "Senders who wish to be named"),
    purpose=Text("按本人意愿在建议墙上署名", "To name them on the wall as they wish"),
    basis=Basis(Text("本人同意", "Their consent"), "", "design"),
    period="suggestion",
    readers=Text("公开", "The public"),
)
PUBLIC = Use(
    whose=Text("建议人", "Who suggests"),
    purpose=Text("经本人同意公开建议及办理结果", "To publish what was suggested and what became "
                 "of it, as the sender agrees"),
    basis=Basis(Text("本人同意", "Their consent"), "", "design"),
    period="suggestion",
    readers=Text("公开（工作人员审核后发布）", "The public, once an officer released it"),
)  # fmt: skip
declare(
    "suggestions.Campaign",
    office="subject explanation ways feedback",
    day="from_date until_date",
)
declare(
    "suggestions.Suggestion",
    personal={
        "subject": Personal(Text("建议主题", "What it is about"), STUDIED),
        "reasons": Personal(Text("主要事由", "Why"), STUDIED),
        "proposal": Personal(Text("对策建议", "What is suggested"), STUDIED),
        "publicity": Personal(Text("是否同意公开", "Whether it may be published"), STUDIED),
        "signature": Personal(Text("署名", "Name to be shown"), SHOWN),
    },
    code="field offered verdict outcome",
    day="due_date done_date",
)
declare(
    "suggestions.Publication",
    personal={
        "title": Personal(Text("公开标题", "Title for the public"), PUBLIC),
        "text": Personal(Text("公开内容", "Text for the public"), PUBLIC),
        "author": Personal(Text("署名", "Name shown"), SHOWN),
    },
    number="supporters",
)
declare(
    "suggestions.News",
    personal={"text": Personal(Text("办理结果", "What became of it"), PUBLIC)},
    code="step",
)
declare("suggestions.Support", key="browser")
