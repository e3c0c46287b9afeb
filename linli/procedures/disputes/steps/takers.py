"""Who takes the steps of a dispute, and in which states."""

from __future__ import annotations

from linli.core.procedure import Taker

MEDIATORS = (Taker("lead", "mediator"), Taker("lead", "unit_head"))
SYSTEM = (Taker("system"),)
PARTIES = (Taker("receipt"), Taker("party"))

# Where a party may still end it (Art. 23): until an agreement has taken effect.
BEFORE_EFFECT = ("registered", "mediating", "signing")
OPEN = (*BEFORE_EFFECT, "performing", "ending")
