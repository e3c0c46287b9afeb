"""The steps of a petition, by part of its course, in the order in which pages offer them."""

from linli.procedures.petitions.steps.acceptance import ACCEPTANCE
from linli.procedures.petitions.steps.closing import CLOSING
from linli.procedures.petitions.steps.delivery import DELIVERY
from linli.procedures.petitions.steps.handling import HANDLING
from linli.procedures.petitions.steps.marking import MARKING
from linli.procedures.petitions.steps.remedies import REMEDIES
from linli.procedures.petitions.steps.routing import ROUTING
from linli.procedures.petitions.steps.supervising import SUPERVISING

TRANSITIONS = (
    *ROUTING, *ACCEPTANCE, *HANDLING, *DELIVERY, *REMEDIES, *CLOSING, *SUPERVISING, *MARKING,
)  # fmt: skip
