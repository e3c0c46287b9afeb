"""How often one may try what on the residents' pages."""

from __future__ import annotations

from linli.base.accounts.limits import BUSY, Limit, address_of, spend

__all__ = ["BUSY", "COPYING", "ENTERING", "NUMBER", "SENDING", "Limit", "address_of", "spend"]

# Generous, since a whole estate may share one address; a real flood is far above.
SENDING = Limit("sending", 60, 60 * 60)
ENTERING = Limit("entering", 60, 60 * 60)
# Each copy is put together anew, files and all.
COPYING = Limit("copying", 10, 60 * 60)
# A passcode has a million values: at ten an hour, trying half of them takes five years.
NUMBER = Limit("number", 10, 60 * 60)
