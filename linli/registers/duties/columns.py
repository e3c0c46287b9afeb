"""The columns of a duty list's Excel file."""

from __future__ import annotations

from typing import Final

from linli.base.sheets.columns import Column, Sheet
from linli.core.text import Text
from linli.registers.duties.lists import DUTY_LISTS

COLUMNS: Final = (
    Column(
        "list", Text("清单", "List"), 16,
        Text("基本履职事项、配合履职事项或上级部门收回事项", "Which of the three lists"),
        is_required=True, spoken=("清单类型", "清单名称"),
        choices=tuple(each.name for each in DUTY_LISTS.values()),
    ),
    Column(
        "number", Text("序号", "Number"), 10,
        Text("在本清单中不重复", "Not used twice in a list"),
        is_required=True, spoken=("编号", "事项编号"),
    ),
    Column(
        "category", Text("类别", "Category"), 14,
        Text("如市容环境", "Such as street cleaning"), spoken=("事项类别", "类型"),
    ),
    Column(
        "name", Text("事项名称", "Item"), 44,
        Text("按公布的清单填写", "As published"),
        is_required=True, spoken=("事项", "履职事项", "履职事项名称"),
    ),
    Column(
        "lead", Text("主责单位", "Lead"), 24,
        Text(
            "基本履职事项留空；其他填部门名称，如“城市管理局”指所在区县的城市管理局",
            "Empty for own duties; else a department's name, which each county has its own for",
        ),
        spoken=("对应上级部门", "上级主责部门", "承接部门", "主责部门"),
    ),
    Column(
        "assisting", Text("配合单位", "Assisting"), 24,
        Text("部门名称，多个用顿号隔开", "Names of departments with commas between them"),
        spoken=("配合部门", "协办单位"),
    ),
    Column(
        "upper_duty", Text("上级部门职责", "Duty of the department"), 36,
        Text("配合履职事项填写", "For assisting duties"), spoken=("上级部门职责分工",),
    ),
    Column(
        "own_duty", Text("乡镇（街道）职责", "Duty of the town or street"), 36,
        Text("配合履职事项填写", "For assisting duties"),
        spoken=("乡镇职责", "街道职责", "乡镇（街道）配合职责", "乡镇配合职责"),
    ),
    Column(
        "working_method", Text("工作方式", "Working method"), 30,
        Text("收回事项填写", "For duties taken back"), spoken=("承接方式", "工作方式和程序"),
    ),
    Column(
        "basis", Text("依据", "Basis"), 30,
        Text("法律、法规或文件", "Law or document"), spoken=("法律依据", "依据文件"),
    ),
    Column(
        "keywords", Text("关键词", "Keywords"), 36,
        Text("来件中的常见说法，用空格隔开，供派单推荐", "Words of messages, to propose by"),
    ),
    Column(
        "from_date", Text("施行日期", "From"), 12,
        Text("留空则用导入时填写的日期", "Empty: the day entered at the import"),
        spoken=("生效日期", "开始日期"),
    ),
    Column(
        "until_date", Text("停用日期", "Until"), 12,
        Text("一般留空", "Mostly empty"), spoken=("失效日期", "截止日期"),
    ),
)  # fmt: skip
BY_KEY: Final = {column.key: column for column in COLUMNS}
SHEET: Final = Sheet(
    Text("职责清单", "Duty lists"),
    COLUMNS,
    Text(
        "带*的列必填。清单和序号相同的行变更该事项，其余新增。",
        "Columns with * are needed. A row with the list and number of an item changes it.",
    ),
)
