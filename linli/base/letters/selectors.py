"""Reads letters: those of a chain, with what the reader may do; kinds with their templates."""

from __future__ import annotations

from dataclasses import dataclass

from linli.base.accounts.models import Post
from linli.base.letters.access import CORRECT, ISSUE, VOID, access, rights_of
from linli.base.letters.kinds import KINDS, LetterKind
from linli.base.letters.models import DRAFT, ISSUED, ISSUING, Letter, TemplateVersion
from linli.base.letters.models import VOID as IS_VOID
from linli.core.text import Text

STAGES = {
    DRAFT: (Text("草稿", "Draft"), "warn"),
    ISSUING: (Text("正在生成", "Being made"), "info"),
    ISSUED: (Text("已签发", "Issued"), "good"),
    IS_VOID: (Text("已作废", "Void"), "bad"),
}


@dataclass(frozen=True)
class Shown:
    """A letter as a page shows it to one post, with the post's rights on it."""

    letter: Letter
    rights: frozenset[str]

    @property
    def kind(self) -> LetterKind:
        """Return the declared kind."""
        return self.letter.declared

    @property
    def stage(self) -> Text:
        """Return the name of the stage."""
        return STAGES[self.letter.stage][0]

    @property
    def tone(self) -> str:
        """Return the tone in which the stage is said."""
        return STAGES[self.letter.stage][1]

    @property
    def is_draft(self) -> bool:
        """Return whether nothing is issued yet."""
        return self.letter.stage == DRAFT

    @property
    def is_being_made(self) -> bool:
        """Return whether the letter has its number and waits for its files."""
        return self.letter.stage == ISSUING

    @property
    def is_erased(self) -> bool:
        """Return whether the files went when somebody's data was erased."""
        return self.letter.issued_at is not None and not (self.is_being_made or self.letter.docx_id)

    @property
    def may_correct(self) -> bool:
        """Return whether the post may change the draft."""
        return self.is_draft and CORRECT in self.rights

    @property
    def may_issue(self) -> bool:
        """Return whether the post may issue the draft now."""
        return self.is_draft and ISSUE in self.rights

    @property
    def may_void(self) -> bool:
        """Return whether the post may make the letter void now."""
        return self.letter.stage in (DRAFT, ISSUED) and VOID in self.rights


@dataclass(frozen=True)
class TemplateShown:
    """A kind of letter with the template version in force; None for the shipped one."""

    kind: LetterKind
    version: TemplateVersion | None


def letters_of(chain: str) -> list[Letter]:
    """Return the letters of `chain`, the newest first. One query."""
    letters = Letter.objects.filter(chain=chain).select_related("unit", "issued_by__unit")
    return list(letters.order_by("-drafted_at", "-pk"))


def shown(chain: str, post: Post | None) -> list[Shown]:
    """Return the letters of `chain` that `post` may read, the newest first."""
    rows = (
        Shown(one, rights_of(chain, one.kind, post, unit=one.unit_id)) for one in letters_of(chain)
    )
    return [row for row in rows if row.rights]


def one_shown(pk: int, post: Post | None) -> Shown | None:
    """Return the letter if `post` may read it, else None, as if there were none."""
    letters = Letter.objects.select_related("unit", "docx", "pdf", "template__file")
    letter = letters.filter(pk=pk).first()
    room = ""
    if letter is not None and letter.kind in KINDS:
        if rights := rights_of(letter.chain, letter.kind, post, unit=letter.unit_id):
            return Shown(letter, rights)
        room = letter.chain.partition(":")[0]
    # Every room is asked before the answer is no, so that a letter behind a wall takes as long
    # as none.
    for prefix in access.keys():  # noqa: SIM118
        if prefix != room:
            rights_of(f"{prefix}:0", "", post)
    return None


def templates() -> list[TemplateShown]:
    """Return all kinds of letters with the templates in force. One query."""
    versions = TemplateVersion.objects.filter(is_current=True).select_related("uploaded_by__unit")
    current = {version.kind: version for version in versions}
    return [TemplateShown(kind, current.get(kind.key)) for kind in KINDS]


def versions_of(kind: LetterKind) -> list[TemplateVersion]:
    """Return the versions of a kind's template, the newest first. One query."""
    rows = TemplateVersion.objects.filter(kind=kind.key).select_related("file", "uploaded_by__unit")
    return list(rows.order_by("-no")[:50])
