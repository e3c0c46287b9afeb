"""What letters keep of people."""

from __future__ import annotations

from linli.core.personal import DUTY, Personal, Use, declare
from linli.core.text import Text

SAID = Use(
    whose=Text("受文人、文书中提到的人", "Addressees and whoever a letter speaks of"),
    purpose=Text("以书面告知、答复", "To tell and to answer in writing"),
    basis=DUTY,
    period="record",
    readers=Text("归口、承办、协办单位的经办岗位", "Posts of the units that run, handle or assist"),
    recipients=Text("依法送达的受送达人", "Whoever it is lawfully delivered to"),
)
APART = Text("指明个人的内容另行加密存放", "What names people is kept apart, encrypted")
declare(
    "letters.Letter",
    personal={
        "values": Personal(Text("文书内容", "Words of the letter"), SAID, APART),
        "issuer": Personal(Text("签发人（岗位）", "Who issued it, as a post"), SAID),
        "void_reason": Personal(Text("作废理由", "Why it was made void"), SAID),
    },
    key="subject chain",
    code="kind stage",
    number="number year number_text",
)
declare("letters.TemplateVersion", code="kind", number="no", truth="is_current")
declare("letters.LetterNumber", code="kind", number="year last")
declare("letters.UnitSign", office="sign")
