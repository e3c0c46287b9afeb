"""What the steps of whistles and turnouts change beside the state."""

from linli.procedures.whistles.effects import coming, deciding, whistle

WHISTLE_EFFECTS = whistle.EFFECTS
TURNOUT_EFFECTS = {**coming.EFFECTS, **deciding.EFFECTS}
