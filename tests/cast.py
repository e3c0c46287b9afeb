"""The fixed cast: a small city, its units, and a person in every role.

Ask for it by the fixture `cast` (a `Cast`, made in some 25 short queries). All of it holds from
2024-01-01 on without end, so any test day from then on works.

Regions (`Region`): `province` 山东省, `city` 济南市, `county` 历下区, `other_county` 市中区,
`street` and `other_street` in `county`, `far_street` and `other_far_street` in `other_county`,
`community` and `other_community` in `street`, `far_community` in `far_street`.

Units (`Unit`):
    operator            平台运行单位, city: the three administrators
    hotline_centre      热线服务中心, city
    city_government     人民政府, city
    social_work, petition_office, discipline    city
    joint_conference    信访工作联席会议, city;  county_petition_office  信访局 of `county`
    city_department     市城市管理局, superior in line of `department`
    government          人民政府 of `county`;  other_government  of `other_county`
    department, other_department    departments of `county`;  far_department  of `other_county`
    committee, street_committee         人民调解委员会 of `community` and of `street`
    street_unit, other_street_unit, far_street_unit, other_far_street_unit     街道办事处
    community_unit, other_community_unit, far_community_unit                   居委会

Posts (`Post`; `post.person` is the holder, `post.actor()` the actor for the log):
    hotline_clerk, other_hotline_clerk, hotline_head, supervisor        hotline_centre
    street_clerk, second_street_clerk, street_head (= unit_head)        street_unit
    other_street_clerk      other_street_unit: another unit of the same county
    far_street_clerk        far_street_unit: another unit of another county
    community_worker, other_community_worker, far_community_worker
    mediator, mediation_head            committee;  street_mediator  street_committee
    department_handler, department_head                                 department
    other_department_handler, far_department_handler
    government_handler, government_head, county_supervisor              government
    other_government_handler                                            other_government
    social_work_officer
    petition_officer, petition_head                                     petition_office
    county_petition_officer, county_petition_head                       county_petition_office
    conference_officer, conference_head                                 joint_conference
    discipline_handler, discipline_head                                 discipline
    city_government_handler, city_government_head, city_department_head, city_department_handler
    system_administrator, security_administrator, auditor               operator
    deputised       a street clerk's post of street_unit whose deputy is the user `deputy`
    expired         a street clerk's post of street_unit that ended on 2025-06-30

Others: `deputy` (a user without a post of their own), `deputy_actor` (acting in `deputised`),
`outsider` (a user without any post), `sign_in(client, post, person=None)`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from datetime import date
from types import SimpleNamespace
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from linli.base.accounts.middleware import SESSION_KEY
from linli.base.accounts.models import Post, Unit, User
from linli.base.accounts.sign_in.idling import SEEN_KEY
from linli.base.accounts.sign_in.second_step import TAKEN_KEY
from linli.base.regions.models import Region
from linli.core.actors import Actor

BEGINNING = date(2024, 1, 1)
EXPIRED_ON = date(2025, 6, 30)
# Nothing that any password fits, yet not Django's mark for a person without one.
NO_HASH = "none"
SECRET = "JBSWY3DPEHPK3PXP"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WIDTHS = {
    "province": 10**10, "city": 10**8, "county": 10**6, "township": 10**3, "community": 1,
}  # fmt: skip

# key: (code, level, parent, name, initials)
REGIONS = {
    "province": (370000000000, "province", None, "山东省", "sds"),
    "city": (370100000000, "city", "province", "济南市", "jns"),
    "county": (370102000000, "county", "city", "历下区", "lxq"),
    "other_county": (370103000000, "county", "city", "市中区", "szq"),
    "street": (370102001000, "township", "county", "解放路街道", "jfljd"),
    "other_street": (370102002000, "township", "county", "千佛山街道", "qfsjd"),
    "far_street": (370103010000, "township", "other_county", "大观园街道", "dgyjd"),
    "other_far_street": (370103011000, "township", "other_county", "杆石桥街道", "gsqjd"),
    "community": (370102001001, "community", "street", "青年东路社区", "qndlsq"),
    "other_community": (370102001003, "community", "street", "历山东路社区", "lsdlsq"),
    "far_community": (370103010001, "community", "far_street", "永长街社区", "yzjsq"),
}
# key: (kind, region, parent, superior, name), parents and superiors before those below them
UNITS = {
    "city_government": ("government", "city", None, None, "济南市人民政府"),
    "operator": ("operator", "city", "city_government", None, "邻里平台运行中心"),
    "hotline_centre": ("hotline_centre", "city", "city_government", None, "济南市热线服务中心"),
    "social_work": ("social_work", "city", None, None, "济南市委社会工作部"),
    "petition_office": ("petition_office", "city", "city_government", None, "济南市信访局"),
    "discipline": ("discipline", "city", None, None, "济南市纪委监委"),
    "joint_conference": ("joint_conference", "city", None, None, "济南市信访工作联席会议"),
    "city_department": ("department", "city", "city_government", None, "济南市城市管理局"),
    "government": ("government", "county", "city_government", None, "历下区人民政府"),
    "county_petition_office": (
        "petition_office", "county", "government", "petition_office", "历下区信访局",
    ),
    "other_government": ("government", "other_county", "city_government", None, "市中区人民政府"),
    "department": ("department", "county", "government", "city_department", "历下区城市管理局"),
    "other_department": ("department", "county", "government", None, "历下区住房和城乡建设局"),
    "far_department": (
        "department", "other_county", "other_government", "city_department", "市中区城市管理局",
    ),
    "street_unit": ("township", "street", "government", None, "解放路街道办事处"),
    "other_street_unit": ("township", "other_street", "government", None, "千佛山街道办事处"),
    "far_street_unit": ("township", "far_street", "other_government", None, "大观园街道办事处"),
    "other_far_street_unit": (
        "township", "other_far_street", "other_government", None, "杆石桥街道办事处",
    ),
    "community_unit": ("community", "community", "street_unit", None, "青年东路社区居委会"),
    "other_community_unit": (
        "community", "other_community", "street_unit", None, "历山东路社区居委会",
    ),
    "far_community_unit": (
        "community", "far_community", "far_street_unit", None, "永长街社区居委会",
    ),
    "committee": (
        "mediation_committee", "community", "community_unit", None,
        "青年东路社区人民调解委员会",
    ),
    "street_committee": (
        "mediation_committee", "street", "street_unit", None, "解放路街道人民调解委员会",
    ),
}  # fmt: skip
# key: (role, unit, name of the holder)
POSTS = {
    "hotline_clerk": ("hotline_clerk", "hotline_centre", "赵敏"),
    "other_hotline_clerk": ("hotline_clerk", "hotline_centre", "钱丽"),
    "hotline_head": ("unit_head", "hotline_centre", "孙涛"),
    "supervisor": ("supervisor", "hotline_centre", "李娜"),
    "street_clerk": ("street_clerk", "street_unit", "周强"),
    "second_street_clerk": ("street_clerk", "street_unit", "吴静"),
    "street_head": ("unit_head", "street_unit", "郑伟"),
    "deputised": ("street_clerk", "street_unit", "王芳"),
    "expired": ("street_clerk", "street_unit", "冯磊"),
    "other_street_clerk": ("street_clerk", "other_street_unit", "陈杰"),
    "far_street_clerk": ("street_clerk", "far_street_unit", "褚燕"),
    "community_worker": ("community_worker", "community_unit", "卫红"),
    "other_community_worker": ("community_worker", "other_community_unit", "蒋平"),
    "far_community_worker": ("community_worker", "far_community_unit", "沈洁"),
    "department_handler": ("department_handler", "department", "韩冰"),
    "department_head": ("unit_head", "department", "杨帆"),
    "other_department_handler": ("department_handler", "other_department", "朱琳"),
    "far_department_handler": ("department_handler", "far_department", "秦峰"),
    "government_handler": ("department_handler", "government", "尤佳"),
    "government_head": ("unit_head", "government", "许诺"),
    "county_supervisor": ("supervisor", "government", "何晴"),
    "other_government_handler": ("department_handler", "other_government", "吕梁"),
    "social_work_officer": ("social_work_officer", "social_work", "施展"),
    "petition_officer": ("petition_officer", "petition_office", "张弛"),
    "petition_head": ("unit_head", "petition_office", "魏征"),
    "county_petition_officer": ("petition_officer", "county_petition_office", "陶然"),
    "county_petition_head": ("unit_head", "county_petition_office", "姜维"),
    "conference_officer": ("petition_officer", "joint_conference", "戚明"),
    "conference_head": ("unit_head", "joint_conference", "谢安"),
    "discipline_handler": ("department_handler", "discipline", "邹正"),
    "discipline_head": ("unit_head", "discipline", "喻清"),
    "city_government_handler": ("department_handler", "city_government", "柏青"),
    "city_government_head": ("unit_head", "city_government", "水澄"),
    "city_department_handler": ("department_handler", "city_department", "窦远"),
    "city_department_head": ("unit_head", "city_department", "章程"),
    "mediator": ("mediator", "committee", "苏和"),
    "mediation_head": ("unit_head", "committee", "万安"),
    "street_mediator": ("mediator", "street_committee", "路平"),
    "system_administrator": ("system_administrator", "operator", "孔明"),
    "security_administrator": ("security_administrator", "operator", "曹严"),
    "auditor": ("auditor", "operator", "严谨"),
}
PEOPLE_WITHOUT_POST = {"deputy": "华岳", "outsider": "金枝"}


class Cast(SimpleNamespace):
    """Regions, units, posts and people by the names that the module's docstring lists."""

    @property
    def unit_head(self) -> Post:
        """Return the head of the street's unit."""
        return self.street_head

    @property
    def deputy_actor(self) -> Actor:
        """Return the actor when `deputy` acts in `deputised`."""
        return self.deputised.actor(self.deputy)

    def emptied(self, unit: Unit) -> Unit:
        """Return `unit` without a post, as a unit that is to be closed must be."""
        Post.objects.filter(unit=unit).delete()
        return unit

    def sign_in(self, client: Any, post: Post, person: User | None = None) -> Any:
        """Sign the holder of `post` (or `person`, its deputy) in at `client` and act in it."""
        enter(client, person or post.person, post)
        return client


