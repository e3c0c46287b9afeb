"""What a place sets for quorums and majorities, dated and by which local rule."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from linli.base.accounts.models import Post
from linli.base.audit.log import record
from linli.base.regions.models import Region
from linli.cases import authority
from linli.core.actors import Actor
from linli.core.chain import SYSTEM
from linli.core.errors import Incomplete, NotAllowed, Refused
from linli.core.text import Text
from linli.core.zone import local_day
from linli.procedures.councils import access
from linli.procedures.councils.models import LocalQuorum
from linli.procedures.councils.quorums import RULES, Share

NOT_YOURS = Text("会议规则由系统管理员按地方规定设定。", "These are set by the administrator.")
UNKNOWN_KIND = Text("请选择会议类型。", "Choose the kind of assembly.")
ELSEWHERE = Text("该地区不在本单位辖区内。", "This region is not in the area of your unit.")
NO_INSTRUMENT = Text("请填写作为依据的文件名称。", "Name the instrument that sets it.")
PAST = Text("只能设定今天起施行的规则。", "It can hold from today on at the earliest.")
THERE = Text("该地区已设定自当日起施行的规则。", "A rule from that day is already set here.")
NO_SHARE = Text("请填写一到九分之几，不超过全体。", "Give a share such as 1/2 or 2/3.")


def set_quorum(
    *,
    kind: str,
    region: Region,
    quorum: Share,
    majority: Share,
    in_force_from: date,
    instrument: str,
    article: str,
    post: Post,
    by: Actor,
    at: datetime,
) -> LocalQuorum:
    """Let a quorum and a majority hold for assemblies of `kind` in `region` from a day on. Those
    called before keep theirs. Raises NotAllowed for others than administrators of limits, Refused
    for a day that is over and for a rule of the same day."""
    authority.check_in_force(by, at)
    if not access.sets_rules(post):
        raise NotAllowed(NOT_YOURS)
    _check(kind, region, (quorum, majority), instrument, post)
    if in_force_from < local_day(at):
        raise Refused(PAST, field="in_force_from", code="past")
    same = LocalQuorum.objects.filter(region=region, kind=kind, in_force_from=in_force_from)
    if same.exists():
        raise Refused(THERE, field="in_force_from", code="there")
    with transaction.atomic():
        made: LocalQuorum = LocalQuorum.objects.create(
            region=region,
            kind=kind,
            quorum_part=quorum.fraction.numerator,
            quorum_of=quorum.fraction.denominator,
            quorum_is_over=quorum.is_over,
            majority_part=majority.fraction.numerator,
            majority_of=majority.fraction.denominator,
            majority_is_over=majority.is_over,
            in_force_from=in_force_from,
            instrument=instrument.strip(),
            article=article.strip(),
            set_at=at,
        )
        facts = {
            "region": region.pk, "kind": kind, "quorum": quorum.text.en,
            "majority": majority.text.en, "in_force_from": in_force_from.isoformat(),
            "instrument": made.instrument,
        }  # fmt: skip
        record(SYSTEM, "council.quorum_set", by=by, at=at, facts=facts)
    return made


def _check(
    kind: str, region: Region, shares: tuple[Share, Share], instrument: str, post: Post
) -> None:
    if kind not in RULES:
        raise Incomplete(UNKNOWN_KIND, field="kind")
    if not post.unit.region.covers(region.code):
        raise Refused(ELSEWHERE, field="region", code="elsewhere")
    for share, field in zip(shares, ("quorum", "majority"), strict=True):
        if not 0 < share.fraction <= 1 or (share.fraction == 1 and share.is_over):
            raise Refused(NO_SHARE, field=field, code="no_share")
    if not instrument.strip():
        raise Incomplete(NO_INSTRUMENT, field="instrument")
