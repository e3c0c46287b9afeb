"""What the steps of a directive change beside the state, by part of its course."""

from linli.procedures.directives.effects import carrying_out, receiving, reporting

EFFECTS = {**receiving.EFFECTS, **carrying_out.EFFECTS, **reporting.EFFECTS}
