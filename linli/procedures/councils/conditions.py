"""What steps of councils wait for, each with the sentence that says so."""

from __future__ import annotations

from datetime import datetime

from linli.cases.models import Case
from linli.core.actors import Actor
from linli.core.text import Text
from linli.procedures.councils import selectors
from linli.procedures.councils.words import ADOPTED, NOTED, SENT, TO_CORRECT

NO_TASK = Text("没有待登记的任务。", "No task waits for a report.")
TASKS_LEFT = Text("还有任务没有登记完成情况：{what}。", "Nothing is recorded yet of: {what}.")
NO_MOTION = Text("请先列入至少一项表决事项。", "Put at least one motion on the agenda first.")
ALL_VOTED = Text("各项都已表决。", "All motions were voted on.")
MOTIONS_LEFT = Text("还有事项没有表决：{what}。", "Not voted on yet: {what}.")
NO_RULES = Text("没有待报备案的村规民约、居民公约。", "No convention waits to be sent for filing.")
NOTHING_TO_FILE = Text("没有待备案的文本。", "No convention waits for the township.")
NOT_ASKED = Text("街道、乡镇没有提出纠正要求。", "The township has asked for no correction.")
NOT_FILED = Text(
    "村规民约、居民公约尚未备案。", "The convention is not filed with the township yet."
)


def has_task(case: Case, by: Actor, at: datetime) -> Text | None:
    """A task waits for a report."""
    return None if selectors.open_tasks(case) else NO_TASK


def tasks_are_told(case: Case, by: Actor, at: datetime) -> Text | None:
    """Of each task it is recorded what became of it: done, in part, or not done."""
    left = selectors.open_tasks(case)
    if not left:
        return None
    return TASKS_LEFT.format(
        what=Text("、".join(one.what for one in left), ", ".join(one.what for one in left))
    )


def has_motion(case: Case, by: Actor, at: datetime) -> Text | None:
    """What is decided is announced beforehand."""
    return None if case.assembly.motions.exists() else NO_MOTION


def has_open_motion(case: Case, by: Actor, at: datetime) -> Text | None:
    """A motion was not voted on yet."""
    return None if selectors.open_motions(case) else ALL_VOTED


def all_voted(case: Case, by: Actor, at: datetime) -> Text | None:
    """No motion is left open."""
    left = selectors.open_motions(case)
    if not left:
        return None
    return MOTIONS_LEFT.format(
        what=Text("、".join(one.title for one in left), ", ".join(one.title for one in left))
    )


def rules_to_send(case: Case, by: Actor, at: datetime) -> Text | None:
    """A convention was adopted and not sent to the township."""
    version = selectors.version_of(case)
    return None if version and version.filing == ADOPTED else NO_RULES


def filing_waits(case: Case, by: Actor, at: datetime) -> Text | None:
    """A convention lies with the township."""
    version = selectors.version_of(case)
    return None if version and version.filing == SENT else NOTHING_TO_FILE


def correction_is_asked(case: Case, by: Actor, at: datetime) -> Text | None:
    """The township has asked for a correction that was not answered."""
    version = selectors.version_of(case)
    return None if version and version.filing == TO_CORRECT else NOT_ASKED


def rules_are_filed(case: Case, by: Actor, at: datetime) -> Text | None:
    """What had to be filed is filed, or a newer version has taken its place."""
    version = selectors.version_of(case)
    if version is None or version.filing == NOTED:
        return None
    is_superseded = version.convention.versions.filter(no__gt=version.no).exists()
    return None if is_superseded else NOT_FILED


def has_next_task(case: Case) -> bool:
    """Return whether a task is due on a day."""
    return selectors.next_date(case) is not None


def has_rules(case: Case) -> bool:
    """Return whether the assembly adopted a convention."""
    return selectors.rules_motion(case) is not None


OF_TASKS = {check.__name__: check for check in (has_task, tasks_are_told)}
OF_DELIBERATIONS = OF_TASKS
OF_ASSEMBLIES = {
    **OF_TASKS,
    **{
        check.__name__: check
        for check in (
            has_motion, has_open_motion, all_voted, rules_to_send, filing_waits,
            correction_is_asked, rules_are_filed,
        )
    },
}  # fmt: skip
