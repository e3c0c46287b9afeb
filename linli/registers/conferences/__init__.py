"""Conferences: what was read from a report, who was called, what was asked of whom."""
