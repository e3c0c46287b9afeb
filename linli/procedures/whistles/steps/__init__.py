"""The steps of whistles and turnouts."""
