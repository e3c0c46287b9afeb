"""Gives the request's part of the case page and of the sender's page what they show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from linli.base.accounts.models import Post
from linli.base.privacy.selectors import masked_for
from linli.cases import holding
from linli.cases.models import Case
from linli.procedures.rights.words import KEY, REFUSED, REMEDY, wish_of


def for_staff(case: Case, post: Post) -> Mapping[str, Any]:
    """Return what is asked, what is left of it, what stands against erasing that, and how long the
    matter must be kept."""
    message = case.message
    matters = Case.objects.visible_to(post).filter(message=message).exclude(procedure=KEY)
    return {
        "asked": case.rights_request,
        "wish": wish_of(case.rights_request.wish),
        "has_people": bool(masked_for([message.subject])[message.subject]),
        "emptied_at": message.emptied_at,
        "obstacles": holding.against_contact(message, leaving_out=KEY),
        "periods": holding.until_when(message, on=timezone.localdate(), leaving_out=KEY),
        "matters": matters.for_list().order_by("pk"),
    }


def for_sender(case: Case, at: datetime) -> Mapping[str, Any]:
    """Return what the sender asked for and, where it was refused in whole or in part, the article
    that opens the court. Two queries."""
    asked = case.rights_request
    return {
        "asked": asked,
        "wish": wish_of(asked.wish),
        "remedy": REMEDY if case.state in REFUSED else None,
    }
