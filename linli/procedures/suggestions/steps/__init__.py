"""The steps of a suggestion, in the order in which the case page offers them."""

from linli.procedures.suggestions.steps.answering import ANSWERING
from linli.procedures.suggestions.steps.converting import CONVERTING
from linli.procedures.suggestions.steps.intake import INTAKE
from linli.procedures.suggestions.steps.publishing import PUBLISHING
from linli.procedures.suggestions.steps.study import STUDYING

TRANSITIONS = (*INTAKE, *STUDYING, *ANSWERING, *CONVERTING, *PUBLISHING)
