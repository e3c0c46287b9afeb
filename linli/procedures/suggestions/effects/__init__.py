"""What the steps of a suggestion change beside the state, by part of its course."""

from linli.procedures.suggestions.effects import answering, intake, publishing, study

EFFECTS = {
    key: effect
    for part in (intake, study, answering, publishing)
    for key, effect in part.EFFECTS.items()
}
