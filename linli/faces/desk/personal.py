"""What desks keep of people."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "desk",
        Text("工作台设置", "Settings of a desk"),
        Text("岗位终止", "the end of the post"),
        OWN,
        said=Text("由本岗位自行删除", "Deleted by the post itself"),
    )
)
LOOKING = Use(
    whose=Text("搜索词中提到的人", "Whoever a search names"),
    purpose=Text("再次使用同一搜索", "To use the same search again"),
    basis=DUTY,
    period="desk",
    readers=Text("本岗位", "The post itself"),
)
declare(
    "desk.SavedFilter",
    personal={
        "name": Personal(Text("名称", "Its name"), LOOKING),
        "query": Personal(
            Text("搜索词和条件", "Words and filters"), LOOKING,
            Text("按电话、姓名的查找不能保存", "Searches by telephone or name can't be saved"),
        ),
    },
)  # fmt: skip
