"""What could go wrong with personal data here, and what is done against it: the part of an impact
assessment that the inventory of fields can't say (Personal Information Protection Law, Art. 56)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Measure:
    """A risk to the people concerned, and the measures against it."""

    risk: Text
    measure: Text


MEASURES: Final = (
    Measure(
        Text(
            "被反映人得知来件人是谁，打击报复",
            "Those written about learn who wrote and strike back",
        ),
        Text(
            "姓名、电话、住址加密另存，列表脱敏，查看须写明理由并留痕；检举控告件仅知情名单可见，"
            "被检举控告的单位和人员一律不得知情",
            "Names, telephones and addresses are encrypted and kept apart, masked in lists, seen "
            "for a reason on record; an accusation is seen by its list alone, never by the accused",
        ),
    ),
    Measure(
        Text("工作人员无关查看、批量查询", "Staff look at what is none of their business"),
        Text(
            "权限只来自岗位；每次查看写入不可篡改的日志；来件人可以看到哪个单位在哪天看过",
            "Authority comes from posts alone; every look enters a log that proves itself; senders "
            "see which unit looked on which day",
        ),
    ),
    Measure(
        Text("信息保存过久", "Data is kept for too long"),
        Text(
            "各程序声明保存期限，到期自动删除并留报告；暂缓删除须有理由、有责任岗位",
            "Each procedure declares a period; what is past it is erased by itself, with a report; "
            "holding it back needs a reason and a post that answers for it",
        ),
    ),
    Measure(
        Text("给个人打分、画像、贴标签", "People are scored, profiled or labelled"),
        Text(
            "系统不设个人评分、排名、风险标签；统计只有合计",
            "There is no score, rank or risk label of a person; figures are totals alone",
        ),
    ),
    Measure(
        Text("程序代替人作出决定", "A program decides about a person"),
        Text(
            "程序只提出建议并说明理由，由岗位上的人决定",
            "Programs propose and say why; a person in a post decides",
        ),
    ),
    Measure(
        Text("密钥、备份泄露", "Keys or backups leak"),
        Text(
            "密钥不在数据库中，可以逐行更换；数据库泄露不含明文姓名和号码",
            "Keys are kept outside the database and changed row by row; a leaked database holds "
            "no name or number in clear",
        ),
    ),
    Measure(
        Text("居民无从知晓、无法更正", "Residents can neither know nor correct"),
        Text(
            "凭受理号和查询密码可查看、取副本、更正、申请删除；不同意的说明理由",
            "With receipt and passcode they see, copy, correct and ask for erasure; a refusal "
            "gives its reasons",
        ),
    ),
)
# What no measure here covers, said so that nobody signs for it.
LEFT: Final = (
    Text(
        "持有数据库、备份和密钥的人能够读取全部内容，须靠运行单位的管理制度约束。",
        "Whoever holds database, backups and keys can read everything; that is for the operator's "
        "own rules.",
    ),
    Text(
        "来件内容和文件靠权限保护，不逐字加密；其中写到的他人信息只能随来件一并删除。",
        "Texts and files are protected by access, not by encryption; what they say of others goes "
        "with the message only.",
    ),
    Text(
        "标记为C级依据和自定的保存期限须由使用单位按本地归档范围确认。",
        "Periods of grade C and of our own design must be confirmed by each office.",
    ),
)
