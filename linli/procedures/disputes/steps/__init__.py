"""The steps of a dispute, by part of its course, in the order in which pages offer them."""

from linli.procedures.disputes.steps.agreement import AGREEMENT
from linli.procedures.disputes.steps.ending import ENDING
from linli.procedures.disputes.steps.mediation import MEDIATION
from linli.procedures.disputes.steps.opening import OPENING
from linli.procedures.disputes.steps.performance import PERFORMING

TRANSITIONS = (*OPENING, *MEDIATION, *AGREEMENT, *PERFORMING, *ENDING)
