"""Links people to what the identity provider knows them by."""

from __future__ import annotations

from datetime import datetime

from allauth.socialaccount import app_settings
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from linli.base.accounts.actions.authority import must_have, must_not_be_oneself
from linli.base.accounts.models import User
from linli.base.audit import log as audit
from linli.core.actors import Actor
from linli.core.errors import Incomplete
from linli.core.text import Text
from linli.identity_provider import PROVIDER

LONGEST = 191


def provider_id() -> str:
    """Return what the links of this instance's provider are kept under; nothing without one."""
    apps = app_settings.PROVIDERS.get(PROVIDER, {}).get("APPS", [])
    return str(apps[0]["provider_id"]) if apps else ""


def identity_of(person: User) -> str:
    """Return what the provider knows `person` by, or nothing."""
    mine = SocialAccount.objects.filter(user=person, provider=provider_id())
    return str(mine.values_list("uid", flat=True).first() or "")


@transaction.atomic
def link(person: User, identity: str, *, by: Actor, at: datetime) -> User:
    """Let `identity` at the provider be `person`; an empty one takes the link away. Return the
    person.

    Raises NotAllowed without the power "people" or for oneself; Incomplete, with the field, for
    an identity that is too long or another person's.
    """
    must_have(by, "people")
    must_not_be_oneself(by, person.pk, "identity")
    identity, provider = identity.strip(), provider_id()
    before = SocialAccount.objects.select_for_update().filter(user=person, provider=provider)
    if identity == (before.values_list("uid", flat=True).first() or ""):
        return person
    if len(identity) > LONGEST:
        raise Incomplete(Text("太长，最多191个字符。", "191 characters at most."), field="identity")
    if SocialAccount.objects.filter(provider=provider, uid=identity).exists():
        raise Incomplete(
            Text("该身份已关联其他人员。", "This identity is linked to another person."),
            field="identity",
        )
    before.delete()
    if identity:
        SocialAccount.objects.create(user=person, provider=provider, uid=identity)
    kind = "person.identity_linked" if identity else "person.identity_unlinked"
    texts = {"identity": identity}
    audit.record("system", kind, by=by, at=at, facts={"person": person.pk}, texts=texts)
    return person
