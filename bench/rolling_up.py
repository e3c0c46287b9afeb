"""Measures the roll-up of the three rates at every level."""

from __future__ import annotations


def figures(ground, *, runs):
    return ()
