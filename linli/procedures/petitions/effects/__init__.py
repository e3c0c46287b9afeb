"""What the steps of a petition change beside the state, by part of its course."""

from linli.procedures.petitions.effects import (
    acceptance,
    closing,
    delivery,
    handling,
    marking,
    remedies,
    routing,
    supervising,
)

EFFECTS = {
    key: effect
    for part in (
        routing, acceptance, handling, delivery, remedies, closing, supervising, marking,
    )
    for key, effect in part.EFFECTS.items()
}  # fmt: skip
