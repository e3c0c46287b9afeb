"""Puts a template in place of the shipped one, takes it back, and sets units' signs."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from linli.base.accounts.models import Unit
from linli.base.audit.log import record
from linli.base.files.actions import store
from linli.base.letters.checking import check
from linli.base.letters.chinese import one_line
from linli.base.letters.kinds import LetterKind
from linli.base.letters.models import TemplateVersion, UnitSign
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.text import Text

LONGEST_SIGN = 20


def replace(kind: LetterKind, template: bytes, *, by: Actor, at: datetime) -> TemplateVersion:
    """Put a Word file in force as the template of `kind` and return its version.

    Raises Refused, its message naming all that stands against it."""
    problems = check(kind, template)
    if problems:
        raise Refused(
            Text("".join(one.zh for one in problems), " ".join(one.en for one in problems)),
            code="bad_template",
            field="file",
        )
    file = store(ContentFile(template, name=f"{kind.name.zh}.docx"))
    with transaction.atomic():
        versions = TemplateVersion.objects.select_for_update().filter(kind=kind.key)
        last = max((version.no for version in versions), default=0)
        versions.update(is_current=False)
        version = TemplateVersion.objects.create(
            kind=kind.key, no=last + 1, file=file, uploaded_at=at, uploaded_by_id=by.post_id
        )
        facts = {"kind": kind.key, "no": version.no, "sha256": file.sha256}
        record("system", "letter_template.replaced", by=by, at=at, facts=facts)
    return version


@transaction.atomic
def restore(kind: LetterKind, no: int | None, *, by: Actor, at: datetime) -> None:
    """Put version `no` in force again, or with None the shipped template.

    Raises Refused when there is no such version."""
    versions = TemplateVersion.objects.select_for_update().filter(kind=kind.key)
    if no is not None and no not in [version.no for version in versions]:
        raise Refused(Text("没有该版本。", "There is no such version."), code="no_version")
    versions.update(is_current=False)
    if no is not None:
        TemplateVersion.objects.filter(kind=kind.key, no=no).update(is_current=True)
    facts = {"kind": kind.key, "no": no or 0}
    record("system", "letter_template.restored", by=by, at=at, facts=facts)


@transaction.atomic
def set_sign(unit: Unit, sign: str, *, by: Actor, at: datetime) -> None:
    """Set the short sign (机关代字) of `unit`, or with an empty one take it away.

    Numbers given before stay as they are. Raises Refused for a sign that another unit has."""
    sign = one_line(sign)[:LONGEST_SIGN]
    rows = UnitSign.objects.filter(unit=unit)
    if sign and UnitSign.objects.filter(sign=sign).exclude(unit=unit).exists():
        raise Refused(
            Text("其他单位已使用该代字。", "Another unit uses this sign."),
            code="taken",
            field="sign",
        )
    if sign:
        UnitSign.objects.update_or_create(unit=unit, defaults={"sign": sign})
    else:
        rows.delete()
    facts = {"unit": unit.pk, "sign": sign}
    record("system", "letter_sign.set", by=by, at=at, facts=facts)
