"""Every change of units, posts and people: atomic, on record, refused with a reason."""

from linli.base.accounts.actions.people import create_person, set_active
from linli.base.accounts.actions.posts import appoint, clear_deputy, end_post, set_deputy
from linli.base.accounts.actions.sign_in_links import issue_sign_in_link, use_sign_in_link
from linli.base.accounts.actions.units import change_unit, close_unit, open_unit

__all__ = [
    "appoint",
    "change_unit",
    "clear_deputy",
    "close_unit",
    "create_person",
    "end_post",
    "issue_sign_in_link",
    "open_unit",
    "set_active",
    "set_deputy",
    "use_sign_in_link",
]
