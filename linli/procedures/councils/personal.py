"""What councils keep of people, and how long."""

from __future__ import annotations

from linli.core.personal import OWN, Period, Personal, Use, declare, keep_for
from linli.core.procedure import Basis
from linli.core.text import Text

for _key, _name, _ends in (
    ("deliberation", Text("居民协商", "Deliberation"),
     Text("协商办结之日", "the day on which it was closed")),
    ("assembly", Text("村（居）民会议", "Assembly"),
     Text("会议事项办结之日", "the day on which it was closed")),
):  # fmt: skip
    keep_for(Period(_key, _name, _ends, OWN, months=120))

LAWS = Text(
    "村民委员会组织法、城市居民委员会组织法", "Organic Laws of Villagers' and Residents' Committees"
)
HELD = Use(
    whose=Text("到会、发言的居民", "Residents who came and spoke"),
    purpose=Text("记录协商和会议经过", "To record how it was deliberated and decided"),
    basis=Basis(LAWS, "", "C"),
    period="deliberation",
    readers=Text("承办的社区、村和街道、乡镇", "The community and its township"),
)
VOTED = Use(
    whose=Text("主持会议、唱票计票监票的人", "Who chairs and who counts"),
    purpose=Text("记录会议和表决由谁主持、由谁计票", "To record who chaired and who counted"),
    basis=Basis(LAWS, "", "C"),
    period="assembly",
    readers=Text("承办的社区、村和街道、乡镇", "The community and its township"),
    recipients=Text("会议记录的查阅人", "Who reads the record of the assembly"),
)
HEARD = Use(
    whose=Text("发表意见的居民、意见中提到的人", "Who gives an opinion, and whom it speaks of"),
    purpose=Text("听取对议题的意见", "To hear what people think of a topic"),
    basis=Basis(LAWS, "", "C"),
    period="deliberation",
    readers=Text("承办的社区、村；经其公开的，居民", "The community; of those released, everybody"),
    recipients=Text("公开后的居民", "Residents, once it is released"),
)
PUBLIC = Use(
    whose=Text("公告和结果中可能提到的群体", "Groups that a notice or a result may name"),
    purpose=Text("向居民公布议题、结果和决议", "To publish topics, results and decisions"),
    basis=Basis(LAWS, "", "C"),
    period="deliberation",
    readers=Text("公开", "The public"),
)
declare(
    "councils.Deliberation",
    personal={
        "affected": Personal(
            Text("利益相关方（群体，不写姓名）", "Who is affected: groups"), PUBLIC
        ),
        "chair": Personal(Text("主持人", "Chair"), HELD),
        "present": Personal(Text("到会的各方（群体）", "Who was represented: groups"), PUBLIC),
        "minutes": Personal(Text("会议记录", "Minutes"), HELD),
        "result": Personal(Text("协商意见", "The opinion"), PUBLIC),
        "differing": Personal(Text("不同意见", "Differing views"), PUBLIC),
    },
    code="source scope outcome adoption",
    office="topic notice agenda place adopter explanation report",
    number="attended",
    day="opinions_until held_date",
)
declare(
    "councils.Opinion",
    personal={
        "text": Personal(Text("意见（不留姓名）", "The opinion, with no name"), HEARD),
        "answer": Personal(Text("社区的回应", "What the community says to it"), HEARD),
    },
    code="way withheld",
    key="submission",
)
declare(
    "councils.Assembly",
    personal={"minutes": Personal(Text("会议记录", "Minutes"), VOTED)},
    code="kind convener grade",
    number="electorate quorum_part quorum_of majority_part majority_of",
    truth="quorum_is_over majority_is_over",
    office="instrument_zh instrument_en article purpose notice decision report",
)
declare(
    "councils.Sitting",
    personal={"chair": Personal(Text("主持人", "Chair"), VOTED)},
    number="no attended",
    office="place",
    day="held_date",
    truth="is_quorate",
)
declare(
    "councils.Motion",
    personal={"tellers": Personal(Text("唱票、计票、监票人", "Tellers"), VOTED)},
    number="no issued returned in_favour against abstained invalid needed",
    code="kind method result",
    office="title wording",
)
declare("councils.Partner", code="kind", office="name")
declare(
    "councils.Task",
    code="outcome",
    office="what note",
    day="due_date done_date",
)
declare("councils.Convention", code="kind")
declare(
    "councils.Version",
    number="no",
    office="text contradicts law answer",
    code="filing",
    day="adopted_date",
)
declare(
    "councils.LocalQuorum",
    code="kind",
    number="quorum_part quorum_of majority_part majority_of",
    truth="quorum_is_over majority_is_over",
    day="in_force_from",
    office="instrument article",
)