def protect(person: User) -> str:
    """Give `person` an app that shows codes; return its secret (see `code_of`)."""
    TOTP.activate(person, SECRET)
    return SECRET


def code_of(secret: str) -> str:
    """Return the code that an app shows now, worked out by hand from the secret (RFC 6238)."""
    key = base64.b32decode(secret)
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def enter(client: Any, person: User, post: Post | None = None) -> None:
    """Sign `person` in at `client` as somebody who has taken the second step, acting in `post`."""
    client.force_login(person, backend=BACKEND)
    session = client.session
    session[TAKEN_KEY] = {"person": person.pk, "way": "totp"}
    # Noted just now, so that the first page asked for costs what the others do.
    session[SEEN_KEY] = int(timezone.now().timestamp())
    if post is not None:
        session[SESSION_KEY] = post.pk
    session.save()


def make_cast() -> Cast:
    """Return the cast, saved."""
    regions = _regions()
    units = _units(regions)
    people = _people()
    posts = _posts(units, people)
    others = {key: people[key] for key in PEOPLE_WITHOUT_POST}
    return Cast(**regions, **units, **posts, **others)


def _regions() -> dict[str, Region]:
    made: dict[str, Region] = {}
    for key, (code, level, parent, name, initials) in REGIONS.items():
        above = made.get(parent or "")
        made[key] = Region(
            code=code,
            code_end=code + WIDTHS[level],
            level=level,
            name=name,
            full_name=(above.full_name if above else "") + name,
            initials=initials,
            parent=above,
        )
    Region.objects.bulk_create(made.values())
    return made


def _units(regions: dict[str, Region]) -> dict[str, Unit]:
    made: dict[str, Unit] = {}
    for key, (kind, region, parent, superior, name) in UNITS.items():
        made[key] = Unit.objects.create(
            code=key,
            name=name,
            name_en=key.replace("_", " ").capitalize(),
            kind=kind,
            region=regions[region],
            parent=made.get(parent or ""),
            superior=made.get(superior or ""),
            from_date=BEGINNING,
        )
    return made


def _people() -> dict[str, User]:
    names = {key: name for key, (_, _, name) in POSTS.items()} | PEOPLE_WITHOUT_POST
    made = {key: User(username=key, name=name, password=NO_HASH) for key, name in names.items()}
    User.objects.bulk_create(made.values())
    return made


def _posts(units: dict[str, Unit], people: dict[str, User]) -> dict[str, Post]:
    made = {
        key: Post(person=people[key], unit=units[unit], role=role, from_date=BEGINNING)
        for key, (role, unit, _) in POSTS.items()
    }
    made["deputised"].deputy = people["deputy"]
    made["deputised"].deputy_from_date = BEGINNING
    made["expired"].until_date = EXPIRED_ON
    Post.objects.bulk_create(made.values())
    return made
