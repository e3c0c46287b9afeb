"""What reminders keep of people."""

from __future__ import annotations

from linli.core.personal import DUTY, Personal, Use, declare
from linli.core.text import Text

REMINDING = Use(
    whose=Text("来件人、文中提到的人", "Senders and whoever is written about"),
    purpose=Text("提醒经办岗位", "To remind those in charge"),
    basis=DUTY,
    period="record",
    readers=Text("被提醒的岗位", "The posts reminded"),
)
declare(
    "notices.Notice",
    personal={"facts": Personal(Text("事项标题", "Title of the matter"), REMINDING)},
    code="role kind",
    key="about reference",
)
