"""Issues letters: the number in one short transaction, the files outside any, then the end.

Whatever is cut short between is finished by the job `letters.finish`: the letter has its number
and its template, so that the same files come out.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from linli.base.audit.log import record
from linli.base.files.actions import store
from linli.base.files.models import StoredFile
from linli.base.letters import numbers
from linli.base.letters.chinese import file_name
from linli.base.letters.drafting import IS_VOID, MOVED_ON, _facts, _locked
from linli.base.letters.glyphs import refuse_missing
from linli.base.letters.models import DRAFT, ISSUED, ISSUING, VOID, Letter
from linli.base.letters.reading import text_of
from linli.base.letters.rendering import current_template, paper
from linli.base.letters.values import open_values, require
from linli.core.actors import Actor
from linli.core.errors import NotAllowed, WrongState
from linli.core.text import Text
from linli.core.zone import local_day

logger = logging.getLogger(__name__)
# Younger ones are still in the hands of whoever issues them.
LEFT_ALONE = timedelta(seconds=30)
MOST_A_RUN = 50


def issue(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Number the letter, make its files and return it issued. Call it outside transactions.

    It is set once before, so that a letter that can't be set takes no number. Raises Incomplete
    at a field that is missing, NotAllowed for a role that does not sign it, WrongState when it is
    no draft, Refused for signs that no font holds."""
    check(letter, by=by, at=at)
    with transaction.atomic():
        number(letter, by=by, at=at)
    finish(letter.pk)
    return Letter.objects.select_related("unit", "docx", "pdf").get(pk=letter.pk)


def check(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Raise what `issue` would raise, and take nothing."""
    _check(letter, by)
    trial = paper(letter, at=at)
    refuse_missing(text_of(trial.word))
    trial.pdf(at)


def issue_in_step(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Number the letter inside the caller's transaction, such as a procedure's step, and make
    its files when that has committed. Call `check` before the step; raises like it."""
    numbered = number(letter, by=by, at=at)
    transaction.on_commit(lambda: finish(numbered.pk), robust=True)
    return numbered


@transaction.atomic
def number(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Take the letter's number and return it as `issuing`; its files are still to be made."""
    locked = _locked(letter)
    _check(locked, by)
    kind, year = locked.declared, local_day(at).year
    if kind.is_numbered:
        locked.number = numbers.take(kind, locked.unit, year)
    locked.number_text = numbers.number_text(kind, locked.unit, year, locked.number)
    locked.year, locked.template = year, current_template(kind)
    locked.stage, locked.issued_at, locked.issued_by_id = ISSUING, at, by.post_id
    locked.issuer = asdict(by)
    locked.save()
    return locked


def finish(pk: int) -> bool:
    """Make the files of a letter that has its number; return whether this call did it.

    May be called any number of times, by any number of processes at once."""
    letter = Letter.objects.select_related("unit", "template__file").get(pk=pk)
    if letter.stage != ISSUING or letter.issued_at is None:
        return False
    made = paper(letter, at=letter.issued_at)
    name = file_name(letter.declared.name.zh, letter.number_text)
    word = _stored(made.word, f"{name}.docx")
    pdf = _stored(made.pdf(letter.issued_at), f"{name}.pdf")
    return _finished(letter, word, pdf)


def finish_left(at: datetime) -> int:
    """Finish letters whose issuing was cut short; return how many. One that fails stops no
    other."""
    left = Letter.objects.filter(stage=ISSUING, issued_at__lt=at - LEFT_ALONE)
    done = 0
    for pk in left.order_by("issued_at").values_list("pk", flat=True)[:MOST_A_RUN]:
        try:
            done += finish(pk)
        except Exception:
            logger.exception("The letter %s can't be finished", pk)
    return done


def _check(letter: Letter, by: Actor) -> None:
    if letter.stage != DRAFT:
        raise WrongState(IS_VOID if letter.stage == VOID else MOVED_ON)
    kind = letter.declared
    if kind.signs and by.kind == "post" and by.role not in kind.signs:
        raise NotAllowed(
            Text("您的岗位不能签发该文书。", "Your post does not sign this letter."),
            code="not_signer",
        )
    require(kind, open_values(letter))


@transaction.atomic
def _finished(letter: Letter, word: StoredFile, pdf: StoredFile) -> bool:
    locked = _locked(letter)
    if locked.stage != ISSUING or locked.issued_at is None:
        return False
    locked.docx, locked.pdf, locked.stage = word, pdf, ISSUED
    locked.save()
    facts = _facts(locked) | {"docx": word.sha256, "pdf": pdf.sha256}
    record(
        locked.chain, "letter.issued", by=Actor(**locked.issuer), at=locked.issued_at, facts=facts
    )
    return True


def _stored(content: bytes, name: str) -> StoredFile:
    return store(ContentFile(content, name=name))
