"""What batches keep of people."""

from __future__ import annotations

from linli.core.personal import DUTY, OWN, Period, Personal, Use, declare, keep_for
from linli.core.text import Text

keep_for(
    Period(
        "batch",
        Text("批量任务", "Batch"),
        Text("任务结束", "the end of the batch"),
        OWN,
        said=Text(
            "按 LINLI_BATCH_KEEP_DAYS 设定的天数", "The days that LINLI_BATCH_KEEP_DAYS says"
        ),
    )
)
DONE_IN_ONE_GO = Use(
    whose=Text("表格行涉及的人员", "Whoever a row is about"),
    purpose=Text("批量办理、导入、导出", "To do one act for many, to import, to export"),
    basis=DUTY,
    period="batch",
    readers=Text("发起任务的岗位", "The post that asked for it"),
)
SEALED = Text("加密存放", "Encrypted")
declare(
    "batches.Batch",
    personal={
        "terms": Personal(Text("任务条件", "What it is to do"), DONE_IN_ONE_GO),
        "about": Personal(Text("任务说明", "What it does, in a sentence"), DONE_IN_ONE_GO),
        "why": Personal(Text("未完成原因", "Why it was not finished"), DONE_IN_ONE_GO),
    },
    code="kind stage",
    key="key",
    number="total done refused attempts",
    truth="is_stopping is_told",
)
declare(
    "batches.BatchItem",
    personal={
        "sealed": Personal(Text("导入的行", "A row of an import"), DONE_IN_ONE_GO, SEALED),
        "reasons": Personal(Text("未办原因", "Why it was refused"), DONE_IN_ONE_GO),
    },
    number="no",
    key="thing",
    code="change outcome",
)
