"""What stored files keep of people."""

from __future__ import annotations

from linli.core.personal import DUTY, Personal, Use, declare
from linli.core.text import Text

PROOF = Use(
    whose=Text("来件人、照片和文件中的人", "Senders, and whoever a picture or paper shows"),
    purpose=Text("证明所反映的情况", "To show what the matter is"),
    basis=DUTY,
    period="record",
    readers=Text("有权查看该事项的岗位", "Posts that may see the matter"),
)
declare(
    "files.StoredFile",
    personal={
        "original_name": Personal(Text("文件名", "Name of the file"), PROOF),
        "sha256": Personal(
            Text("文件本身（按摘要存放）", "The file itself, stored by its digest"), PROOF,
            Text(
                "照片的拍摄位置默认去除；无引用后一日内删除",
                "The place of a photo is removed unless kept; deleted a day after its last use",
            ),
            is_sensitive=True,
        ),
    },
    key="id",
    number="size",
    technical="content_type",
    truth="has_location_removed",
)  # fmt: skip
