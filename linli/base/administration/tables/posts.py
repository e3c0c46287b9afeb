"""Posts in and out: people are created where they are new, and appointed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone

from linli.base.accounts.actions import appoint, create_person
from linli.base.accounts.actions.authority import ordered
from linli.base.accounts.actions.people import USERNAME
from linli.base.accounts.actions.posts import check_appointment
from linli.base.accounts.hooks import Appointment
from linli.base.accounts.kinds import ROLES, SEPARATED_ROLES
from linli.base.accounts.models import Post, Unit, User
from linli.base.administration import forms, selectors
from linli.base.administration.tables.naming import Units, day_named, declared_named
from linli.base.audit.log import refusals_recorded
from linli.base.batches.kinds import Asked, ExportKind, ImportKind, ImportPlan, PlannedRow
from linli.base.batches.models import BatchItem
from linli.base.batches.running import Work
from linli.base.batches.tables import register_export, register_import
from linli.base.sheets.columns import Column, Sheet, SheetRow
from linli.core.actors import Actor
from linli.core.errors import Incomplete, Refused
from linli.core.text import Text
from linli.core.zone import local_day

UNIT, ROLE = Text("单位", "Unit"), Text("岗位角色", "Role")
FROM_DATE, UNTIL_DATE = Text("起始日期", "First day"), Text("截止日期", "Last day")
SHEET: Final = Sheet(
    Text("人员岗位", "People and posts"),
    (
        Column("username", Text("用户名", "User name"), 18, Text(
            "小写字母、数字、点、横线，至少3位；已有的人按用户名认定",
            "Small letters, digits, dots, dashes, three at least; people are known by it",
        ), is_required=True, longest=60, spoken=("账号", "登录名")),
        Column("name", Text("姓名", "Full name"), 14, Text(
            "新人员必填", "For people who are new"
        ), longest=60),
        Column("unit", UNIT, 30, Text("代码或名称", "Code or name"), is_required=True,
               spoken=("单位代码", "单位名称", "所在单位")),
        Column("role", ROLE, 18, Text(
            "、".join(role.name.zh for role in ROLES.values()),
            ", ".join(role.name.en for role in ROLES.values()),
        ), is_required=True, spoken=("角色", "岗位"),
               choices=tuple(role.name for role in ROLES.values())),
        Column("title", Text("职务", "Title"), 18, Text("可不填", "May be empty"), longest=60),
        Column("from_date", FROM_DATE, 14, Text(
            "留空为导入当日", "Empty: the day of the import"
        ), spoken=("开始日期",)),
        Column("until_date", UNTIL_DATE, 14, Text("留空为不定期", "Empty: without end")),
    ),
    Text(
        "带*的列必填，每行一个岗位。新人员先建账号再任命，登录链接在人员页面上逐人签发。",
        "Columns with * are needed; a row is a post. People who are new are created, then "
        "appointed; their links to sign in are issued on their pages.",
    ),
)  # fmt: skip
NO_NAME: Final = Text("没有这个用户名；新人员请填姓名。", "Nobody has this user name; a new person "
                      "needs a name.")  # fmt: skip
BAD_USERNAME: Final = Text(
    "用户名为3至60位小写字母、数字、点、横线或下划线，以字母或数字开头。",
    "A user name has 3 to 60 small letters, digits, dots, dashes or underscores.",
)
TWO_NAMES: Final = Text(
    "该用户名在第{line}行是另一个姓名。", "Line {line} has another name for it."
)
OTHER_NAME: Final = Text("该用户名已属于{name}。", "This user name belongs to {name}.")
NOT_SEPARATED: Final = Text(
    "系统管理员、安全管理员、安全审计员不得由同一人担任（见第{line}行）。",
    "System administrator, security administrator and auditor must be three people (line {line}).",
)


@dataclass(frozen=True, slots=True)
class Intent:
    """The post that a row means, for `person` (None: to be created as `name`). `is_held`: the
    person holds it already."""

    person: User | None
    name: str
    unit: Unit
    role: str
    title: str
    from_date: date
    until_date: date | None
    is_held: bool = False


class Reader:
    """Reads rows one after the other, knowing who there is and what came before."""

    def __init__(self, rows: Sequence[SheetRow], by: Actor, day: date) -> None:
        usernames = {row.cells.get("username", "") for row in rows}
        found = User.objects.filter(username__in=usernames).prefetch_related("posts")
        self.people = {person.username: person for person in found}
        self.units = Units(row.cells.get("unit", "") for row in rows)
        self.by, self.day = by, day
        self.names: dict[str, tuple[int, str]] = {}
        self.powers: dict[str, tuple[int, str]] = {}

    def read(self, row: SheetRow) -> tuple[Intent | None, list[Text]]:
        """Return what the row means, or all that is wrong with it."""
        errors = list(row.errors)
        username, name = row.cells.get("username", ""), row.cells.get("name", "")
        person = self.people.get(username)
        intent = None
        for check in (self._check_person, self._check_roles):
            try:
                check(row, username, name, person)
            except Refused as refused:
                errors.append(refused.message)
        try:
            intent = self._post(row.cells, person, name)
        except Refused as refused:
            errors.append(refused.message)
        return (None, errors) if errors else (intent, [])

    def _check_person(self, row: SheetRow, username: str, name: str, person: User | None) -> None:
        if person is not None:
            if name and name != person.name:
                raise Refused(OTHER_NAME.format(name=person.name), code="other_name")
            return
        if not USERNAME.fullmatch(username):
            raise Incomplete(BAD_USERNAME, field="username")
        line, before = self.names.setdefault(username, (row.line, name))
        if not (name or before):
            raise Incomplete(NO_NAME, field="name")
        if name and before and name != before:
            raise Refused(TWO_NAMES.format(line=line), code="two_names")

    def _check_roles(self, row: SheetRow, username: str, name: str, person: User | None) -> None:
        """Refuse two of the three administrators' roles for one person within the file; what
        the person holds already is asked by the action itself."""
        role = declared_named(row.cells.get("role", ""), ROLES, ROLE)
        if role not in SEPARATED_ROLES:
            return
        line, other = self.powers.setdefault(username, (row.line, role))
        if other != role:
            raise Refused(NOT_SEPARATED.format(line=line), code="roles_not_separated")

    def _post(self, cells: Mapping[str, str], person: User | None, name: str) -> Intent:
        role = declared_named(cells.get("role", ""), ROLES, ROLE)
        unit = self.units.named(cells.get("unit", ""), UNIT)
        first = day_named(cells.get("from_date", ""), FROM_DATE, default=self.day) or self.day
        last = day_named(cells.get("until_date", ""), UNTIL_DATE)
        ordered(first, last)
        is_held = person is not None and _holds(person, unit, role, first)
        if person is not None and not is_held:
            check_appointment(Appointment(person, unit, role, first, last), self.by, field="person")
        told = name or self.names.get(cells.get("username", ""), (0, ""))[1]
        return Intent(person, told, unit, role, cells.get("title", ""), first, last, is_held)


def _holds(person: User, unit: Unit, role: str, day: date) -> bool:
    return any(
        (post.unit_id, post.role) == (unit.pk, role)
        and not post.is_revoked
        and (post.until_date is None or post.until_date >= day)
        for post in person.posts.all()
    )


def plan(rows: Sequence[SheetRow], asked: Asked) -> ImportPlan:
    """Return what each row will do with people and posts, changing nothing."""
    reader, planned = Reader(rows, asked.by, local_day(asked.at)), []
    for row in rows:
        intent, errors = reader.read(row)
        change = "refused" if intent is None else "same" if intent.is_held else "new"
        told = (row.cells.get(key, "") for key in ("name", "username", "unit", "role"))
        planned.append(PlannedRow(row, change, " ".join(filter(None, told)), tuple(errors)))
    return ImportPlan(planned)


def step(work: Work, item: BatchItem) -> None:
    """Create the person of a row if need be, and appoint. Raises Refused."""
    row, at = SheetRow(item.no, item.row()["cells"]), work.at
    intent, errors = Reader([row], work.by, local_day(at)).read(row)
    if intent is None:
        raise Refused(errors[0])
    kept = refusals_recorded("post.fill", by=work.by, at=at, facts={"batch": work.batch.pk})
    with kept, work.claim(item):
        if not intent.is_held:
            _appoint(intent, row.cells["username"], work.by, at)


def _appoint(intent: Intent, username: str, by: Actor, at: datetime) -> None:
    person = intent.person or create_person(username=username, name=intent.name, by=by, at=at)
    appoint(
        person=person, unit=intent.unit, role=intent.role, title=intent.title,
        from_date=intent.from_date, until_date=intent.until_date, by=by, at=at,
    )  # fmt: skip


def rows_out(
    terms: Mapping[str, Any], post: Post, at: datetime
) -> tuple[int, Iterator[Sequence[object]]]:
    """Return how many posts the people on the page hold today, and each as a row of the same
    table."""
    form = forms.PeopleFilter(QueryDict(terms["query"]) if terms["query"] else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    day = timezone.localdate(at)
    people = selectors.people(**given, on=day).order_by().values("pk")
    found = Post.objects.on(day).filter(person__in=people).select_related("person", "unit")
    language = terms.get("language", "zh-hans")
    return found.count(), (_line(one, language) for one in found.order_by("pk").iterator(500))


def _line(post: Post, language: str) -> list[object]:
    return [
        post.person.username, post.person.name, post.unit.code,
        post.role_declared.name.in_language(language), post.title, post.from_date.isoformat(),
        post.until_date.isoformat() if post.until_date else "",
    ]  # fmt: skip


def _may(post: Post) -> bool:
    return post.has_power("posts") and post.has_power("people")


register_import(
    ImportKind("posts", SHEET.name, SHEET, _may, plan, "administration:people"), step=step
)
register_export(
    ExportKind("posts", SHEET.name, SHEET.columns, _may, rows_out, "administration:people")
)
