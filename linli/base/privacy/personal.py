"""What the room of identifiers keeps of people."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "record",
        Text("随所属事项", "With the matter it belongs to"),
        Text("事项办结之日", "the day the matter is closed"),
        OWN,
        said=Text("与所属事项同时删除", "Erased together with the matter"),
    )
)
PERSON = Use(
    whose=Text("来件人、代表、被检举控告人", "Senders, representatives, people accused"),
    purpose=Text(
        "与来件人联系、送达、核实身份、告知结果",
        "To speak with the sender, deliver papers, make sure who they are, tell the result",
    ),
    basis=DUTY,
    period="record",
    readers=Text(
        "归口、承办、协办单位的经办岗位，每次查看须写明理由",
        "Posts of the units that run, handle or assist, each time for a reason",
    ),
    recipients=Text(
        "依法送达的受送达人；不向被反映人提供",
        "Whoever a paper is lawfully delivered to; never those written about",
    ),
)
SEALED = Text("AES-256-GCM 加密，单独存放", "Encrypted with AES-256-GCM, kept apart")
declare(
    "privacy.Identifier",
    personal={
        "ciphertext": Personal(
            Text("姓名、电话、身份证号码、住址", "Name, telephone, identity number, address"),
            PERSON, SEALED, is_sensitive=True,
        ),
        "masked": Personal(
            Text("上述信息的脱敏形式", "The same, masked"), PERSON,
            Text("只含部分字符", "Holds some characters only"),
        ),
        "blind_index": Personal(
            Text("上述信息的查找摘要", "A keyed digest by which they are found"), PERSON,
            Text("带密钥的摘要，不能还原", "A keyed digest that can't be turned back"),
        ),
    },
    key="subject",
    code="kind",
)  # fmt: skip
declare("privacy.ErasureReport", day="day", number="erased")
declare("privacy.ErasureTally", code="rule what ground", number="number")
