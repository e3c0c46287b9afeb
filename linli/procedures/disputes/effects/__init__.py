"""What the steps of a dispute change beside the state, by part of its course."""

from linli.procedures.disputes.effects import agreement, ending, mediation, opening, performance

EFFECTS = {
    key: effect
    for part in (opening, mediation, agreement, performance, ending)
    for key, effect in part.EFFECTS.items()
}
