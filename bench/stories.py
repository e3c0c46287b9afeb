"""The courses that the measured cases take, told as the demo's stories are, and how often each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Story:
    """One course of a case. `when` is how long ago it began when it is played; one that is
    `is_open` can be told of any age at which no clock of it would have run out meanwhile."""

    key: str
    share: float
    when: str
    steps: str
    is_open: bool = False
    contact: str = "telephone"
    grade: str = "normal"
    item: str = "B1"
    unit: str = "town"
    result: str = "solved"

    def row(self, place: int, unit: str, other: str) -> dict[str, Any]:
        """Return the story as the demo tells one, of the town `place`."""
        return {
            "when": self.when, "story": self.steps, "place": place, "contact": self.contact,
            "title": "题目" + self.key, "body": "内容" + self.key, "name": "李明",
            "kind": "complaint", "grade": self.grade, "item": self.item, "unit": unit,
            "second": {"item": "B3", "unit": other}, "result": self.result, "result2": "solved",
            "answer": "经现场核实，已安排人员当日处理完毕，并将加强日常巡查，感谢您的监督。",
            "answer2": "再次到场处理，已更换设施，请您查看。", "resolved": "yes",
            "satisfied": "satisfied", "resolved2": "yes", "satisfied2": "satisfied",
            "ground": "not_listed", "reason": "不属于本街道职责清单，应由区住房和城乡建设局办理。",
            "reject_reason": "清单中已列明，由街道办理。", "days": 5,
            "extend_reason": "需要协调产权单位。", "return_reason": "来件人称仍未解决。",
            "note": "已与物业联系，约定次日到现场。", "reopen_reason": "几天后又出现同样的问题。",
            "outcome": "beyond_duty", "explanation": "此事由供电企业负责，请拨打其服务热线。",
        }  # fmt: skip


# Of closed cases; a third is answered at once, most others are handled by a town or street.
CLOSED: Final = (
    Story("at_once", 30, "200d", "at_once 10m", result="explained"),
    Story("informed", 4, "200d", "inform 20m"),
    Story("page", 17, "200d",
          "dispatch 40m, accept 3h, assign 3h5m, contact 1d, note 1d1h, answer 2d, rate 3d",
          contact="page"),
    Story("telephone", 26, "200d",
          "dispatch 30m, accept 2h, assign 2h5m, contact 5h, answer 1d, call_back 2d"),
    Story("department", 11, "200d",
          "dispatch 50m, accept 4h, contact 1d, answer 4d, call_back 5d", item="B2", unit="lead"),
    Story("fast", 3, "200d",
          "dispatch 20m, accept 1h, contact 2h, answer 9h, call_back 1d", grade="utility"),
    Story("objected", 2, "200d",
          "dispatch 40m, object 5h, reject 1d, contact 2d, answer 4d, call_back 5d"),
    Story("redispatched", 2, "200d", "dispatch 40m, object 5h, uphold 1d, redispatch 1d2h, "
          "accept 1d5h, contact 2d, answer 5d, call_back 6d"),
    Story("extended", 2, "200d",
          "dispatch 40m, accept 3h, contact 1d, extend 5d, answer 11d, call_back 12d"),
    Story("again", 2, "200d", "dispatch 40m, accept 3h, contact 1d, answer 2d, "
          "return 2d5h, contact2 4d, answer2 5d, rate2 6d", contact="page"),
    Story("late", 1, "200d",
          "dispatch 40m, accept 3h, contact 1d, answer 9d, call_back 10d"),
)  # fmt: skip

OPEN: Final = (
    Story("new", 3, "20m", "", is_open=True),
    Story("not_dispatched", 0.2, "1d", "", is_open=True),
    Story("to_accept", 4, "1d", "dispatch 40m", is_open=True),
    Story("in_hand", 8, "2d", "dispatch 40m, accept 3h, assign 3h5m, contact 20h", is_open=True),
    Story("free", 3, "2d", "dispatch 40m, accept 3h", is_open=True, contact="page"),
    Story("with_department", 4, "2d", "dispatch 50m, accept 4h, contact 1d", is_open=True,
          item="B2", unit="lead"),
    Story("objected_now", 0.5, "6h", "dispatch 40m, object 5h", is_open=True),
    Story("to_send_again", 0.3, "2d", "dispatch 40m, object 5h, uphold 1d", is_open=True),
    Story("nearly_due", 2, "6d12h", "dispatch 40m, accept 3h, contact 1d", is_open=True),
    Story("complex", 3, "8d", "dispatch 40m, accept 3h, contact 1d", is_open=True,
          grade="complex", item="B2", unit="lead"),
    Story("answered", 6, "3d", "dispatch 40m, accept 3h, contact 1d, answer 2d", is_open=True),
    Story("answered_page", 3, "3d", "dispatch 40m, accept 3h, contact 1d, answer 2d",
          is_open=True, contact="page"),
    Story("overdue", 0.12, "12d", "dispatch 40m, accept 3h, assign 3h5m, contact 1d",
          is_open=True),
    Story("overdue_complex", 0.06, "20d", "dispatch 40m, accept 3h, contact 1d", is_open=True,
          grade="complex", item="B2", unit="lead"),
)  # fmt: skip
