"""How a petition's timeline words what happened to its letters."""

from __future__ import annotations

from linli.core.text import Text

EVENTS: dict[str, Text] = {
    "letter.drafted": Text("起草{name}", "Drafted: {name}"),
    "letter.corrected": Text("修改{name}", "Corrected: {name}"),
    "letter.issued": Text("签发{name}", "Issued: {name}"),
    "letter.voided": Text("作废{name}", "Made void: {name}"),
    "letter.read": Text("查看{name}", "Read: {name}"),
    "letter.downloaded": Text("下载{name}", "Downloaded: {name}"),
    "letter.erased": Text("清除文书中的个人信息", "Personal data of letters erased"),
}
