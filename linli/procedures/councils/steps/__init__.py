"""The steps of deliberations and of assemblies, in the order in which pages offer them."""

from linli.procedures.councils.steps.assembly import ASSEMBLING
from linli.procedures.councils.steps.deliberation import DELIBERATING

__all__ = ["ASSEMBLING", "DELIBERATING"]
