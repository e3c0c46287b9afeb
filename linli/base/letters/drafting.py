"""Drafts letters, corrects them, makes them void, and forgets who they spoke of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.base.letters.kinds import KINDS
from linli.base.letters.models import DRAFT, ISSUED, ISSUING, VOID, Letter
from linli.base.letters.values import changed_keys, cleaned, forget_values, keep_values, open_values
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused, WrongState
from linli.core.text import Text

MOVED_ON = Text(
    "该文书已签发，不能再修改。", "This letter was issued and can't be changed any more."
)
DECIDED = Text(
    "这是已经签发的内容，文书须与之一致，不能改写。",
    "This was decided and signed; the letter says the same and can't be worded otherwise.",
)
IS_VOID = Text("该文书已作废。", "This letter is void.")
LONGEST_REASON = 500


@transaction.atomic
def draft(
    kind: str, *, chain: str, unit: Unit, values: Mapping[str, Any], by: Actor, at: datetime
) -> Letter:
    """Return a new draft for `chain` ("case:12") in the name of `unit`; it may lack values.

    Raises KeyError for a kind or field that is not declared, Refused for a value that can't be.
    """
    declared = KINDS[kind]
    found = cleaned(declared, values)
    letter = Letter(chain=chain, kind=kind, unit=unit, drafted_at=at, changed_at=at)
    letter.drafted_by_id = by.post_id
    keep_values(letter, found)
    letter.save()
    record(chain, "letter.drafted", by=by, at=at, facts=_facts(letter))
    return letter


@transaction.atomic
def correct(letter: Letter, *, values: Mapping[str, Any], by: Actor, at: datetime) -> Letter:
    """Give a draft other values, all of them, and return it; the log names the fields changed.

    Raises WrongState once it is issued or void, Refused, at the field, for a value that can't be
    and for another wording of what was decided."""
    locked = _locked(letter)
    if locked.stage != DRAFT:
        raise WrongState(IS_VOID if locked.stage == VOID else MOVED_ON)
    found = cleaned(locked.declared, values)
    changed = changed_keys(locked.declared, open_values(locked), found)
    decided = next((f.key for f in locked.declared.fields if f.is_decided and f.key in changed), "")
    if decided:
        raise Refused(DECIDED, field=decided, code="decided")
    if changed:
        keep_values(locked, found)
        locked.changed_at = at
        locked.save()
        facts = _facts(locked) | {"fields": changed}
        record(locked.chain, "letter.corrected", by=by, at=at, facts=facts)
    return locked


@transaction.atomic
def void(letter: Letter, *, reason: str, by: Actor, at: datetime) -> Letter:
    """Make a draft or an issued letter void and return it; its number is not given again.

    Raises Incomplete without a reason, WrongState when it is void or being issued."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if not reason:
        raise Incomplete(
            Text("请说明作废理由。", "Say why it is void."), code="no_reason", field="reason"
        )
    locked = _locked(letter)
    if locked.stage not in (DRAFT, ISSUED):
        being = Text("该文书正在生成，请稍后再试。", "The letter is being made; try again shortly.")
        raise WrongState(being if locked.stage == ISSUING else IS_VOID)
    locked.stage, locked.void_at, locked.void_reason = VOID, at, reason
    locked.save()
    texts = {"reason": reason}
    record(locked.chain, "letter.voided", by=by, at=at, facts=_facts(locked), texts=texts)
    return locked


@transaction.atomic
def erase_personal(chain: str, *, by: Actor, at: datetime) -> int:
    """Forget who the letters of `chain` spoke of: their personal values and their files, which
    hold them too. Return of how many letters. Numbers and what else was written stay."""
    letters = list(Letter.objects.select_for_update().filter(chain=chain).order_by("pk"))
    letters = [letter for letter in letters if letter.stage != ISSUING]
    if not letters:
        return 0
    forget_values(letter.subject for letter in letters)
    # The bytes go with the daily clearing of files to which no row points.
    Letter.objects.filter(pk__in=[one.pk for one in letters]).update(docx=None, pdf=None)
    record(chain, "letter.erased", by=by, at=at, facts={"letters": [one.pk for one in letters]})
    return len(letters)


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=letter.pk)


def _facts(letter: Letter) -> dict[str, Any]:
    name = letter.declared.name
    facts: dict[str, Any] = {
        "letter": letter.pk,
        "kind": letter.kind,
        "name": {"zh": name.zh, "en": name.en},
        "unit": letter.unit_id,
    }
    return facts | ({"number": letter.number_text} if letter.number_text else {})
