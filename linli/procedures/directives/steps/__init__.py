"""The steps of a directive, by part of its course."""

from linli.procedures.directives.steps import carrying_out, receiving, reporting

TRANSITIONS = (*receiving.STEPS, *carrying_out.STEPS, *reporting.STEPS)
