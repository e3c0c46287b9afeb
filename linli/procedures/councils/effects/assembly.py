"""What the steps of an assembly change beside the state: without a quorum nothing is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from linli.base.files.models import StoredFile
from linli.cases.assignment import notify_unit, remind_of
from linli.cases.engine import Moving
from linli.cases.models import Participation
from linli.cases.registry import Effect
from linli.core.errors import Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.councils import selectors
from linli.procedures.councils.counting import check_counts, is_passed
from linli.procedures.councils.effects.saving import (
    COMMON,
    must_have_had_notice,
    must_leave_notice,
    save,
)
from linli.procedures.councils.models import Assembly, Convention, Motion, Sitting, Version
from linli.procedures.councils.quorums import IN_VILLAGE_KINDS
from linli.procedures.councils.words import (
    ADOPTED,
    BY_BALLOT,
    NOTED,
    PASSED,
    REJECTED,
    RESIDENTS_CONVENTION,
    RULES,
    SENT,
    TO_CORRECT,
    VILLAGE_RULES,
)

ONE_CONVENTION = Text(
    "一次会议只列入一项村规民约、居民公约。",
    "One convention an assembly, and one is there already.",
)
NO_QUORUM = Text(
    "应到{of}人，{rule}即至少{needed}人到会才能举行，实到{came}人，不能开会，不得作出决定"
    "（{basis}）。请选择“到会人数不足，未能举行”，再次召集。",
    "Of {of} people {rule} must come, that is {needed}; {came} came. It can't be held and decides "
    "nothing ({basis}). Choose “Too few have come” and call it again.",
)
QUORATE = Text(
    "实到{came}人，已达到至少{needed}人的要求，可以开会。",
    "{came} came and {needed} are needed: it can be held.",
)
TOO_MANY = Text("实到人数不能超过应到{of}人。", "No more than {of} people can come.")
NOT_ITS_MOTION = Text("请选择本次会议尚未表决的事项。", "Choose a motion that was not voted on.")


def set_motion(moving: Moving, *, kind: str, title: str, wording: str) -> None:
    """What is voted on stands in full before the assembly is announced."""
    assembly = _row(moving)
    if kind == RULES and assembly.motions.filter(kind=RULES).exists():
        raise Refused(ONE_CONVENTION, field="kind", code="one_convention")
    Motion.objects.create(
        assembly=assembly, no=assembly.motions.count() + 1, kind=kind, title=title.strip(),
        wording=wording.strip(),
    )  # fmt: skip


def announce(moving: Moving, *, notice: str, when: datetime, place: str) -> None:
    """Everybody reads when and where it meets, and what is voted on."""
    must_leave_notice(moving, when)
    assembly = _row(moving)
    Sitting.objects.create(
        assembly=assembly, no=assembly.sittings.count() + 1, meeting_at=when, place=place.strip()
    )
    save(moving, assembly, notice=notice.strip(), announced_at=moving.at)


def announce_again(moving: Moving, *, notice: str, when: datetime, place: str) -> None:
    """Another meeting, with its own notice; the quorum is the same."""
    announce(moving, notice=notice, when=when, place=place)


def reschedule(moving: Moving, *, when: datetime, place: str, reason: str) -> None:
    """Another time, with its own notice."""
    must_leave_notice(moving, when)
    save(moving, selectors.sitting_of(_row(moving)), meeting_at=when, place=place.strip())


def open_sitting(
    moving: Moving, *, held_on: date, attended: int, chair: str, files: Sequence[StoredFile] = ()
) -> None:
    """Enough have come. Raises Refused, with the rule and the numbers, where they have not."""
    assembly, needed = _counted(moving, held_on, attended)
    if attended < needed:
        rule = assembly.rule
        why = NO_QUORUM.format(
            of=assembly.electorate, rule=rule.quorum.text, needed=needed, came=attended,
            basis=rule.basis.cited,
        )  # fmt: skip
        raise Refused(why, field="attended", code="no_quorum")
    _held(moving, assembly, held_on, attended, chair, is_quorate=True)


def adjourn(
    moving: Moving, *, held_on: date, attended: int, chair: str, files: Sequence[StoredFile] = ()
) -> None:
    """Too few have come: nothing is decided. Raises Refused where enough have."""
    assembly, needed = _counted(moving, held_on, attended)
    if attended >= needed:
        why = QUORATE.format(came=attended, needed=needed)
        raise Refused(why, field="attended", code="quorate")
    _held(moving, assembly, held_on, attended, chair, is_quorate=False)


def vote(
    moving: Moving, *, motion: Motion, method: str, in_favour: int, against: int, abstained: int,
    tellers: str, invalid: int | None = None, issued: int | None = None,
    returned: int | None = None,
) -> None:  # fmt: skip
    """A vote as the tellers counted it, held against those who came: what passes is reckoned, not
    said."""
    assembly = _row(moving)
    # As it stands now: somebody else may have recorded it meanwhile.
    fresh = Motion.objects.filter(pk=motion.pk, assembly=assembly, result="").first()
    if fresh is None:
        raise Refused(NOT_ITS_MOTION, field="motion", code="not_its_motion")
    came = selectors.sitting_of(assembly).attended or 0
    counts = {
        "in_favour": in_favour, "against": against, "abstained": abstained, "invalid": invalid,
        "issued": issued, "returned": returned,
    }  # fmt: skip
    check_counts(counts, method=method, came=came, tellers=tellers)
    needed = assembly.rule.majority.of(came)
    if method != BY_BALLOT:
        counts |= {"invalid": None, "issued": None, "returned": None}
    result = PASSED if is_passed(in_favour, needed) else REJECTED
    save(
        moving, fresh, method=method, tellers=tellers.strip(), needed=needed, result=result,
        voted_at=moving.at, **counts,
    )  # fmt: skip
    moving.facts |= {"needed": needed, "result": result}


def close_sitting(moving: Moving, *, minutes: str, files: Sequence[StoredFile] = ()) -> None:
    """It is over, and what was said is written down."""
    save(moving, _row(moving), minutes=minutes.strip())


def publish(moving: Moving, *, decision: str) -> None:
    """Everybody reads what was decided; a convention that passed becomes its next version."""
    assembly = _row(moving)
    save(moving, assembly, decision=decision.strip(), published_at=moving.at)
    motion = selectors.rules_motion(moving.case)
    if motion:
        _adopt(moving, assembly, motion)


def file_rules(moving: Moving) -> None:
    """The township is told of the convention."""
    version = _version(moving)
    save(moving, version, filing=SENT, sent_at=moving.at)
    _tell_township(moving, "council.filed")


def note_filing(moving: Moving) -> None:
    """The township notes that it has it; it approves nothing."""
    save(moving, _version(moving), filing=NOTED, noted_at=moving.at)
    remind_of(moving.case, "council.noted", at=moving.at)


def ask_correction(moving: Moving, *, law: str, contradicts: str) -> None:
    """The township says what contradicts which law; the text stays as it was adopted."""
    save(
        moving, _version(moving), filing=TO_CORRECT, law=law.strip(),
        contradicts=contradicts.strip(), answer="",
    )  # fmt: skip
    remind_of(moving.case, "council.to_correct", at=moving.at)


def answer_correction(moving: Moving, *, answer: str) -> None:
    """How it is corrected, which is for the assembly, or why nothing contradicts."""
    save(moving, _version(moving), filing=SENT, answer=answer.strip())
    _tell_township(moving, "council.filed")


def finish(moving: Moving, *, report: str) -> None:
    """Everybody reads what came of it."""
    save(moving, _row(moving), report=report.strip())


def _row(moving: Moving) -> Assembly:
    found: Assembly = moving.case.assembly
    return found


def _counted(moving: Moving, held_on: date, attended: int) -> tuple[Assembly, int]:
    """Return the assembly and how many must come. Raises Refused for too many and for a day
    within the notice."""
    must_have_had_notice(moving, held_on)
    assembly = _row(moving)
    if attended > assembly.electorate:
        why = TOO_MANY.format(of=assembly.electorate)
        raise Refused(why, field="attended", code="too_many")
    return assembly, assembly.rule.quorum.of(assembly.electorate)


def _held(
    moving: Moving, assembly: Assembly, day: date, came: int, chair: str, *, is_quorate: bool
) -> None:
    save(
        moving, selectors.sitting_of(assembly), held_date=day, attended=came, chair=chair.strip(),
        is_quorate=is_quorate,
    )  # fmt: skip
    needed = assembly.rule.quorum.of(assembly.electorate)
    moving.facts |= {"of": assembly.electorate, "needed": needed}


def _adopt(moving: Moving, assembly: Assembly, motion: Motion) -> None:
    kind = VILLAGE_RULES if assembly.kind in IN_VILLAGE_KINDS else RESIDENTS_CONVENTION
    convention, _ = Convention.objects.get_or_create(unit=moving.case.unit, kind=kind)
    held = selectors.sitting_of(assembly).held_date
    Version.objects.create(
        convention=convention, no=convention.versions.count() + 1, motion=motion,
        text=motion.wording, adopted_date=held or local_day(moving.at), published_at=moving.at,
        filing=ADOPTED,
    )  # fmt: skip


def _version(moving: Moving) -> Version:
    found = selectors.version_of(moving.case)
    # The condition of the step has said so.
    assert found is not None
    return found


def _tell_township(moving: Moving, kind: str) -> None:
    parts = Participation.objects.filter(case=moving.case, part="overseeing", until_at=None)
    for part in parts.select_related("unit"):
        notify_unit(moving.case, part.unit, kind, at=moving.at)


EFFECTS: dict[str, Effect] = {
    **COMMON,
    **{
        effect.__name__: effect
        for effect in (
            set_motion, announce, announce_again, reschedule, open_sitting, adjourn, vote,
            close_sitting, publish, file_rules, note_filing, ask_correction, answer_correction,
            finish,
        )
    },
}  # fmt: skip
